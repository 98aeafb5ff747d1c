"""Who may know of which record, asked by those who know no records: threads and notices.

The part that owns a kind of record registers how to sieve references for a viewer and how to name what is left. What nobody
answers for is seen by nobody.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

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


Known: TypeAlias = "QuerySet[Any] | set[str]"
"""What a viewer may know of: records with a column `ref`, or references where no table is asked."""
Sieve: TypeAlias = Callable[[Viewer, Collection[str]], Known]
Describe: TypeAlias = Callable[[Viewer, Collection[str]], Iterable[ThreadNode]]

Hidden: TypeAlias = Callable[[Viewer], "Iterable[QuerySet[Any]]"]
"""The records (with a column `ref`) that this viewer must never know of, whatever role they hold, in parts that are each found quickly."""
Arising: TypeAlias = Callable[[], "QuerySet[Any]"]
"""The records (with columns `ref` and `source`) that arose from another one."""
Concerns: TypeAlias = Callable[[UUID, str], bool]
"""Whether the record of this reference is about the person of this id, or about somebody or something they answer for."""
Named: TypeAlias = Callable[[UUID], "QuerySet[Any]"]
"""The records (with a column `ref`) that name the person of this id: not those about somebody they answer for."""

MANY = 500
"""Up to so many references are looked up and handed to the database; more are left to it as a condition."""

_sieves: dict[str, Sieve] = {}
_describers: dict[str, Describe] = {}
_hidden: dict[str, Hidden] = {}
_concerns: dict[str, Concerns] = {}
_named: dict[str, Named] = {}
_arising: dict[str, Arising] = {}
_HIDDEN, _CLOSED = "foundation.threads.hidden", "foundation.threads.closed"


def register(kind: str, sieve: Sieve, describe: Describe) -> None:
    """Answer for references that begin with "`kind`:". Both functions take many at once; `describe` is given visible ones only.

    Where `sieve` answers with records, all kinds are asked in one query.
    """
    _sieves[kind] = sieve
    _describers[kind] = describe


def register_exclusion(kind: str, hidden: Hidden, concerns: Concerns, named: Named) -> None:
    """Say of records of this kind whom they are kept from, so that what arises from them is kept from the same people."""
    _hidden[kind] = hidden
    _concerns[kind] = concerns
    _named[kind] = named


def register_arising(kind: str, arisen: Arising) -> None:
    """Say of records of this kind that they are kept from whoever is kept from what they arose from, and so on from record to record."""
    _arising[kind] = arisen


def not_arising_from_hidden(viewer: Viewer, column: str) -> Q:
    """The condition that the record named in `column` is not one that the viewer must never know of. One query a request, kept.

    Whoever comes from outside for some pages never learns what came of any report.
    """
    if confinement.bounds(viewer) is not None:
        if _CLOSED not in viewer.kept:
            viewer.kept[_CLOSED] = _closed_to_some()
        return _open(column, viewer.kept[_CLOSED])
    kept = _kept_from(viewer)
    condition = _none_of(column, kept.arisen)
    if kept.roots is None:
        for part in _parts(viewer):
            condition &= ~Q(Exists(part.filter(ref=OuterRef(column))))
        return condition
    return condition & _none_of(column, kept.roots)


def not_arising_from_named(viewer: Viewer, column: str) -> Q:
    """The condition that the record named in `column` does not name the viewer; they may answer for somebody whom it names."""
    return _none_of(column, _kept_from(viewer).naming)


def open_to_all(column: str) -> Q:
    """The condition that the record named in `column` is kept from nobody, and arose from none that is kept from somebody.

    For counts that are shown to people of whom nobody asks who they are. One query for each step of the way, nearly always one.
    """
    return _open(column, _closed_to_some())


@dataclass(frozen=True)
class _Kept:
    """References of what a viewer must never know of and of what arose from it, and of what names them with what arose from that.

    Without `roots` they are too many to name.
    """

    roots: frozenset[str] | None
    arisen: frozenset[str]
    naming: frozenset[str]


def _kept_from(viewer: Viewer) -> _Kept:
    """Nearly always nothing, found by one query.

    As conditions within conditions within conditions it would soon be more than a database reads, and cost every list of every page.
    """
    if _HIDDEN not in viewer.kept:
        parts, person_id = _parts(viewer), viewer.account.person_id
        named = [one(person_id) for one in _named.values()] if person_id is not None else []
        marked = [one.values_list("ref", Value(mark)) for mark, several in ((False, parts), (True, named)) for one in several]
        found = _rows(marked, most=MANY + 1)
        if len(found) <= MANY:
            ways = _ways(ref for ref, _mark in found)
            roots, naming = (frozenset(ref for ref, mark in found if bool(mark) is wanted) for wanted in (False, True))
            viewer.kept[_HIDDEN] = _Kept(roots, _along(ways, roots), naming | _along(ways, naming))
        else:
            first, naming = Q(), _refs(named)
            for part in parts:
                first |= Q(Exists(part.filter(ref=OuterRef("source"))))
            begun = _refs(arisen().filter(first) for arisen in _arising.values())
            viewer.kept[_HIDDEN] = _Kept(None, begun.union(_ways(begun)), naming | _ways(naming).keys())
    kept: _Kept = viewer.kept[_HIDDEN]
    return kept


def _parts(viewer: Viewer) -> "list[QuerySet[Any]]":
    return [part for hidden in _hidden.values() for part in hidden(viewer)]


def _ways(roots: Iterable[str]) -> dict[str, str]:
    """What arose from these, and from that again, by what it arose from; a query for each step, none for nothing."""
    found: dict[str, str] = {}
    new = set(roots)
    while new:
        step = dict(_rows(arisen().filter(source__in=new).values_list("ref", "source") for arisen in _arising.values()))
        new = step.keys() - found.keys()
        found |= step
    return found


def _along(ways: dict[str, str], roots: Collection[str]) -> frozenset[str]:
    """What of it arose from these roots."""
    found: set[str] = set()
    while new := {ref for ref, source in ways.items() if source in roots or source in found} - found:
        found |= new
    return frozenset(found)


def _closed_to_some() -> frozenset[str]:
    """What arose from a record of a kind that is kept from somebody, and from that again."""
    begun = _refs(arisen().filter(source__startswith=f"{kind}:") for kind in _hidden for arisen in _arising.values())
    return begun.union(_ways(begun))


def _open(column: str, closed: Collection[str]) -> Q:
    condition = _none_of(column, closed)
    for kind in _hidden:
        condition &= ~Q(**{f"{column}__startswith": f"{kind}:"})
    return condition


def _none_of(column: str, refs: Collection[str]) -> Q:
    # Never empty, so that its opposite is nobody and not everybody.
    return ~Q(**{f"{column}__in": refs}) if refs else Q(pk__isnull=False)


def _refs(several: "Iterable[QuerySet[Any]]") -> frozenset[str]:
    return frozenset(ref for (ref,) in _rows(one.values_list("ref") for one in several))


def _rows(several: "Iterable[QuerySet[Any]]", most: int | None = None) -> list[Any]:
    """What all of these find, in one query."""
    asked = [one.order_by() for one in several]
    return list(asked[0].union(*asked[1:], all=True)[:most]) if asked else []


def concerns(person_id: UUID, ref: str) -> bool:
    """Whether the record, or one that it arose from, is about this person, so that nothing arising from it may be given to them."""
    return any((answer := _concerns.get(kind_of(one))) is not None and answer(person_id, one) for one in _way_back(ref))


def names(person_id: UUID, ref: str) -> bool:
    """Whether the record, or one that it arose from, names this very person."""
    return any((answer := _named.get(kind_of(one))) is not None and answer(person_id).filter(ref=one).exists() for one in _way_back(ref))


def _way_back(ref: str) -> Iterator[str]:
    """The record, what it arose from, what that arose from."""
    passed: set[str] = set()
    while ref and ref not in passed:
        yield ref
        passed.add(ref)
        arisen = _arising.get(kind_of(ref))
        ref = (arisen().filter(ref=ref).values_list("source", flat=True).first() or "") if arisen else ""


def kind_of(ref: str) -> str:
    """What stands before the colon."""
    return ref.partition(":")[0]


def visible_refs(viewer: Viewer, refs: Iterable[str]) -> set[str]:
    """Those of `refs` that the viewer may know of: one query, whatever their kinds."""
    answers = [_sieves[kind](viewer, some) for kind, some in _by_kind(refs).items() if kind in _sieves]
    asked = [answer for answer in answers if isinstance(answer, QuerySet)]
    return {*_refs(asked), *(ref for answer in answers if not isinstance(answer, QuerySet) for ref in answer)}


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
