"""Where somebody can learn a topic: sessions, courses, tests. Each part that has some says so here, once, in its app's `ready`."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Offer:
    """One way to learn a topic: its title, its address, and when it is, where it has a day."""

    topic_id: int
    title: "StrOrPromise"
    url: str
    note: "StrOrPromise" = ""
    day: date | None = None


Fetch = Callable[[Viewer, Collection[int]], Iterable[Offer]]
"""Answers what this person may take up of these topics, in a bounded number of queries."""

_fetchers: list[Fetch] = []


def register(fetch: Fetch) -> None:
    """Let a part of the house offer something; the same one again changes nothing."""
    if fetch not in _fetchers:
        _fetchers.append(fetch)


def of(viewer: Viewer, topics: Collection[int]) -> dict[int, list[Offer]]:
    """Topic → what there is for it, what has a day first."""
    found: dict[int, list[Offer]] = {}
    if topics:
        for offer in (offer for fetch in _fetchers for offer in fetch(viewer, topics)):
            found.setdefault(offer.topic_id, []).append(offer)
    return {topic: sorted(some, key=lambda one: (one.day or date.max, str(one.title))) for topic, some in found.items()}
