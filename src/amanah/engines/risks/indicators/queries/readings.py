"""What was read on an indicator: the value that counts of every period, and which periods are missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from amanah.engines.risks.indicators import declare, periods
from amanah.engines.risks.indicators.models import Indicator, Reading
from amanah.engines.risks.models import Flag
from amanah.kernel import clock

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

MOST_MISSING = 24


@dataclass(frozen=True)
class Counted:
    """A period by its name and its short one, with the reading that counts, and how many were put right by it."""

    period: str
    short: str
    reading: Reading
    replaced: int

    @property
    def level(self) -> "StrOrPromise":
        """Its level in words."""
        return declare.LEVELS[self.reading.level]

    @property
    def tone(self) -> str:
        """Its tone."""
        return declare.TONES[self.reading.level]

    @property
    def feed(self) -> "StrOrPromise":
        """How it came."""
        return declare.SOURCES[self.reading.feed]


def counted(indicator: Indicator) -> list[Counted]:
    """The value of every period that has one, oldest first."""
    by_period: dict[date, list[Reading]] = {}
    for reading in indicator.readings.select_related("actor__person").order_by("first", "seq"):
        by_period.setdefault(reading.first, []).append(reading)
    frequency = indicator.frequency
    found = []
    for first, some in by_period.items():
        period = periods.containing(first, frequency)
        found.append(Counted(periods.label(period, frequency), periods.short(period, frequency), some[-1], len(some) - 1))
    return found


def latest(indicators: Iterable[UUID]) -> dict[UUID, list[Reading]]:
    """The readings of these indicators, oldest first: one query."""
    found: dict[UUID, list[Reading]] = {}
    for reading in Reading.objects.filter(indicator_id__in=list(indicators)).order_by("first", "seq"):
        found.setdefault(reading.indicator_id, []).append(reading)
    return found


def missing(indicator: Indicator) -> list[periods.Period]:
    """The periods that are over and have no value yet, from the first that has none; at most MOST_MISSING."""
    if indicator.state != "active":
        return []
    known = set(indicator.readings.filter(first__gte=indicator.next_from).values_list("first", flat=True))
    found: list[periods.Period] = []
    period = periods.containing(indicator.next_from, indicator.frequency)
    while period.last < clock.today() and len(found) < MOST_MISSING:
        if period.first not in known:
            found.append(period)
        period = periods.after(period, indicator.frequency)
    return found


def open_flags(indicator: Indicator) -> "QuerySet[Flag]":
    """The flags on risks that it raised and nobody took back."""
    return Flag.objects.filter(origin=indicator.ref, sort="indicator_breached", cleared_on__isnull=True)
