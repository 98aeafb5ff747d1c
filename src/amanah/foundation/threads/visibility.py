"""Who may know of which record, asked by those who know no records: threads and notices.

The part that owns a kind of record registers how to sieve references for a viewer and how to name what is left. What nobody
answers for is seen by nobody.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
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
_HIDDEN, _NAMED, _CLOSED = "foundation.threads.hidden", "foundation.threads.named", "foundation.threads.closed"


def register(kind: str, sieve: Sieve, describe: Describe) -> None:
    """Answer for references that begin with "`kind`:". Both functions take many at once; `describe` is given visible ones only."""
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
    kept = _kept_from(viewer)
    person_id = viewer.account.person_id
    if person_id is None or not (kept.arisen or kept.roots is None or kept.roots):
        return _none_of(column, ())
    if _NAMED not in viewer.kept:
        roots = _refs(named(person_id) for named in _named.values())
        viewer.kept[_NAMED] = roots | _arisen_from(roots)
    return _none_of(column, viewer.kept[_NAMED])


def open_to_all(column: str) -> Q:
    """The condition that the record named in `column` is kept from nobody, and arose from none that is kept from somebody.

    For counts that are shown to people of whom nobody asks who they are. One query for each step of the way, nearly always one.
    """
    return _open(column, _closed_to_some())


@dataclass(frozen=True)
class _Kept:
    """References of what a viewer must never know of, and of what arose from it. Without `roots` they are too many to name."""

    roots: frozenset[str] | None
    arisen: frozenset[str]


def _kept_from(viewer: Viewer) -> _Kept:
    """Nearly always nothing, found by one query.

    As conditions within conditions within conditions it would soon be more than a database reads, and cost every list of every page.
    """
    if _HIDDEN not in viewer.kept:
        roots = _refs(_parts(viewer), most=MANY + 1)
        if len(roots) <= MANY:
            viewer.kept[_HIDDEN] = _Kept(roots, _arisen_from(roots))
        else:
            first = Q()
            for part in _parts(viewer):
                first |= Q(Exists(part.filter(ref=OuterRef("source"))))
            begun = _refs(arisen().filter(first) for arisen in _arising.values())
            viewer.kept[_HIDDEN] = _Kept(None, begun | _arisen_from(begun))
    found: _Kept = viewer.kept[_HIDDEN]
    return found


def _parts(viewer: Viewer) -> "list[QuerySet[Any]]":
    return [part for hidden in _hidden.values() for part in hidden(viewer)]


def _arisen_from(roots: Collection[str]) -> frozenset[str]:
    """What arose from these, and from that again; a query for each step, none for nothing."""
    found: frozenset[str] = frozenset()
    new = frozenset(roots)
    while new:
        new = _refs(arisen().filter(source__in=new) for arisen in _arising.values()) - found
        found |= new
    return found


def _closed_to_some() -> frozenset[str]:
    """What arose from a record of a kind that is kept from somebody, and from that again."""
    begun = _refs(arisen().filter(source__startswith=f"{kind}:") for kind in _hidden for arisen in _arising.values())
    return begun | _arisen_from(begun)


def _open(column: str, closed: Collection[str]) -> Q:
    condition = _none_of(column, closed)
    for kind in _hidden:
        condition &= ~Q(**{f"{column}__startswith": f"{kind}:"})
    return condition


def _none_of(column: str, refs: Collection[str]) -> Q:
    # Never empty, so that its opposite is nobody and not everybody.
    return ~Q(**{f"{column}__in": refs}) if refs else Q(pk__isnull=False)


def _refs(several: "Iterable[QuerySet[Any]]", most: int | None = None) -> frozenset[str]:
    asked = [one.order_by().values_list("ref") for one in several]
    return frozenset(ref for (ref,) in asked[0].union(*asked[1:], all=True)[:most]) if asked else frozenset()


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
