"""Proposals to destroy, and what became of them. Codes, days and hashes only: what a case said is nowhere here."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case


class Batch(models.Model):
    """Some cases appraised together, approved by another person, destroyed, and certified."""

    class State(models.TextChoices):
        """How far it has come."""

        APPRAISING = "appraising", _("Dinilai")
        PROPOSED = "proposed", _("Menunggu persetujuan")
        APPROVED = "approved", _("Disetujui, sedang dijalankan")
        DONE = "done", _("Selesai")

    number = models.CharField(max_length=14, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.APPRAISING)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_on = models.DateField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(approved_by=F("proposed_by")), name="retention_approved_by_another"),
            models.CheckConstraint(
                condition=Q(state__in=["appraising", "proposed"]) | Q(approved_by__isnull=False), name="retention_approved"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        """How the ledger names it."""
        return f"retention:{self.number}"


class Item(models.Model):
    """One case in a batch: what the schedule says, what the appraiser decided and why, and what was done."""

    class Verdict(models.TextChoices):
        """What the appraiser decided."""

        DESTROY = "destroy", _("Musnahkan")
        KEEP = "keep", _("Simpan permanen")
        EXTEND = "extend", _("Perpanjang masa simpan")

    class Reason(models.TextChoices):
        """Why, as a code: words about a case belong into the case, where they are sealed."""

        SPENT = "spent", _("nilai gunanya sudah habis")
        EVIDENCE = "evidence", _("masih diperlukan sebagai bukti")
        RELATED = "related", _("terkait perkara lain yang belum selesai")
        HISTORY = "history", _("bernilai kesejarahan atau kelembagaan")
        LAW = "law", _("peraturan lain mewajibkan penyimpanan")

    class State(models.TextChoices):
        """What was done about it."""

        WAITING = "waiting", _("menunggu")
        HELD = "held", _("ditahan, tidak dimusnahkan")
        FILES = "files", _("isi musnah, berkas sedang dihapus")
        DONE = "done", _("selesai")

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    line = models.CharField(max_length=40)
    fate = models.CharField(max_length=10)
    closed_on = models.DateField()
    due_on = models.DateField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    until = models.DateField(null=True)
    appraised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    live = models.BooleanField(default=True)  # whether its batch is not done yet
    what = models.JSONField(default=dict)  # numbers and hashes of what went, for the certificate
    files = models.JSONField(default=list)  # ids of files still to be removed from the disk

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(live=True), name="retention_in_one_batch_at_a_time"),
            models.CheckConstraint(condition=~Q(verdict="extend") | Q(until__isnull=False), name="retention_extended_until"),
            models.CheckConstraint(condition=Q(verdict="") | ~Q(reason=""), name="retention_decided_for_a_reason"),
        ]
