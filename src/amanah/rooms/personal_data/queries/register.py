"""What may be read of the register: by those who keep it, for the units they keep it for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from amanah.engines.retention import schedule
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.queries import Urgency
from amanah.foundation.organisation.models import Unit, below
from amanah.kernel import clock
from amanah.rooms.personal_data.models import Activity
from amanah.rooms.personal_data.roles import KEEPERS

MOST = 2_000
"""The most activities that one list or export holds."""


@dataclass(frozen=True)
class Row:
    """An activity, and how its review stands; None once it has ended."""

    activity: Activity
    due_on: date | None
    urgency: Urgency | None


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to."""

    words: str = ""
    basis: str = ""
    standing: str = ""  # "", "late", "ended"
    specific: bool = False


def may_look(viewer: Viewer) -> bool:
    """Whether the register is any of this person's business."""
    return viewer.has_any(KEEPERS)


def may_keep(viewer: Viewer, unit: Unit) -> bool:
    """Whether this person keeps the register of the unit."""
    return any(viewer.has(role, unit) for role in KEEPERS)


def visible(viewer: Viewer) -> QuerySet[Activity]:
    """The activities of the units for which the viewer keeps the register."""
    where = Q(pk__in=[])
    for role in KEEPERS:
        for unit in viewer.units_with(role):
            where |= below(unit.path, "unit__path")
    return Activity.objects.filter(where).select_related("unit")


def find(viewer: Viewer, number: str) -> Activity | None:
    """The activity of that number if the viewer may know of it."""
    return visible(viewer).filter(number=number).first()


def listing(viewer: Viewer, filters: Filters) -> list[Row]:
    """The activities in sight, by name; at most MOST, in two queries."""
    rows = visible(viewer).filter(ended_on__isnull=filters.standing != "ended")
    if filters.words:
        words = filters.words
        rows = rows.filter(
            Q(title__icontains=words) | Q(number__iexact=words) | Q(unit__name__icontains=words) | Q(categories__icontains=words)
        )
    if filters.basis:
        rows = rows.filter(basis=filters.basis)
    if filters.specific:
        rows = rows.filter(specific=True)
    activities = list(rows[:MOST])
    running = clocks.open_by_ref(activity.ref for activity in activities)
    today, found = clock.today(), []
    for activity in activities:
        review = running.get(activity.ref, [None])[0]
        urgency = clocks.describe(review, today) if review else None
        if filters.standing != "late" or (urgency is not None and urgency.code == "overdue"):
            found.append(Row(activity, review.due_on if review else None, urgency))
    return found


def searchable() -> QuerySet[Activity]:
    """The activities in which a request is looked for: everything in force whose data may be spoken of."""
    return Activity.objects.filter(ended_on__isnull=True, undisclosed=False).select_related("unit")


def retention_lines() -> Mapping[str, str]:
    """The lines of the retention schedule that an activity may point to."""
    return {line.key: str(line.title) for line in schedule.lines()}
