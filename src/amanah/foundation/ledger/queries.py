"""What may be read of the log: entries of a record, the latest checkpoint, proofs. Plain values, never rows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection

from amanah.foundation.ledger import tree
from amanah.foundation.ledger.models import Checkpoint, Entry, Head
from amanah.kernel import canonical, merkle

_PORTION = 500
_SOME = 400

# From one kind to the next by the index, instead of past every entry.
_KINDS = """WITH RECURSIVE found(kind) AS (
    SELECT MIN(kind) FROM ledger_entry
    UNION ALL SELECT (SELECT MIN(kind) FROM ledger_entry WHERE kind > found.kind) FROM found WHERE found.kind IS NOT NULL
) SELECT kind FROM found WHERE kind IS NOT NULL"""
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One entry; `actor`, `day` and `facts` are None once its content was erased."""

    index: int
    kind: str
    ref: str
    actor: str | None
    day: date | None
    facts: dict[str, Any] | None
    leaf_hash: bytes

    @property
    def erased(self) -> bool:
        """Whether the content was destroyed."""
        return self.facts is None


@dataclass(frozen=True, slots=True)
class PublishedCheckpoint:
    """A checkpoint that was given out: `note` is the signed text, `verifier` the public key it can be checked with."""

    day: date
    size: int
    root: bytes
    note: str
    verifier: str


@dataclass(frozen=True, slots=True)
class EntryProof:
    """That the entry at `index` is under `checkpoint`: its commitment (what the leaf is hashed from) and the inclusion proof."""

    index: int
    commitment: bytes
    leaf_hash: bytes
    proof: tuple[bytes, ...]
    checkpoint: PublishedCheckpoint

    def holds(self) -> bool:
        """Whether the proof leads to the checkpoint's root."""
        return merkle.verify_inclusion(self.index, self.checkpoint.size, self.leaf_hash, self.proof, self.checkpoint.root)


@dataclass(frozen=True, slots=True)
class Disclosed:
    """One entry with its content: payload and salt hash to the commitment, that to the leaf. `proof` is None above the checkpoint."""

    index: int
    kind: str
    ref: str
    payload: bytes
    salt: bytes
    leaf_hash: bytes
    proof: tuple[bytes, ...] | None


def entries(ref: str) -> list[LedgerEntry]:
    """Every entry about `ref`, oldest first."""
    return entries_of([ref]).get(ref, [])


def entries_of(refs: Collection[str]) -> dict[str, list[LedgerEntry]]:
    """The same for several records in one query; without those of which the log says nothing."""
    found: dict[str, list[LedgerEntry]] = {}
    for row in Entry.objects.filter(ref__in=refs).order_by("index"):
        found.setdefault(row.ref, []).append(_plain(row))
    return found


def replay(kind: str, *, after: int = -1) -> Iterator[LedgerEntry]:
    """Entries whose kind is `kind` or begins with "`kind`.", in order, read in portions; for checks that rebuild a state.

    Reads these entries alone, however long the log is.
    """
    with connection.cursor() as cursor:
        cursor.execute(_KINDS)
        kinds = [str(found) for (found,) in cursor.fetchall()]
    return merge(*(_of_kind(one, after) for one in kinds if f"{one}.".startswith(f"{kind}.")), key=attrgetter("index"))


def latest(count: int, *, before: int | None = None, ref: str = "") -> list[LedgerEntry]:
    """The `count` newest entries, or those before the index `before`; only those about `ref` where given."""
    rows = Entry.objects.order_by("-index")
    if before is not None:
        rows = rows.filter(index__lt=before)
    if ref:
        rows = rows.filter(ref=ref)
    return [_plain(row) for row in rows[:count]]


def size() -> int:
    """How many entries the log has."""
    return Head.objects.values_list("size", flat=True).first() or 0


def frontier() -> bytes:
    """The peaks of the tree, which stand for everything entered so far: other bytes after every entry."""
    return bytes(Head.objects.values_list("frontier", flat=True).first() or b"")


def latest_checkpoint() -> PublishedCheckpoint | None:
    """The checkpoint last given out; None before the first."""
    return _given_out(Checkpoint.objects.order_by("-id").first())


def checkpoint_at(size: int) -> PublishedCheckpoint | None:
    """The first checkpoint given out that covers at least `size` entries."""
    return _given_out(Checkpoint.objects.filter(size__gte=size).order_by("id").first())


def entry_proof(index: int) -> EntryProof | None:
    """The proof that the entry at `index` is under the latest checkpoint; None where no checkpoint covers it yet."""
    checkpoint = latest_checkpoint()
    if checkpoint is None or not 0 <= index < checkpoint.size:
        return None
    row = Entry.objects.only("commitment", "leaf_hash").get(index=index)
    proof = merkle.inclusion_proof(index, checkpoint.size, tree.subtree)
    return EntryProof(index, bytes(row.commitment), bytes(row.leaf_hash), tuple(proof), checkpoint)


def disclosed(refs: Collection[str], under: PublishedCheckpoint | None) -> Iterator[Disclosed]:
    """Every entry about these records that still has its content, in order, with its proof under that checkpoint: to be taken away.

    Costs some queries for each 256 entries of the log among which one of them stands, and holds no more than those in memory.
    """
    indices = sorted(
        index
        for some in _portions(list(refs))
        for index in Entry.objects.filter(ref__in=some, payload__isnull=False).values_list("index", flat=True)
    )
    subtree = tree.kept()
    for some in _portions(indices):
        rows = Entry.objects.filter(index__in=some, payload__isnull=False).order_by("index")
        for row in rows:
            covered = under is not None and row.index < under.size
            proof = tuple(merkle.inclusion_proof(row.index, under.size, subtree)) if under is not None and covered else None
            yield Disclosed(row.index, row.kind, row.ref, bytes(row.payload or b""), bytes(row.salt or b""), bytes(row.leaf_hash), proof)


def _of_kind(kind: str, after: int) -> Iterator[LedgerEntry]:
    rows = Entry.objects.filter(kind=kind).order_by("index")
    while portion := list(rows.filter(index__gt=after)[:_PORTION]):
        after = portion[-1].index
        yield from map(_plain, portion)


def _portions(some: list[Row]) -> Iterator[list[Row]]:
    return (some[start : start + _SOME] for start in range(0, len(some), _SOME))


def _given_out(row: Checkpoint | None) -> PublishedCheckpoint | None:
    return PublishedCheckpoint(row.day, row.size, bytes(row.root), row.note, row.verifier) if row else None


def _plain(row: Entry) -> LedgerEntry:
    if row.payload is None:
        return LedgerEntry(row.index, row.kind, row.ref, None, None, None, bytes(row.leaf_hash))
    content = canonical.decode(bytes(row.payload))
    day = date.fromisoformat(content["day"])
    return LedgerEntry(row.index, row.kind, row.ref, content["actor"], day, content["facts"], bytes(row.leaf_hash))
