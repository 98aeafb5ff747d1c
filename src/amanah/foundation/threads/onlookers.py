"""Who of many people may know of one record: what `visibility` answers for one person, asked at once for all who could be chosen.

A part that owns a kind of record can answer for many people in a fixed number of queries; the others are asked person by person.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads import visibility

Ask: TypeAlias = Callable[[Sequence[Viewer], str], list[Viewer]]
"""Those of the viewers who may know of the record of this reference, in their order."""

_asks: dict[str, Ask] = {}


def register(kind: str, ask: Ask) -> None:
    """Answer for references that begin with "`kind`:". It must say of each viewer what the kind's sieve says."""
    _asks[kind] = ask


def of(viewers: Iterable[Viewer], ref: str) -> list[Viewer]:
    """Those of the viewers who may know of this record, in their order."""
    every = list(viewers)
    ask = _asks.get(visibility.kind_of(ref))
    return ask(every, ref) if ask else [viewer for viewer in every if visibility.may_see(viewer, ref)]
