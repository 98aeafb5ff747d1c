"""Searching inside what is sealed: rooms bring the searchers, because only they can read their cases."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amanah.foundation.access.requests import StaffRequest

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Hit:
    """A case in which the words stand: where its page is, and a few words around the place."""

    number: str
    url: str
    title: "StrOrPromise"
    where: "StrOrPromise"
    snippet: str


Searcher = Callable[[StaffRequest, str], Iterable[Hit]]

_searchers: list[Searcher] = []


def register(searcher: Searcher) -> None:
    """Let a room search its sealed cases. It opens in memory what this person can open, a bounded number, and keeps nothing."""
    if searcher not in _searchers:
        _searchers.append(searcher)


def search(request: StaffRequest, text: str) -> Iterator[Hit]:
    """What all rooms find."""
    for searcher in _searchers:
        yield from searcher(request, text)
