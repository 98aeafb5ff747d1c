"""The records that proofs are used for, asked of whoever has them. What nobody answers for can have no proof."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Purpose:
    """A record as it is named beside its proofs: what it is, where its page is, and for which period it needs evidence."""

    ref: str
    title: "StrOrPromise"
    kind: "StrOrPromise"
    url: str = ""
    period_from: date | None = None
    period_to: date | None = None


MayAttach: TypeAlias = Callable[[Viewer, str], bool]
"""Whether the viewer may attach proofs to the record of this reference, and detach them, as it stands now."""
Describe: TypeAlias = Callable[[Viewer, Collection[str]], Iterable[Purpose]]
"""The records of these references that the viewer may know of; of the others nothing."""
SourceOf: TypeAlias = Callable[[str], str]
"""The record that this one arose from ("case:<id>"), or nothing: evidence collected for it is kept from the same people."""

_may_attach: dict[str, MayAttach] = {}
_describers: dict[str, Describe] = {}
_sources: dict[str, SourceOf] = {}


def register(kind: str, may_attach: MayAttach, describe: Describe, source_of: SourceOf | None = None) -> None:
    """Answer for records whose reference begins with "`kind`:"."""
    _may_attach[kind] = may_attach
    _describers[kind] = describe
    if source_of is not None:
        _sources[kind] = source_of


def may_attach(viewer: Viewer, ref: str) -> bool:
    """Whether the viewer may attach proofs to this record and detach them."""
    answer = _may_attach.get(_kind_of(ref))
    return answer is not None and answer(viewer, ref)


def described(viewer: Viewer, refs: Iterable[str]) -> dict[str, Purpose]:
    """A purpose for each of `refs` that the viewer may know of; as many questions as there are kinds among them."""
    grouped: dict[str, set[str]] = {}
    for ref in refs:
        grouped.setdefault(_kind_of(ref), set()).add(ref)
    return {
        purpose.ref: purpose
        for kind, some in sorted(grouped.items())
        if kind in _describers
        for purpose in _describers[kind](viewer, sorted(some))
    }


def purpose(viewer: Viewer, ref: str) -> Purpose | None:
    """The one record, if the viewer may know of it."""
    return described(viewer, [ref]).get(ref)


def source_of(ref: str) -> str:
    """The record that this one arose from, or nothing."""
    answer = _sources.get(_kind_of(ref))
    return answer(ref) if answer is not None else ""


def _kind_of(ref: str) -> str:
    return ref.partition(":")[0]
