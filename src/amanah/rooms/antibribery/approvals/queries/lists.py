"""Lists of approvals: narrowed, and paged by where the last page ended."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery.approvals import declare
from amanah.rooms.antibribery.approvals.models import Commitment, Delegation, Request
from amanah.rooms.antibribery.approvals.queries import visible
from amanah.rooms.antibribery.approvals.queries.standing import standing_is

PAGE = 50
LARGEST = 500
"""The largest page: what one export portion reads."""


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty value narrows nothing.

    Args:
        state: a state's key; for requests also "open", for delegations a standing's.
        kind: what is given (requests).
        flag: "late", "overdue" or "deviates" (requests); "ended" or "no_right" (commitments).
        year: of the day on which it was asked for.
        scope: part of a scope's title or its number.
        text: words of titles and names, or part of a number.
    """

    state: str = ""
    kind: str = ""
    flag: str = ""
    year: str = ""
    scope: str = ""
    text: str = ""


def requests(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Request]:
    """What was asked for, the latest first. Raises ValueError when `after` is not what an earlier page gave."""
    filters = filters or Filters()
    condition = _scoped(filters)
    if filters.state:
        condition &= Q(state__in=declare.OPEN) if filters.state == "open" else Q(state=filters.state)
    if filters.kind:
        condition &= Q(kind=filters.kind)
    if filters.flag:
        condition &= flagged(filters.flag)
    if filters.year:
        condition &= _in_year(filters.year)
    if filters.text:
        named = Q(title__icontains=filters.text) | Q(recipient__icontains=filters.text)
        condition &= named | Q(number__contains=numbers.tidy(filters.text))
    rows = visible.requests(viewer).filter(condition).select_related("scope", "unit", "asked_by__person")
    found, further = keyset.page(rows, "asked_on", after=after, size=min(size, LARGEST))
    return Page(found, further)


def delegations(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Delegation]:
    """Delegated decisions, the latest first. Raises ValueError as above."""
    filters = filters or Filters()
    condition = _scoped(filters)
    if filters.state in declare.STANDINGS:
        condition &= standing_is(filters.state)
    if filters.text:
        people = Q(delegate__name__icontains=filters.text) | Q(unit__name__icontains=filters.text)
        condition &= Q(decision__icontains=filters.text) | people | Q(number__contains=numbers.tidy(filters.text))
    rows = visible.delegations(viewer).filter(condition).select_related("scope", "unit", "delegate", "delegator", "instead")
    found, further = keyset.page(rows, "opened_on", after=after, size=min(size, LARGEST))
    return Page(found, further)


def commitments(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Commitment]:
    """Associates' commitments, the latest first. Raises ValueError as above."""
    filters = filters or Filters()
    condition = _scoped(filters)
    if filters.state:
        condition &= Q(state=filters.state)
    if filters.flag == "ended":
        condition &= Q(state=declare.GIVEN, expires_on__lt=clock.today())
    if filters.flag == "no_right":
        condition &= Q(state=declare.GIVEN, right_to_end=False)
    if filters.text:
        named = Q(associate__icontains=filters.text) | Q(matter__icontains=filters.text)
        condition &= named | Q(number__contains=numbers.tidy(filters.text))
    rows = visible.commitments(viewer).filter(condition).select_related("scope", "unit")
    found, further = keyset.page(rows, "opened_on", after=after, size=min(size, LARGEST))
    return Page(found, further)


def flagged(flag: str) -> Q:
    """The condition that something about a request is not as it should be."""
    if flag == "late":
        return Q(late=True)
    if flag == "overdue":
        return Q(state=declare.APPROVED, report_due__lt=clock.today())
    if flag == "deviates":
        return Q(state=declare.REPORTED) & ~Q(deviation="")
    return Q()


def _in_year(year: str) -> Q:
    if not year.isdecimal() or not date.min.year <= int(year) <= date.max.year:
        return Q(pk__in=[])
    return Q(asked_on__year=int(year))


def _scoped(filters: Filters) -> Q:
    if not filters.scope:
        return Q()
    return Q(scope__title__icontains=filters.scope) | Q(scope__number=numbers.tidy(filters.scope))
