"""Walking the thread from any record, both ways, as far as the one who walks may see."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads import relations, visibility
from amanah.foundation.threads.models import Link
from amanah.foundation.threads.visibility import ThreadNode

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DEPTH = 4
LIMIT = 60
"""How far a walk goes, and how many records it shows at most: a drawing of more cannot be read."""


@dataclass(frozen=True)
class Tie:
    """An edge of the walk, in the direction in which it was made."""

    source: str
    relation: str
    target: str
    link_id: int

    def verb(self, seen_from: str) -> "StrOrPromise":
        """The plain verb, said of the record it is seen from."""
        declared = relations.relation(self.relation)
        return declared.forward if seen_from == self.source else declared.backward

    def other(self, seen_from: str) -> str:
        """The record at the other end."""
        return self.target if seen_from == self.source else self.source


@dataclass
class Walk:
    """What was found: each record with its distance from the start, and the ties between them."""

    start: str
    distance: dict[str, int]
    ties: list[Tie] = field(default_factory=list)
    cut: bool = False
    nodes: dict[str, ThreadNode] = field(default_factory=dict)

    def ties_of(self, ref: str) -> list[Tie]:
        """The ties that end at this record."""
        return [tie for tie in self.ties if ref in {tie.source, tie.target}]


def walk(ref: str, *, may_see: Callable[[str], bool], depth: int = DEPTH, limit: int = LIMIT) -> Walk:
    """Everything tied to `ref` within `depth` steps. What `may_see` denies is neither shown nor walked through."""
    return _walk(ref, lambda refs: {found for found in refs if may_see(found)}, depth, limit)


def walk_for(viewer: Viewer, ref: str, *, depth: int = DEPTH, limit: int = LIMIT) -> Walk:
    """As `walk`, for a person, with the records named. The start itself must be visible, or nothing is found."""
    if not visibility.may_see(viewer, ref):
        return Walk(ref, {})
    found = _walk(ref, lambda refs: visibility.visible_refs(viewer, refs), depth, limit)
    found.nodes = visibility.described(viewer, found.distance)
    return found


def _walk(start: str, sieve: Callable[[Collection[str]], set[str]], depth: int, limit: int) -> Walk:
    found = Walk(start, {start: 0})
    ties: dict[int, Tie] = {}
    hidden: set[str] = set()
    edge = {start}
    for distance in range(1, depth + 1):
        links = Link.objects.filter(Q(source__in=edge) | Q(target__in=edge), ended_on__isnull=True).order_by("pk")[: limit * 10]
        for link in links:
            ties[link.pk] = Tie(link.source, link.relation, link.target, link.pk)
        met = {end for link in links for end in (link.source, link.target)} - found.distance.keys() - hidden
        shown = sieve(met) if met else set()
        hidden |= met - shown
        room = limit - len(found.distance)
        found.cut = found.cut or len(shown) > room
        edge = set(sorted(shown)[:room])
        found.distance.update(dict.fromkeys(edge, distance))
        if not edge:
            break
    found.ties = [tie for _, tie in sorted(ties.items()) if tie.source in found.distance and tie.target in found.distance]
    return found
