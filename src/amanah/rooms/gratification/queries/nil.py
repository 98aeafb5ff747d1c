"""Nil reports: who owes them, and how far the institution is covered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from amanah import rulebook
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Unit, UnitKind
from amanah.rooms.gratification.models import NilReport
from amanah.rooms.gratification.queries.recap import last_day
from amanah.rooms.gratification.workflow import LIAISON

MONTHS = 6
"""How many months are shown."""


@dataclass(frozen=True)
class Line:
    """One unit, and for each month shown the day of its statement, or None."""

    unit: Unit
    above: str
    days: tuple[date | None, ...]


def last_month(today: date) -> date:
    """The first day of the month before."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def months(today: date, count: int = MONTHS) -> list[date]:
    """The months that are over, the latest first."""
    found = [last_month(today)]
    while len(found) < count:
        found.append(last_month(found[-1]))
    return found


def due_on(month: date) -> date:
    """Until when the statement about a month is owed."""
    return rulebook.due("gratification.nil_report_within", last_day(month)).date


def expected() -> list[Unit]:
    """The units that state it: everything but the institution itself and the parts of a unit."""
    return list(organisation.open_units().exclude(parent=None).exclude(kind=UnitKind.SUBUNIT).order_by("path"))


def mine(viewer: Viewer) -> list[Unit]:
    """The units that this liaison speaks for."""
    over = viewer.units_with(LIAISON)
    return [unit for unit in expected() if any(above.contains(unit) for above in over)]


def owed(viewer: Viewer, month: date) -> list[Unit]:
    """Those of them that have not stated it yet."""
    units = mine(viewer)
    stated = set(NilReport.objects.filter(month=month, unit__in=units).values_list("unit_id", flat=True))
    return [unit for unit in units if unit.pk not in stated]


def coverage(units: Sequence[Unit], shown: Sequence[date]) -> list[Line]:
    """What these units stated for these months. Two queries."""
    stated = {(row[0], row[1]): row[2] for row in NilReport.objects.filter(month__in=shown).values_list("unit_id", "month", "day")}
    above = organisation.path_names(units)
    return [Line(unit, " › ".join(above[unit.pk][1:]), tuple(stated.get((unit.pk, month)) for month in shown)) for unit in units]
