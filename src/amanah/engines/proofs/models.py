"""The library of evidence: what shows that something is so, from when to when, and what it is used for.

Words here are in clear and are read by everyone who may see the proof; nothing of a report belongs among them. Files lie on the disk
sealed like every other upload, and their key is kept on the row (decision record "Proofs keep their key").
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.foundation.organisation.models import Unit

TITLE = 160
WORDS = 2000
ADDRESS = 500
REF = 200


class Kind(models.TextChoices):
    """What a proof is."""

    FILE = "file", _("Berkas bukti")
    ADDRESS = "address", _("Alamat web")
    LETTER = "letter", _("Surat")


class Proof(models.Model):
    """One piece of evidence. Its words and days never change: a newer one replaces it, and the old one stays.

    `effective_from` and `effective_until` are the days, both inclusive, on which what it shows held; without the second it holds until
    it is replaced. `ends_on` is the last day on which it counts: the earlier of `effective_until` and the day before its replacement
    begins. `source` is the record whose evidence it was collected for, where that one arose from a case: the proof is kept from whom
    the case is kept. `shared` proofs may be read and used by every unit.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=42, unique=True)  # "proof:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    title = models.CharField(max_length=TITLE)
    description = models.TextField(max_length=WORDS, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    shared = models.BooleanField(default=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    address = models.CharField(max_length=ADDRESS, blank=True)  # where it is on the web, or the letter's number
    effective_from = models.DateField()
    effective_until = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=96, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.TextField(max_length=WORDS, blank=True)

    file_id = models.UUIDField(null=True, unique=True)
    file_key = models.BinaryField(null=True)
    file_name = models.CharField(max_length=120, blank=True)
    file_type = models.CharField(max_length=120, blank=True)
    file_size = models.PositiveBigIntegerField(null=True)  # bytes of the plain file
    file_sha256 = models.CharField(max_length=64, blank=True)  # of the plain file

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="proof_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="file", file_id__isnull=False, file_key__isnull=False, address="")
                | (~Q(kind="file") & Q(file_id__isnull=True, file_key__isnull=True) & ~Q(address="")),
                name="proof_is_file_or_address",
            ),
            models.CheckConstraint(
                condition=Q(effective_until__isnull=True) | Q(effective_until__gte=F("effective_from")), name="proof_days_in_order"
            ),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("effective_from")), name="proof_counts_a_day"),
            models.CheckConstraint(condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")), name="proof_replaced_by_another"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False),
                name="proof_withdrawn_by_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-day", "-id"], name="proof_newest"),
            models.Index(fields=["ends_on", "id"], name="proof_ends"),
            models.Index(fields=["unit"], name="proof_unit"),
            models.Index(fields=["source"], name="proof_source"),
            models.Index(fields=["file_sha256"], name="proof_file"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stands(self) -> bool:
        """Whether it is neither withdrawn nor replaced: what is newly shown by it."""
        return self.withdrawn_on is None and self.replaced_by_id is None


class Use(models.Model):
    """A proof shows a record ("answer:…", "test:…", "risk:…"), from one day until another. Ended, never deleted."""

    proof = models.ForeignKey(Proof, models.PROTECT, related_name="uses")
    ref = models.CharField(max_length=REF)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proof", "ref"], condition=Q(ended_on__isnull=True), name="proof_shows_a_record_once"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True) | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="proof_use_ended_by_somebody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["ref"], name="proof_use_ref")]
