"""Who may know of which record, asked by those who know no records: threads and notices.

The part that owns a kind of record registers how to sieve references for a viewer and how to name what is left. What nobody
answers for is seen by nobody.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class ThreadNode:
    """A record as a thread shows it: where its page is, what it is, and how it stands."""

    ref: str
    title: "StrOrPromise"
    kind: "StrOrPromise"
    url: str = ""
    note: "StrOrPromise" = ""


Sieve: TypeAlias = Callable[[Viewer, Collection[str]], set[str]]
Describe: TypeAlias = Callable[[Viewer, Collection[str]], Iterable[ThreadNode]]

_sieves: dict[str, Sieve] = {}
_describers: dict[str, Describe] = {}


def register(kind: str, sieve: Sieve, describe: Describe) -> None:
    """Answer for references that begin with "`kind`:". Both functions take many at once; `describe` is given visible ones only."""
    _sieves[kind] = sieve
    _describers[kind] = describe


def kind_of(ref: str) -> str:
    """What stands before the colon."""
    return ref.partition(":")[0]


def visible_refs(viewer: Viewer, refs: Iterable[str]) -> set[str]:
    """Those of `refs` that the viewer may know of."""
    return {ref for kind, some in _by_kind(refs).items() if kind in _sieves for ref in _sieves[kind](viewer, some)}


def may_see(viewer: Viewer, ref: str) -> bool:
    """Whether the viewer may know of this record."""
    return ref in visible_refs(viewer, [ref])


def described(viewer: Viewer, refs: Iterable[str]) -> dict[str, ThreadNode]:
    """A node for each of `refs` that the viewer may know of."""
    shown = _by_kind(visible_refs(viewer, refs))
    return {node.ref: node for kind, some in shown.items() for node in _describers[kind](viewer, sorted(some))}


def _by_kind(refs: Iterable[str]) -> dict[str, set[str]]:
    grouped: dict[str, set[str]] = {}
    for ref in refs:
        grouped.setdefault(kind_of(ref), set()).add(ref)
    return grouped
