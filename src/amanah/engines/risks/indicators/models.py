"""Key risk indicators and what was read on them. Every word here is in clear."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.risks.indicators import declare, periods
from amanah.engines.risks.models import Risk
from amanah.foundation.organisation.models import Person, Unit

TITLE = 160
WORDS = 4000
NOTE = 500
CODE = 16
DIGITS, PLACES = 18, 4


def _number() -> "models.DecimalField[Decimal, Decimal]":
    return models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)


class Indicator(models.Model):
    """A number that warns of risks. `owner` is who reads it; without one, whoever heads `unit` does.

    `level`, `value` and `read_to` repeat the reading of the latest period; `next_from` begins the first period that has none, and
    `due_on` is the day until which that is owed.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=46, unique=True)  # "indicator:<id>", as flags on risks name it
    number = models.CharField(max_length=14, unique=True)
    title = models.CharField(max_length=TITLE)
    description = models.TextField(max_length=WORDS, blank=True)
    measured_in = models.CharField(max_length=40)
    direction = models.CharField(max_length=CODE)
    amber = _number()
    red = _number()
    frequency = models.CharField(max_length=CODE)
    feed = models.CharField(max_length=CODE)
    redflag = models.CharField(max_length=20, blank=True)  # an indicator of `amanah scan`
    measure = models.CharField(max_length=CODE, blank=True)  # of its hits
    subjects = models.CharField(max_length=TITLE, blank=True)  # only subjects whose id holds this
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=CODE, default="active")
    source = models.CharField(max_length=96, blank=True)
    opened_on = models.DateField()
    next_from = models.DateField()
    due_on = models.DateField(null=True)
    level = models.CharField(max_length=CODE, blank=True)
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True)
    read_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(direction__in=sorted(declare.DIRECTIONS)), name="indicator_direction_known"),
            models.CheckConstraint(condition=Q(frequency__in=sorted(periods.FREQUENCIES)), name="indicator_frequency_known"),
            models.CheckConstraint(condition=Q(feed__in=sorted(declare.SOURCES)), name="indicator_feed_known"),
            models.CheckConstraint(condition=Q(level__in=["", *sorted(declare.LEVELS)]), name="indicator_level_known"),
            models.CheckConstraint(
                condition=Q(direction=declare.HIGHER, amber__lte=F("red")) | Q(direction=declare.LOWER, amber__gte=F("red")),
                name="indicator_thresholds_in_order",
            ),
            models.CheckConstraint(
                condition=Q(feed=declare.REDFLAGS) & ~Q(redflag="") & Q(measure__in=sorted(declare.MEASURES))
                | ~Q(feed=declare.REDFLAGS) & Q(redflag="", measure="", subjects=""),
                name="indicator_feed_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="active", due_on__isnull=False) | Q(state="retired", due_on__isnull=True), name="indicator_active_is_due"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="indicator_newest"),
            models.Index(fields=["due_on", "id"], name="indicator_due"),
            models.Index(fields=["unit", "state"], name="indicator_unit"),
            models.Index(fields=["owner"], name="indicator_owner"),
        ]

    def __str__(self) -> str:
        return self.number

    def level_of(self, value: Decimal) -> str:
        """On which level a value stands by the thresholds of today."""
        return declare.level_of(value, self.direction, self.amber, self.red)


class Watches(models.Model):
    """That an indicator warns of a risk."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="watches")
    risk = models.ForeignKey(Risk, models.PROTECT, related_name="watched")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "risk"], condition=Q(until__isnull=True), name="indicator_watches_once")
        ]
        indexes: ClassVar = [models.Index(fields=["risk", "until"], name="watches_risk")]


class Reading(models.Model):
    """What was read for a period, with the thresholds of that day. Rows are only ever added; a trigger holds this on both databases.

    The latest row of a period counts; one that puts an earlier one right says why in `note`. `run` is the digest of the scan it was
    taken from.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="readings")
    seq = models.PositiveIntegerField()
    first = models.DateField()
    last = models.DateField()
    value = _number()
    amber = _number()
    red = _number()
    level = models.CharField(max_length=CODE)
    note = models.CharField(max_length=NOTE, blank=True)
    feed = models.CharField(max_length=CODE)
    run = models.CharField(max_length=64, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["first", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "seq"], name="reading_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="reading_days_in_order"),
            models.CheckConstraint(condition=Q(level__in=sorted(declare.LEVELS)), name="reading_level_known"),
        ]


class Step(models.Model):
    """One thing that was done about an indicator, readings apart. Rows are only ever added; a trigger holds this on both databases."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=CODE)
    text = models.TextField(max_length=WORDS, blank=True)
    risk = models.ForeignKey(Risk, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "seq"], name="indicator_step_once"),
            models.CheckConstraint(condition=Q(act__in=sorted(declare.ACTS)), name="indicator_step_act_known"),
        ]
