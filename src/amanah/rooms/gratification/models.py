"""What the UPG notes about a gratification in codes. Names, values and words are sealed in the case's records."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.cases.models import Case
from amanah.foundation.organisation.models import Unit
from amanah.rooms.gratification.codes import ACTIVITIES


class Coding(models.Model):
    """What an officer set from the analysis, so that figures need nothing opened; the latest analysis holds.

    `unit` is the receiver's, `found_by_audit` whether the matter came out by internal oversight before it was reported.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="gift_coding", primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    occasion = models.CharField(max_length=20)
    form = models.CharField(max_length=20)
    sort = models.CharField(max_length=20)
    found_by_audit = models.BooleanField(default=False)
    giver = models.BinaryField(max_length=32)  # a keyed tag: it can be matched, never read

    class Meta:
        indexes: ClassVar = [models.Index(fields=["giver", "case"], name="gift_giver")]


class Deposit(models.Model):
    """One object that the UPG took into keeping. What it is, from whom and where it lies is sealed in `field` of the staff's record."""

    class Standing(models.TextChoices):
        """Where it is; all but HELD end the keeping."""

        HELD = "held"
        GIVEN_AWAY = "given_away"
        HANDED_OVER = "handed_over"
        RETURNED = "returned"

    case = models.ForeignKey(Case, models.PROTECT, related_name="gift_deposits")
    number = models.PositiveSmallIntegerField()
    perishable = models.BooleanField(default=False)
    taken_on = models.DateField()
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.HELD)
    ended_on = models.DateField(null=True)
    field = models.CharField(max_length=60)
    ending_field = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="gift_deposit_once"),
            models.CheckConstraint(condition=Q(standing="held") ^ Q(ended_on__isnull=False), name="gift_deposit_ends_once"),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("taken_on")), name="gift_deposit_ends_after"),
        ]


class NilReport(models.Model):
    """A unit's statement about one month: that its people know of no gratification not reported. It names nobody and no case."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    day = models.DateField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "month"], name="gift_nil_once"),
            models.CheckConstraint(condition=Q(day__gt=F("month")), name="gift_nil_after_its_month"),
        ]
        indexes: ClassVar = [models.Index(fields=["month"], name="gift_nil_month")]


class Activity(models.Model):
    """Something that the UPG held: it names nobody and no case."""

    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    audience = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    participants = models.PositiveIntegerField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-day", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(day__lte=F("noted_on")), name="gift_activity_was_held"),
            models.CheckConstraint(condition=Q(kind__in=sorted(ACTIVITIES)), name="gift_activity_kind_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["-day", "-id"], name="gift_activity_day")]

    @property
    def ref(self) -> str:
        """How the ledger names it."""
        return f"gift-activity:{self.pk}"
