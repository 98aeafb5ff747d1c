"""Letters in codes, days and people. What a letter says, to whom, and its files are sealed with the matter it belongs to."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Scheme(models.Model):
    """How the office numbers letters. A scheme that has numbered is never changed, only put out of use."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60, unique=True)
    pattern = models.CharField(max_length=80)
    classification = models.CharField(max_length=20, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    per_kind = models.BooleanField(default=False)
    per_unit = models.BooleanField(default=False)
    yearly = models.BooleanField(default=True)
    since = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Counter(models.Model):
    """The last number given in one bucket of a scheme (its year, kind or unit)."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="counters")
    bucket = models.CharField(max_length=80)
    last = models.PositiveIntegerField(default=0)
    dated = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["scheme", "bucket"], name="letters_one_counter_a_bucket")]


class Template(models.Model):
    """One version of the office's own DOCX template for a kind. Earlier versions stay, because letters were made with them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    docx = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    placeholders = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["kind", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "version"], name="letters_template_version_once"),
            models.UniqueConstraint(fields=["kind"], condition=Q(in_use=True), name="letters_one_template_in_use"),
        ]


class Anchor(models.Model):
    """A root certificate that the institution trusts for signatures (BSrE's, for one)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    der = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    ends_on = models.DateField()
    installed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    withdrawn_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["name"]


class Letter(models.Model):
    """One letter about the matter `ref`. `record` is the sealed record that holds what it says; "" for a matter kept in clear."""

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", _("Konsep")
        NUMBERED = "numbered", _("Bernomor")
        SIGNED = "signed", _("Bertanda tangan")
        VOID = "void", _("Batal")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(max_length=80, db_index=True)
    record = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    template = models.ForeignKey(Template, models.PROTECT, null=True, related_name="+")  # None: the shipped one
    drafter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    number = models.CharField(max_length=80, blank=True)
    scheme = models.ForeignKey(Scheme, models.PROTECT, null=True, related_name="letters")  # None: numbered by another system
    bucket = models.CharField(max_length=80, blank=True)
    running = models.PositiveIntegerField(null=True)
    dated = models.DateField(null=True)
    signed_on = models.DateField(null=True)  # the day on which the signed PDF was put in
    verdict = models.CharField(max_length=20, blank=True)  # what the check of the signature said, as a code

    class Meta:
        ordering: ClassVar = ["-drafted_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "bucket", "running"], name="letters_number_once"),
            models.CheckConstraint(condition=Q(running__isnull=True) | ~Q(number=""), name="letters_running_has_number"),
            models.CheckConstraint(condition=Q(state__in=["draft", "void"]) | ~Q(number=""), name="letters_numbered_has_number"),
            models.CheckConstraint(condition=~Q(state="signed") | Q(signed_on__isnull=False), name="letters_signed_has_day"),
        ]

    @property
    def reference(self) -> str:
        """How notices, threads and the ledger name it."""
        return f"letter:{self.id}"


class Plain(models.Model):
    """A part of a letter about a matter that is kept in clear."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="parts")
    name = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["letter", "name", "version"], name="letters_plain_once")]


class Disposition(models.Model):
    """A letter handed down the line with instructions. The note is sealed with the letter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="dispositions")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    instructions = models.JSONField(default=list)
    noted = models.BooleanField(default=False)
    day = models.DateField()
    due_on = models.DateField(null=True)
    read_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["day", "id"]
        indexes: ClassVar = [models.Index(fields=["receiver"], condition=Q(done_on__isnull=True), name="letters_owed")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="letters_disposition_to_another"),
        ]

    @property
    def note_part(self) -> str:
        """The part of the letter that holds its note."""
        return f"note/{self.id.hex}"

    @property
    def reference(self) -> str:
        """How its clock is named."""
        return f"disposition:{self.id}"
