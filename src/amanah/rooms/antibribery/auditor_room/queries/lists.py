"""Lists of visits and of what was asked and opened in one."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import numbers
from amanah.rooms.antibribery.auditor_room import declare
from amanah.rooms.antibribery.auditor_room.models import Request, Step, Visit
from amanah.rooms.antibribery.auditor_room.queries.visible import visible
from amanah.rooms.antibribery.models import Scope

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 50
LOG = 500
"""How much of the log one page shows."""
SOME = 200
"""How many visits the page of a scope shows."""


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; an empty value narrows nothing. `text` is part of the body's or scope's name, or of a number."""

    state: str = ""
    text: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing that was done in a visit."""

    title: "StrOrPromise"
    day: date
    actor: str
    text: str
    what: str
    tone: str


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Visit]:
    """The visits that the viewer may know of, the latest first. Raises ValueError when `after` is not what an earlier page gave."""
    filters = filters or Filters()
    condition = Q(state=filters.state) if filters.state else Q()
    if filters.text:
        said = Q(body__icontains=filters.text) | Q(scope__title__icontains=filters.text)
        condition &= said | Q(number__contains=numbers.tidy(filters.text))
    return Page(*keyset.page(_counted(visible(viewer).filter(condition)), "opened_on", after=after, size=size))


def of_scope(viewer: Viewer, scope: Scope) -> list[Visit]:
    """The visits to one scope that the viewer may know of, the latest first."""
    return list(_counted(visible(viewer).filter(scope=scope)).order_by("-opened_on", "-pk")[:SOME])


def requests_of(visit: Visit) -> list[Request]:
    """What was asked in the visit, what waits in front."""
    order = {declare.ASKED: 0, declare.ANSWERED: 1, declare.ACCEPTED: 2}
    return sorted(visit.requests.select_related("asked_by"), key=lambda one: (order[one.state], one.due_on or date.max, one.number))


def talk(request: Request) -> list[Entry]:
    """What was said of a request, the first first."""
    return [entry for _step, entry in _told(request.visit, Step.objects.filter(request=request).order_by("seq"))]


def talks(visit: Visit) -> dict[UUID, list[Entry]]:
    """The same of every request of a visit, by the request's id: two queries."""
    found: dict[UUID, list[Entry]] = {}
    for step, entry in _told(visit, visit.steps.filter(request__isnull=False).order_by("seq")):
        if step.request_id is not None:
            found.setdefault(step.request_id, []).append(entry)
    return found


def log(visit: Visit, *, opened: bool) -> list[Entry]:
    """The newest of what the auditors opened and took away, or of everything else that was done."""
    rows = visit.steps.filter(act__in=declare.LOGGED) if opened else visit.steps.exclude(act__in=declare.LOGGED)
    return [entry for _step, entry in _told(visit, rows.order_by("-seq")[:LOG])]


def _counted(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """With their scopes, and how much waits for the institution in each."""
    waiting = Count("requests", filter=Q(requests__state=declare.ASKED))
    return visits.select_related("scope").annotate(waiting=waiting)


def _told(visit: Visit, rows: QuerySet[Step]) -> list[tuple[Step, Entry]]:
    names = {seat.account_id: seat.name for seat in visit.seats.all()}
    tones = {declare.ANSWERED: "info", declare.ACCEPTED: "success", declare.ASKED: "warning", declare.AGAIN: "warning"}
    return [
        (
            step,
            Entry(
                declare.ACTS[step.act],
                step.day,
                "" if step.actor is None else names.get(step.actor.pk, str(step.actor)),
                step.text,
                step.what,
                tones.get(step.act, "neutral"),
            ),
        )
        for step in rows.select_related("actor__person")
    ]
