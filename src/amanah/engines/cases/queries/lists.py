"""Lists: filtered, paged by where the last page ended, and found by number or word."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation

from amanah.engines import keyset
from amanah.engines.cases import numbers, registry
from amanah.engines.cases.declare import CaseKind
from amanah.engines.cases.models import Assignment, Case
from amanah.engines.cases.queries.rows import Row, rows, with_unread
from amanah.engines.cases.queries.visible import visible
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import alarm
from amanah.kernel import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 50
LARGEST = 500
"""The largest page: what one export portion reads."""
WEEK = 7


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty value narrows nothing.

    Args:
        kind: a kind's key.
        status: "open" or "closed".
        state: a state's key.
        topic: a topic's code.
        route: a route's code.
        outcome: an outcome's code.
        assignee: "me", "nobody", or an account's id.
        urgency: "overdue", "soon" or "week".
        since: opened on this day or later.
        until: opened on this day or earlier.
        number: part of a number.
    """

    kind: str = ""
    status: str = ""
    state: str = ""
    topic: str = ""
    route: str = ""
    outcome: str = ""
    assignee: str = ""
    urgency: str = ""
    since: date | None = None
    until: date | None = None
    number: str = ""


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """The viewer's cases: newest first, or by urgency with what is due first before the rest.

    Three queries beyond what the viewer costs, at any size of page or table.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    filters = filters or Filters()
    found, further = keyset.page(
        with_unread(narrowed(viewer, filters)),
        "due_on" if filters.urgency else "opened_on",
        after=after,
        size=min(size, LARGEST),
        soonest=bool(filters.urgency),
    )
    return Page(rows(found), further)


def narrowed(viewer: Viewer, filters: Filters) -> QuerySet[Case]:
    """The visible cases that the filters leave."""
    return visible(viewer).filter(_conditions(viewer, filters))


def search(viewer: Viewer, text: str, *, size: int = PAGE) -> Page[Row]:
    """Visible cases whose number, kind, topic, state, route, outcome or handler matches every word of `text`.

    Only the cleartext list is searched; what is sealed is searched where it can be opened.
    """
    words = text.split()[:6]
    if not words:
        return Page([], "")
    cases = visible(viewer)
    for word in words:
        cases = cases.filter(_matching(word))
    found = list(with_unread(cases).order_by("-opened_on", "-pk")[: size + 1])
    return Page(rows(found[:size]), "more" if len(found) > size else "")


def _conditions(viewer: Viewer, filters: Filters) -> Q:
    condition = Q()
    for column in ("kind", "state", "topic", "route", "outcome"):
        value = getattr(filters, column)
        if value:
            condition &= Q(**{column: value}) & _of_kinds(filters, column, value)
    if filters.status:
        condition &= Q(closed_on__isnull=filters.status == "open")
    if filters.since:
        condition &= Q(opened_on__gte=filters.since)
    if filters.until:
        condition &= Q(opened_on__lte=filters.until)
    if filters.number:
        condition &= Q(number__contains=numbers.tidy(filters.number))
    return condition & _assigned(viewer, filters.assignee) & _urgent(filters.urgency)


def _of_kinds(filters: Filters, column: str, value: str) -> Q:
    """The kinds that know the code: with one kind named outright, an index that begins with the kind answers."""
    if filters.kind or column == "kind":
        return Q()
    knows: dict[str, Callable[[CaseKind], bool]] = {
        "state": lambda kind: any(state.key == value for state in kind.states),
        "topic": lambda kind: value in kind.topics,
        "route": lambda kind: value in kind.routes,
        "outcome": lambda kind: value in kind.outcomes,
    }
    keys = sorted({kind.key for kind in registry.all_versions() if knows[column](kind)})
    return Q(kind=keys[0]) if len(keys) == 1 else Q(kind__in=keys)


def _assigned(viewer: Viewer, assignee: str) -> Q:
    current = Assignment.objects.filter(case=OuterRef("pk"), until__isnull=True)
    if assignee == "nobody":
        return ~Q(Exists(current))
    if assignee == "me":
        return Q(pk__in=Assignment.objects.filter(account=viewer.account, until__isnull=True).values("case_id"))
    if assignee:
        return Q(pk__in=Assignment.objects.filter(account_id=UUID(assignee), until__isnull=True).values("case_id"))
    return Q()


def _urgent(urgency: str) -> Q:
    today = clock.today()
    owed = Q(closed_on__isnull=True)
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


def _matching(word: str) -> Q:
    condition = Q(number__contains=numbers.tidy(word))
    for kind in {kind.key: kind for kind in registry.all_versions()}.values():
        if _says(kind.title, word):
            condition |= Q(kind=kind.key)
        for column, titles in _codes(kind).items():
            codes = [code for code, title in titles.items() if _says(title, word)]
            if codes:
                condition |= Q(kind=kind.key, **{f"{column}__in": codes})
    named = Q(account__person__name__icontains=word) | Q(account__username__icontains=word)
    return condition | Q(pk__in=Assignment.objects.filter(named, until__isnull=True).values("case_id"))


def _codes(kind: CaseKind) -> "dict[str, dict[str, StrOrPromise]]":
    return {
        "state": {state.key: state.title for state in kind.states},
        "topic": dict(kind.topics),
        "outcome": dict(kind.outcomes),
        "route": {code: title for code, (title, _) in kind.routes.items()},
    }


def _says(title: "StrOrPromise", word: str) -> bool:
    """Whether the title holds the word, in Indonesian or in the language of the screen."""
    if word.casefold() in str(title).casefold():
        return True
    with translation.override("id"):
        return word.casefold() in str(title).casefold()
