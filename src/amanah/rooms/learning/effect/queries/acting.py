"""What people do, for the whole institution and whole quarters that are long over: rounded, and nothing where there is little."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from amanah.engines.cases.cohorts import queries as cohorts
from amanah.engines.cases.cohorts import reading
from amanah.foundation.organisation.models import Holding
from amanah.kernel import clock
from amanah.rooms.learning.effect.estimates import fewest

KINDS = ("whistleblowing", "gratification", "complaint")
QUARTERS = 8
STEP = 5
"""Counts are rounded to so many, so that one more or less does not show."""


@dataclass(frozen=True)
class Behaviour:
    """One quarter: how many of each kind for a hundred people, None where fewer than the smallest group were counted."""

    first: date
    staff: int
    rates: dict[str, float | None]


def behaviour() -> list[Behaviour]:
    """The last quarters of which figures would be public, the oldest first."""
    found = {kind: cohorts.everything(kind) for kind in KINDS}
    held = list(Holding.objects.values_list("person_id", "since", "until"))
    told = []
    for first in _quarters():
        last = _after(first) - timedelta(days=1)
        staff = len({person for person, since, until in held if since <= last and (until is None or until >= last)})
        counts = {kind: reading.whole(reading.within(some, first, last)).cells["received"] for kind, some in found.items()}
        told.append(Behaviour(first, staff, {kind: _rate(count, staff) for kind, count in counts.items()}))
    return told


def _rate(count: int, staff: int) -> float | None:
    if count < fewest() or staff < fewest():
        return None
    return 100 * STEP * round(count / STEP) / staff


def _quarters() -> list[date]:
    """Whole quarters that ended longer ago than public statistics wait."""
    day = clock.today() - timedelta(days=settings.AMANAH_STATISTICS_LAG_DAYS)
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    found = []
    for _ in range(QUARTERS):
        before = first - timedelta(days=1)
        first = date(before.year, (before.month - 1) // 3 * 3 + 1, 1)
        found.append(first)
    return found[::-1]


def _after(first: date) -> date:
    months = first.year * 12 + first.month + 2
    return date(months // 12, months % 12 + 1, 1)
