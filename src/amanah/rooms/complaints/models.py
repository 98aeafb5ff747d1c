"""What the complaints room keeps in clear: codes, days and people, and what two people made public. What was complained of is sealed."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case
from amanah.foundation.letters.models import Letter
from amanah.foundation.organisation.models import Unit
from amanah.rooms.complaints.ways import WAYS, WEB


class Marks(models.Model):
    """How a complaint wants to be treated. The two flags are independent: who it is from, and whether its content may ever be public.

    A complaint without this row (handed over from another room) counts as both.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="complaint_marks")
    anonymous = models.BooleanField()
    secret = models.BooleanField()
    service = models.CharField(max_length=40, blank=True)  # code of a public service
    way = models.CharField(max_length=12, choices=WAYS, default=WEB)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["service"], name="complaint_service")]


class Publication(models.Model):
    """The version of a complaint and its answer that everybody may read: written by one person, published by another.

    This is no sealed content: it was written to be public, with personal data taken out.
    """

    class State(models.TextChoices):
        """How far it has come."""

        PROPOSED = "proposed", _("Menunggu persetujuan")
        PUBLISHED = "published", _("Terbit")
        REJECTED = "rejected", _("Ditolak")
        WITHDRAWN = "withdrawn", _("Ditarik")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="publications")
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=8000)
    answer = models.TextField(max_length=8000, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_on = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    search = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-decided_on", "-written_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=["proposed", "published"]), name="complaint_published_once"),
            models.CheckConstraint(
                condition=~Q(state="published") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("written_by"))),
                name="complaint_published_by_another",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-decided_on"], name="complaint_public")]


class RatingTally(models.Model):
    """How often `answer` was given to `question` for complaints closed in the quarter that begins on `quarter`: counts alone."""

    quarter = models.DateField()
    question = models.CharField(max_length=10)
    answer = models.CharField(max_length=10)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["quarter", "question", "answer"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quarter", "question", "answer"], name="complaint_one_count_an_answer"),
        ]


class Office(models.Model):
    """The address book of those who settle disputes about labour norms: the inspection, and the provincial offices."""

    class Kind(models.TextChoices):
        """What it is."""

        INSPECTION = "inspection", _("Pengawas ketenagakerjaan")
        PROVINCE = "province", _("Dinas provinsi")
        OTHER = "other", _("Instansi lain")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=120, unique=True)
    address = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["kind", "name"]

    def __str__(self) -> str:
        return self.name


class LabourReferral(models.Model):
    """A dispute that another authority settles: to whom it went, with which letter, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="labour_referrals")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_on = models.DateField()
    answered_on = models.DateField(null=True)
    their_number = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True)  # answered, or taken back

    class Meta:
        ordering: ClassVar = ["-sent_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_on__isnull=True), name="complaint_referred_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("sent_on")), name="complaint_answered_after_sent"
            ),
        ]


class Product(models.Model):
    """What the Ombudsman asked of the institution, until it is closed. Its paper is official: nothing here is sealed."""

    class Kind(models.TextChoices):
        """The products that the Ombudsman's opinion counts."""

        CORRECTION = "correction", _("Tindakan korektif")
        IMPROVEMENT = "improvement", _("Saran perbaikan")
        REFINEMENT = "refinement", _("Saran penyempurnaan")
        RECOMMENDATION = "recommendation", _("Rekomendasi")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    number = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    asked = models.TextField(max_length=4000)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    received_on = models.DateField()
    due_on = models.DateField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done = models.TextField(max_length=4000, blank=True)
    reported_on = models.DateField(null=True)  # told to the Ombudsman
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)  # the Ombudsman said that it is done
    closing = models.CharField(max_length=80, blank=True)  # number of that letter

    class Meta:
        ordering: ClassVar = ["closed_on", "due_on", "number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due_on__gt=F("received_on")), name="product_due_after_received"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(reported_on__isnull=False), name="product_closed_after_reported"
            ),
        ]

    @property
    def ref(self) -> str:
        """How clocks, threads, actions and the ledger name it."""
        return f"ombudsman:{self.pk}"
