"""That somebody owed a report of assets and how it stands: status and days, as the official lists say. No asset, no amount, no file."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amanah.foundation.organisation.models import Person


class Kind(models.TextChoices):
    """To whom it is made."""

    LHKPN = "lhkpn", _("LHKPN")
    LHKAN = "lhkan", _("LHKAN")


class Occasion(models.TextChoices):
    """Why it is owed."""

    PERIODIC = "periodic", _("Periodik")
    START = "start", _("Khusus: pengangkatan")
    END = "end", _("Khusus: akhir jabatan")


class Status(models.TextChoices):
    """How it stands in the official list."""

    OWED = "owed", _("Belum melapor")
    SUBMITTED = "submitted", _("Sudah melapor")
    RETURNED = "returned", _("Perlu dilengkapi")
    COMPLETE = "complete", _("Lengkap")


DONE = (Status.SUBMITTED, Status.COMPLETE)
"""Reported: whether it is complete is for whoever receives it to say."""


class AssetReport(models.Model):
    """One report that somebody owes. `year` is the year whose last day the position is declared for; due the year after."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    occasion = models.CharField(max_length=8, choices=Occasion.choices, default=Occasion.PERIODIC)
    year = models.PositiveSmallIntegerField()
    event_on = models.DateField(null=True)  # of a special one: the day the post began or ended
    status = models.CharField(max_length=9, choices=Status.choices)
    submitted_on = models.DateField(null=True)
    tax_receipt_on = models.DateField(null=True)  # the day on the receipt of the yearly tax return, for LHKAN
    due_on = models.DateField()
    noted_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind", "occasion", "year"], name="asset_report_once"),
            models.CheckConstraint(condition=Q(occasion="periodic") | Q(event_on__isnull=False), name="asset_special_has_event"),
            models.CheckConstraint(condition=Q(kind="lhkpn") | Q(occasion="periodic"), name="asset_special_is_lhkpn"),
            models.CheckConstraint(
                condition=Q(status="owed", submitted_on__isnull=True) | (~Q(status="owed") & Q(submitted_on__isnull=False)),
                name="asset_submitted_has_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "year"], name="asset_report_year")]

    @property
    def in_time(self) -> bool:
        """Whether it was made by its last day."""
        return self.status in DONE and self.submitted_on is not None and self.submitted_on <= self.due_on
