"""What the parts of the room add to a scope's pages: tabs, and one line each about many scopes at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from django.urls import reverse

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


Peek: TypeAlias = Callable[[Sequence[Scope]], Mapping[UUID, Sequence[Glimpse]]]
"""Lines for many scopes, in as many queries as for one."""
When: TypeAlias = Callable[[Scope], bool]

_peeks: dict[str, Peek] = {}
_tabs: dict[str, tuple[int, "StrOrPromise", When]] = {}


def peek_with(key: str, peek: Peek) -> None:
    """Add lines about scopes; the same key again replaces them."""
    _peeks[key] = peek


def add_tab(url_name: str, title: "StrOrPromise", order: int, when: When | None = None) -> None:
    """Add a page to every scope, or to those of which `when` says so; its address takes the scope's number."""
    _tabs[url_name] = (order, title, when or (lambda _scope: True))


def glimpses(scopes: Sequence[Scope]) -> dict[UUID, list[Glimpse]]:
    """Every line about each of the scopes."""
    found: dict[UUID, list[Glimpse]] = {scope.pk: [] for scope in scopes}
    for peek in _peeks.values() if scopes else ():
        for scope_id, some in peek(scopes).items():
            found[scope_id].extend(some)
    return found


def tabs(scope: Scope, current: str) -> list[dict[str, Any]]:
    """The pages of a scope, in order."""
    shown = sorted((order, name, title) for name, (order, title, when) in _tabs.items() if when(scope))
    return [{"title": title, "url": reverse(name, args=[scope.number]), "current": name == current} for _order, name, title in shown]
