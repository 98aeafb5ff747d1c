"""What the parts of the room add to a scope's pages: tabs, and a few lines each about many scopes at once.

A part whose lines are counts, states or days says so with `count_with`: all such parts are asked in one query together, however many
they are. A part that must look closer uses `peek_with` and pays for its own queries (two at most).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from uuid import UUID

from django.db.models import BigIntegerField, Count, DateField, F, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.antibribery.models import Scope

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Glimpse:
    """One line about a scope: what it is about, how it stands, in which tone, and where to read more."""

    title: "StrOrPromise"
    text: str
    tone: str
    url: str
    headline: bool = False
    """Whether it is said in the list of scopes too; the others are only counted there."""


@dataclass(frozen=True)
class Counted:
    """One row of what a part counts: a code and a text of its own, how many there are, and a day, where it asked for one."""

    what: str
    text: str
    n: int
    day: date | None


Peek: TypeAlias = Callable[[Sequence[Scope]], Mapping[UUID, Sequence[Glimpse]]]
"""Lines for many scopes, in as many queries as for one."""
Rows: TypeAlias = Iterable[QuerySet[Any, Any]]
Ask: TypeAlias = Callable[[Viewer, Sequence[Scope]], Rows]
"""What a part counts of many scopes, each made by `tally`, narrowed to what the viewer may know of. Asks nothing by itself."""
Tell: TypeAlias = Callable[[Scope, Sequence[Counted]], Iterable[Glimpse]]
"""The lines that the rows of one scope make; asked also of scopes without any row."""
When: TypeAlias = Callable[[Scope], bool]

GROUPS: "Final[Mapping[int, StrOrPromise]]" = {
    1: _("Ringkasan"),
    2: _("Konteks dan kepemimpinan"),
    3: _("Perencanaan dan operasi"),
    4: _("Persyaratan"),
    5: _("Evaluasi"),
    6: _("Sertifikasi"),
}
"""What the pages of a scope are about, in the order of the standard's chapters."""
_peeks: dict[str, Peek] = {}
_counts: dict[str, tuple[Ask, Tell]] = {}
_tabs: dict[str, tuple[int, "StrOrPromise", When]] = {}


def peek_with(key: str, peek: Peek) -> None:
    """Add lines about scopes; the same key again replaces them."""
    _peeks[key] = peek


def count_with(key: str, ask: Ask, tell: Tell) -> None:
    """Add lines about scopes that the one query of all parts can answer; the same key again replaces them."""
    _counts[key] = (ask, tell)


def tally(
    found: QuerySet[Any, Any],
    *,
    scope: str = "scope_id",
    what: str | Combinable = "",
    text: str | Combinable = "",
    n: Combinable | None = None,
    day: Combinable | None = None,
) -> QuerySet[Any, Any]:
    """Rows of `found` counted for each scope, `what` and `text`.

    Args:
        found: the rows, already narrowed to the scopes and to what may be known.
        scope: the field that names the scope.
        what: a word, or an expression (`F("state")`) for each different value of which there is a row.
        text: the same, for what the line has to say or to point to.
        n: what is counted; the rows where nothing else is said.
        day: an aggregate such as `Min("due_on")`, where a day is of interest.
    """
    grouped = (
        found.order_by()
        .annotate(told_scope=F(scope), told_what=_text(what), told_text=_text(text))
        .values("told_scope", "told_what", "told_text")
    )
    counted: QuerySet[Any, Any] = grouped.annotate(
        told_n=Cast(n or Count("pk"), BigIntegerField()), told_day=Cast(day or Value(None), DateField())
    )
    return counted


def add_tab(url_name: str, title: "StrOrPromise", order: int, when: When | None = None) -> None:
    """Add a page to every scope, or to those of which `when` says so; its address takes the scope's number.

    The hundreds of `order` are a key of GROUPS: a page stands among those of its group.
    """
    _tabs[url_name] = (order, title, when or (lambda _scope: True))


def glimpses(viewer: Viewer, scopes: Sequence[Scope]) -> dict[UUID, list[Glimpse]]:
    """Every line about each of the scopes: one query, and what the parts pay that look closer."""
    found: dict[UUID, list[Glimpse]] = {scope.pk: [] for scope in scopes}
    if not scopes:
        return found
    for peek in _peeks.values():
        for scope_id, some in peek(scopes).items():
            found[scope_id].extend(some)
    rows = _counted(viewer, scopes)
    for key, (_ask, tell) in _counts.items():
        for scope in scopes:
            found[scope.pk].extend(tell(scope, rows.get((key, scope.pk), [])))
    return found


def _counted(viewer: Viewer, scopes: Sequence[Scope]) -> dict[tuple[str, UUID], list[Counted]]:
    asked = [one.annotate(told_key=_text(key)) for key, (ask, _tell) in _counts.items() for one in ask(viewer, scopes)]
    found: dict[tuple[str, UUID], list[Counted]] = {}
    if asked:
        names = ("told_key", "told_scope", "told_what", "told_text", "told_n", "told_day")
        first, *others = [one.values_list(*names) for one in asked]
        for key, scope_id, what, text, n, day in first.union(*others, all=True) if others else first:
            found.setdefault((key, scope_id), []).append(Counted(what, text, n, day))
    return found


def _text(said: str | Combinable) -> Cast:
    return Cast(Value(said) if isinstance(said, str) else said, TextField())


def tabs(scope: Scope, current: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The groups of a scope's pages, each leading to its first, and the pages of the group in which one is; none where it has one only."""
    shown = sorted((order, name, title) for name, (order, title, when) in _tabs.items() if when(scope))
    here = next((order // 100 for order, name, _title in shown if name == current), 0)
    groups: dict[int, list[dict[str, Any]]] = {}
    for order, name, title in shown:
        page = {"title": title, "url": reverse(name, args=[scope.number]), "current": name == current}
        groups.setdefault(order // 100, []).append(page)
    found = [{"title": GROUPS[key], "url": pages[0]["url"], "current": key == here} for key, pages in groups.items()]
    pages = groups.get(here, [])
    return found, pages if len(pages) > 1 else []
