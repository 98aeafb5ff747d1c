"""Lists: filtered, and paged by where the last page ended."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from amanah.engines import keyset
from amanah.engines.actions.models import Part
from amanah.engines.actions.queries.rows import Row, related, rows
from amanah.engines.actions.queries.visible import visible
from amanah.engines.actions.sides import standing
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import alarm
from amanah.kernel import clock, numbers

PAGE = 50
LARGEST = 500
"""The largest page: what one export portion reads."""
WEEK = 7


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty value narrows nothing.

    Args:
        status: "open" or "closed".
        state: a state's key.
        role: "owner" (also a part of it, also as head), "verifier" or "assigner".
        urgency: "overdue", "soon" or "week".
        priority: a priority's code.
        unit: words of the owing unit's name or its code.
        number: part of a number.
    """

    status: str = ""
    state: str = ""
    role: str = ""
    urgency: str = ""
    priority: str = ""
    unit: str = ""
    number: str = ""


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """The viewer's actions: newest first, or by what is due first where the filter is about time.

    Three queries beyond what the viewer costs, at any size of page or table.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    filters = filters or Filters()
    found, further = keyset.page(
        related(visible(viewer).filter(_conditions(viewer, filters))),
        "due_on" if filters.urgency else "opened_on",
        after=after,
        size=min(size, LARGEST),
        soonest=bool(filters.urgency),
    )
    return Page(rows(found), further)


def _conditions(viewer: Viewer, filters: Filters) -> Q:
    condition = Q()
    if filters.status:
        condition &= Q(closed_on__isnull=filters.status == "open")
    if filters.state:
        condition &= Q(state=filters.state)
    if filters.priority:
        condition &= Q(priority=filters.priority)
    if filters.unit:
        condition &= Q(unit__name__icontains=filters.unit) | Q(unit__code__iexact=filters.unit)
    if filters.number:
        condition &= Q(number__contains=numbers.tidy(filters.number))
    return condition & _as(viewer, filters.role) & _urgent(filters.urgency)


def _as(viewer: Viewer, role: str) -> Q:
    who = standing(viewer)
    if role == "assigner":
        return Q(assigned_by=viewer.account)
    if role == "verifier":
        return Q(verifier_id=who.person_id, verifier__isnull=False)
    if role == "owner":
        mine = Q(unit_id__in=who.heads)
        parts = Part.objects.filter(mine | Q(person_id=who.person_id, person__isnull=False))
        return mine | Q(owner_id=who.person_id, owner__isnull=False) | Q(pk__in=parts.values("action_id"))
    return Q()


def _urgent(urgency: str) -> Q:
    today = clock.today()
    owed = Q(closed_on__isnull=True) & ~Q(state="reported_done")  # the owner's time rests then
    if urgency == "overdue":
        return owed & Q(due_on__lt=today)
    if urgency == "soon":
        return owed & Q(due_on__gte=today, due_on__lte=_soon(today))
    if urgency == "week":
        return owed & Q(due_on__lte=today + timedelta(days=WEEK - 1 - today.weekday()))
    return Q()


def _soon(today: date) -> date:
    """The last due date that counts as due soon today."""
    day = today
    while alarm.near_from(day + timedelta(days=1)) <= today:
        day += timedelta(days=1)
    return day
