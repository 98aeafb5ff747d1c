"""What the parts of the house keep that proves a clause, beside the evidence attached to answers: asked by part, shown by clause.

A part registers once, in its `ready`, which clauses its records speak to and how to find those of one scope. Neither this app nor whoever
shows the records knows the parts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.antibribery.models import Scope

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Clauses: TypeAlias = "tuple[str, ...] | Mapping[str, tuple[str, ...]]"
"""Numbers of clauses, the same in both editions, or edition → numbers. A clause stands for everything below it."""


@dataclass(frozen=True)
class File:
    """A paper of a record. `pieces(actor)` gives its content; where it lies in the library of files, its custody log says so first.

    `sha256` is that of the content, where it is known before it is read.
    """

    name: str
    pieces: Callable[[str], Iterator[bytes]]
    sha256: str = ""


@dataclass(frozen=True)
class Record:
    """One record of a scope as evidence: what it is, what it says in a sentence, its day, its facts, its papers.

    `ref` names it in the ledger ("" where the ledger has no entries of its own about it), `url` is its page for members of the house.
    `clauses` narrows what the part registered, and is among it; left out, all of that.
    """

    ref: str
    kind: "StrOrPromise"
    title: str
    text: "StrOrPromise" = ""
    day: date | None = None
    tone: str = "neutral"
    url: str = ""
    facts: "tuple[tuple[StrOrPromise, StrOrPromise], ...]" = ()
    files: tuple[File, ...] = ()
    clauses: tuple[str, ...] = ()

    def speaks_to(self, clause: str) -> bool:
        """Whether it proves something in that clause: in one it names, below one, or above one."""
        return any(within(one, clause) for one in self.clauses)


Provider: TypeAlias = Callable[[Viewer, Scope], Iterable[Record]]
"""The records of a scope, in a bounded number of queries.

That the viewer may know of the scope was decided before; they may be a guest who sees this scope and nothing else, so a provider takes
the rows of the scope and not what the viewer's roles reach. What arose from a case is left out as everywhere
(`visibility.not_arising_from_hidden`: from a guest all of it is kept), and no words of a report are ever among them.
"""

_providers: dict[str, tuple[int, Clauses, Provider]] = {}


def register(key: str, clauses: Clauses, provider: Provider, *, order: int = 50) -> None:
    """Offer the records of a part as evidence for clauses; the same key again replaces them."""
    _providers[key] = (order, clauses, provider)


def within(one: str, other: str) -> bool:
    """Whether one clause is the other, or one of them stands below the other."""
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def records(viewer: Viewer, scope: Scope, edition: str, about: str = "") -> list[Record]:
    """Every record of the scope that proves something in this edition, part by part.

    With `about`, only of the parts that speak to that clause: the others are not asked.
    """
    found = []
    for _key, (_order, clauses, provider) in sorted(_providers.items(), key=lambda one: (one[1][0], one[0])):
        told = clauses.get(edition, ()) if isinstance(clauses, Mapping) else clauses
        if about and not any(within(one, about) for one in told):
            continue
        found += [one if one.clauses else replace(one, clauses=told) for one in (provider(viewer, scope) if told else ())]
    return found


def speaking_to(some: Sequence[Record], clause: str) -> list[Record]:
    """Those that prove something in that clause."""
    return [one for one in some if one.speaks_to(clause)]
