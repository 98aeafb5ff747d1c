"""Lists of reviews, and what waits for a person among them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.foundation.organisation.models import below
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries import standing
from amanah.rooms.antibribery.reviews import addresses, declare
from amanah.rooms.antibribery.reviews.models import Invitee, Review
from amanah.rooms.antibribery.reviews.queries.due import counted, dues
from amanah.rooms.antibribery.reviews.queries.visible import visible
from amanah.rooms.antibribery.roles import FUNCTION

PAGE = 50
LARGEST = 500
LINES = 50
AHEAD = timedelta(days=30)  # not a rule: when a list begins to show it


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; an empty value narrows nothing.

    Args:
        state: a state's key, or "running" for everything before its minutes are approved.
        kind: which body reviews.
        scope: part of a scope's title or its number.
        text: part of a review's number.
    """

    state: str = ""
    kind: str = ""
    scope: str = ""
    text: str = ""


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Review]:
    """Those that the viewer may know of, the latest first. Raises ValueError when `after` is not what an earlier page gave."""
    filters = filters or Filters()
    condition = Q()
    if filters.state:
        condition &= Q(state__in=declare.RUNNING) if filters.state == "running" else Q(state=filters.state)
    if filters.kind:
        condition &= Q(kind=filters.kind)
    if filters.scope:
        condition &= Q(scope__title__icontains=filters.scope) | Q(scope__number=numbers.tidy(filters.scope))
    if filters.text:
        condition &= Q(number__contains=numbers.tidy(filters.text))
    rows = visible(viewer).filter(condition).select_related("scope", "chair")
    found, further = keyset.page(rows, "planned_on", after=after, size=min(size, LARGEST))
    return Page(found, further)


def lines(viewer: Viewer) -> list[Line]:
    """Reviews to prepare, to come to, to write down and to approve; and reviews that nobody planned though they fall due. Two queries."""
    person_id = viewer.account.person_id
    if person_id is None or not viewer.account.may_sign_in():
        return []
    mine = Q(pk__in=list(standing(viewer).named))
    for unit in viewer.units_with(FUNCTION.key):
        mine |= below(unit.path, "unit__path")
    kept = Scope.objects.filter(mine, state=scopes.ACTIVE)
    return [*_running(person_id, kept.values("pk")), *_unplanned(viewer, mine)]


def _running(person_id: UUID, kept: "QuerySet[Scope, Any]") -> list[Line]:
    invited = Invitee.objects.filter(review=OuterRef("pk"), person_id=person_id)
    keeps = ExpressionWrapper(Q(scope__in=kept), BooleanField())
    found = Review.objects.filter(state__in=declare.RUNNING).annotate(keeps=keeps, asked=Exists(invited))
    found = found.filter(Q(keeps=True) | Q(asked=True) | Q(chair_id=person_id)).select_related("scope").order_by("planned_on", "pk")
    made, soon = [], clock.today() + AHEAD
    for one in found[:LINES]:
        chairs = one.chair_id == person_id
        act = ""
        if one.state == declare.HELD:
            if one.submitted_on is not None:
                act = _("Baca dan setujui notulanya") if chairs else ""
            elif one.keeps:
                act = _("Tulis notulanya dan serahkan kepada ketua")
        elif one.planned_on <= soon:
            if one.keeps:
                act = _("Siapkan dan bekukan bahannya") if one.state == declare.PLANNED else _("Catat bahwa tinjauan sudah diadakan")
            else:
                act = _("Baca bahannya sebelum rapat") if one.state == declare.FROZEN else _("Catat harinya")
        if act:
            url = addresses.of_review(one.number)
            made.append(Line(one.number, url, declare.KINDS[one.kind], act, one.scope.title, one.planned_on))
    return made


def _unplanned(viewer: Viewer, mine: Q) -> list[Line]:
    if not standing(viewer).named and not viewer.has(FUNCTION.key):
        return []
    made, soon = [], clock.today() + AHEAD
    for scope in counted(Scope.objects.filter(mine, state=scopes.ACTIVE)).order_by("pk")[:LINES]:
        url = addresses.of_scope(scope.number)
        waiting = (one for one in dues(scope) if not one.ahead and one.due_on <= soon)
        made += [Line(scope.number, url, one.title, _("Rencanakan tinjauannya"), scope.title, one.due_on) for one in waiting]
    return made
