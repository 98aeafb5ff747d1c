"""Who may know of which record, asked by those who know no records: threads and notices.

The part that owns a kind of record registers how to sieve references for a viewer and how to name what is left. What nobody
answers for is seen by nobody.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from amanah.foundation.access import confinement
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

Hidden: TypeAlias = Callable[[Viewer], "QuerySet[Any]"]
"""The records (with a column `ref`) that this viewer must never know of, whatever role they hold."""
Arising: TypeAlias = Callable[[], "QuerySet[Any]"]
"""The records (with columns `ref` and `source`) that arose from another one."""
Concerns: TypeAlias = Callable[[UUID, str], bool]
"""Whether the record of this reference is about the person of this id, or about somebody or something they answer for."""
Named: TypeAlias = Callable[[UUID], "QuerySet[Any]"]
"""The records (with a column `ref`) that name the person of this id: not those about somebody they answer for."""

_sieves: dict[str, Sieve] = {}
_describers: dict[str, Describe] = {}
_hidden: dict[str, Hidden] = {}
_concerns: dict[str, Concerns] = {}
_named: dict[str, Named] = {}
_HIDDEN = "foundation.threads.hidden"
_arising: list[Arising] = []


def register(kind: str, sieve: Sieve, describe: Describe) -> None:
    """Answer for references that begin with "`kind`:". Both functions take many at once; `describe` is given visible ones only."""
    _sieves[kind] = sieve
    _describers[kind] = describe


def register_exclusion(kind: str, hidden: Hidden, concerns: Concerns, named: Named) -> None:
    """Say of records of this kind whom they are kept from, so that what arises from them is kept from the same people."""
    _hidden[kind] = hidden
    _concerns[kind] = concerns
    _named[kind] = named


def register_arising(kind: str, arisen: Arising, concerns: Concerns, named: Named) -> None:
    """Say of records of this kind that they are kept from whoever is kept from what they arose from, and so on from record to record."""
    if arisen not in _arising:
        _arising.append(arisen)
    _concerns[kind] = concerns
    _named[kind] = named


def not_arising_from_hidden(viewer: Viewer, column: str) -> Q:
    """The condition that the record named in `column` is not one that the viewer must never know of."""
    condition = _not_from_root(viewer, column)
    return condition & ~Q(**{f"{column}__in": refs}) if (refs := _arisen_from_hidden(viewer)) else condition


def _not_from_root(viewer: Viewer, column: str) -> Q:
    condition = Q(pk__isnull=False)  # never empty, so that its opposite is nobody and not everybody
    outside = confinement.bounds(viewer) is not None
    for kind, hidden in _hidden.items():
        # Whoever comes from outside for some pages never learns what came of any report.
        kept_from = Q(**{f"{column}__startswith": f"{kind}:"}) if outside else Q(Exists(hidden(viewer).filter(ref=OuterRef(column))))
        condition &= ~kept_from
    return condition


def _arisen_from_hidden(viewer: Viewer) -> frozenset[str]:
    """What arose from what the viewer must never know of, and from that again. Nearly always nothing, found by one query a request.

    As conditions within conditions within conditions it would soon be more than a database reads.
    """
    if _HIDDEN not in viewer.kept:
        found = _refs(arisen().exclude(_not_from_root(viewer, "source")) for arisen in _arising)
        new = found
        while new:
            new = _refs(arisen().filter(source__in=new) for arisen in _arising) - found
            found |= new
        viewer.kept[_HIDDEN] = found
    refs: frozenset[str] = viewer.kept[_HIDDEN]
    return refs


def open_to_all(column: str) -> Q:
    """The condition that the record named in `column` is kept from nobody, and arose from none that is kept from somebody.

    For counts that are shown to people of whom nobody asks who they are. One query for each step of the way, nearly always one.
    """
    condition = Q(pk__isnull=False)
    for kind in _hidden:
        condition &= ~Q(**{f"{column}__startswith": f"{kind}:"})
    new = found = _refs(rows.filter(source__startswith=f"{kind}:") for kind in _hidden for rows in (arisen() for arisen in _arising))
    while new:
        new = _refs(arisen().filter(source__in=new) for arisen in _arising) - found
        found |= new
    return condition & ~Q(**{f"{column}__in": found}) if found else condition


def _refs(several: "Iterable[QuerySet[Any]]") -> frozenset[str]:
    asked = [one.order_by().values_list("ref") for one in several]
    return frozenset(ref for (ref,) in asked[0].union(*asked[1:], all=True)) if asked else frozenset()


def concerns(person_id: UUID, ref: str) -> bool:
    """Whether the record is about this person, so that nothing arising from it may be given to them."""
    answer = _concerns.get(kind_of(ref))
    return answer is not None and answer(person_id, ref)


def not_arising_from_named(person_id: UUID, column: str, *, apart_from: str = "", only: str = "") -> Q:
    """The condition that the record named in `column` does not name this person; they may answer for somebody whom it names.

    `apart_from` and `only` as above.
    """
    condition = Q()
    for kind, named in _named.items():
        if kind != apart_from and only in {"", kind}:
            condition &= ~Q(Exists(named(person_id).filter(ref=OuterRef(column))))
    return condition


def names(person_id: UUID, ref: str) -> bool:
    """Whether the record names this very person."""
    answer = _named.get(kind_of(ref))
    return answer is not None and answer(person_id).filter(ref=ref).exists()


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
