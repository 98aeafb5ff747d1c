"""What changes the log: appending, erasing content, and giving out checkpoints."""

import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from amanah.foundation import rows
from amanah.foundation.ledger import keys, tree
from amanah.foundation.ledger.models import SALT, Checkpoint, Entry, Head, Node
from amanah.kernel import canonical, clock, merkle, notes

VERSION = 1
_KIND = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
_REF = re.compile(r"[a-z_-]+:[A-Za-z0-9_.@/-]+")
_ACTOR = re.compile(r"(?:account|outside):[A-Za-z0-9-]+|reporter|system")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


_invented: ContextVar[bool] = ContextVar("invented_days", default=False)


class LedgerError(DatabaseError):
    """The log cannot do what was asked. Whoever bears a database that fails bears this: nothing was stored."""


class ClockBehind(LedgerError):  # noqa: N818 - a name that says what happened
    """This machine's clock shows a day before one that a checkpoint was given out for."""


class RestoredTree(LedgerError):  # noqa: N818 - a name that says what happened
    """The tree on disk does not extend a checkpoint that was given out: an older copy was restored, or rows were rewritten."""


def append(kind: str, ref: str, facts: Mapping[str, Any], *, actor: str) -> int:
    """Append one entry to the log in the caller's transaction, and return its index; call it as the transaction's last act.

    `kind` is dotted ("case.moved"), `ref` names the record ("case:<uuid>"), `facts` holds canonical values only and nothing finer
    than a day, `actor` is "account:<id>", "outside:<id>" (a recipient outside the institution), "reporter" or "system". Raises
    LedgerError outside a transaction, ClockBehind where this day is over by the log's own word, ValueError or TypeError for what may
    not be hashed. The lock on the head is held until the caller's transaction ends.
    """
    return append_many([(kind, ref, facts)], actor=actor)[0]


def append_many(drafts: Iterable[tuple[str, str, Mapping[str, Any]]], *, actor: str) -> range:
    """Append several entries (kind, ref, facts) under one lock, as `append` does one; return their indices."""
    if not connection.in_atomic_block:
        raise LedgerError("the log is appended to inside the transaction that it records")
    if not _ACTOR.fullmatch(actor):
        raise ValueError(f"no actor: {actor!r}")
    day = clock.today()
    head = _locked_head()
    _refuse_the_past(day)
    frontier = merkle.Frontier.from_bytes(head.size, bytes(head.frontier))
    entries, nodes = [], []
    for kind, ref, facts in drafts:
        entry = _entry(frontier.size, kind, ref, facts, actor=actor, day=day.isoformat())
        entries.append(entry)
        for height, position, hashed in frontier.append(bytes(entry.leaf_hash)):
            if height % tree.TILE_HEIGHT == 0:
                nodes.append(Node(level=height // tree.TILE_HEIGHT - 1, position=position, hash=hashed))
    added = range(head.size, frontier.size)
    if entries:
        rows.insert(Entry, entries)
        Node.objects.bulk_create(nodes)
        Head.objects.filter(pk=head.pk).update(size=frontier.size, frontier=frontier.to_bytes())
    return added


def erase(index: int, *, actor: str) -> int:
    """Destroy the content and salt of the entry at `index`, keep its hashes, and append that this was done; return the new index.

    Raises LedgerError where there is no such entry, where its content is gone already, and for records of destruction themselves.
    """
    with transaction.atomic():
        entry = Entry.objects.select_for_update().filter(index=index).first()
        if entry is None or entry.payload is None:
            raise LedgerError(f"entry {index} has no content to erase")
        if entry.kind.startswith("ledger."):
            raise LedgerError(f"entry {index} belongs to the log itself and stays")
        Entry.objects.filter(index=index).update(payload=None, salt=None)
        return append("ledger.erased", f"entry:{index}", {"index": index, "kind": entry.kind, "ref": entry.ref}, actor=actor)


def publish_checkpoint(moment: datetime | None = None) -> notes.Checkpoint:
    """Sign the tree as it is and give it out; the first call makes the signing key and opens the log.

    Must not run inside another transaction. Raises RestoredTree where the tree does not extend the last checkpoint that this
    key signed, keys.KeyMissing where checkpoints exist and their key does not, and keys.OtherKeyError where the remembered checkpoint
    bears another name or key. `moment` says which beat it belongs to.
    """
    day = beat_day(moment or clock.now())
    with transaction.atomic(durable=True):
        head = _locked_head()
        _refuse_the_past(day)
        first = not Checkpoint.objects.exists()
        signer = keys.signer(settings.AMANAH_LEDGER_ORIGIN, may_create=first)
        given_out = keys.last_checkpoint(signer.verifier)
        if first and given_out is None:
            append("ledger.opened", "ledger:opened", {"key": str(signer.verifier)}, actor="system")
            head.refresh_from_db()
        checkpoint = notes.Checkpoint(signer.name, head.size, merkle.Frontier.from_bytes(head.size, bytes(head.frontier)).root())
        _refuse_unless_extends(checkpoint, given_out)
        note = signer.sign(checkpoint.text())
        # Written and synced before anyone can see it: what is given out is always remembered outside the database.
        keys.remember(note)
        latest = Checkpoint.objects.order_by("-id").first()
        if latest is None or latest.note != note or latest.day != day:
            Checkpoint.objects.create(day=day, size=checkpoint.size, root=checkpoint.root, note=note, verifier=str(signer.verifier))
    return checkpoint


@contextmanager
def invented_days() -> Iterator[None]:
    """Within the block the log takes days long past: for the demonstration, whose two years happen in a minute."""
    token = _invented.set(True)
    try:
        yield
    finally:
        _invented.reset(token)


def beat(moment: datetime | None = None) -> bool:
    """Publish a checkpoint if the daily moment has passed since the last one; whether it did. Safe to call as often as one likes."""
    moment = moment or clock.now()
    latest = Checkpoint.objects.order_by("-id").values_list("day", flat=True).first()
    if latest is not None and latest >= beat_day(moment):
        return False
    publish_checkpoint(moment)
    return True


def beat_day(moment: datetime) -> Any:
    """The date of the last beat at or before `moment`: AMANAH_LEDGER_BEAT, by the clock of the seat of government."""
    local = moment.astimezone(ZoneInfo(clock.ZONE))
    passed = local.time() >= time.fromisoformat(settings.AMANAH_LEDGER_BEAT)
    return local.date() if passed else local.date() - timedelta(days=1)


def _refuse_the_past(day: date) -> None:
    if _invented.get():
        return
    last = Checkpoint.objects.order_by("-id").values_list("day", flat=True).first()
    if last is not None and day < last:
        raise ClockBehind(
            f"This machine's clock says {day}, but a checkpoint was given out for {last}: the clock went back. "
            "Nothing is appended until it is right again."
        )


def _entry(index: int, kind: str, ref: str, facts: Mapping[str, Any], *, actor: str, day: str) -> Entry:
    if not _KIND.fullmatch(kind) or not _REF.fullmatch(ref):
        raise ValueError(f"no kind and reference of an entry: {kind!r}, {ref!r}")
    payload = canonical.encode({"actor": actor, "day": day, "facts": facts, "index": index, "kind": kind, "ref": ref, "v": VERSION})
    if _MOMENT.search(payload.decode()):
        raise ValueError("the log holds days, never moments")
    salt = secrets.token_bytes(SALT)
    commitment = hashlib.sha256(salt + payload).digest()
    return Entry(index=index, kind=kind, ref=ref, payload=payload, salt=salt, commitment=commitment, leaf_hash=merkle.leaf_hash(commitment))


def _locked_head() -> Head:
    """The head, locked until the transaction ends. On SQLite the IMMEDIATE transaction is the lock."""
    head = Head.objects.select_for_update().first()
    if head is None:
        # Two first writers may both come here: the insert lets one wait for the other, and only then is the emptiness certain.
        Head.objects.bulk_create([Head()], ignore_conflicts=True)
        head = Head.objects.select_for_update().get()
        if head.size == 0 and Entry.objects.exists():
            raise LedgerError("the head of the log is gone; run the verification")
    return head


def _refuse_unless_extends(present: notes.Checkpoint, given_out: notes.Checkpoint | None) -> None:
    if given_out is None:
        return
    if present.size < given_out.size:
        raise RestoredTree(
            f"The log on disk has {present.size} entries, but a checkpoint over {given_out.size} was given out: an older copy of the "
            "database was restored. Nothing is signed. Restore a newer copy, or open a new log under another origin and say so publicly."
        )
    if tree.root_at(given_out.size) != given_out.root:
        raise RestoredTree(
            f"The first {given_out.size} entries on disk are not those over which a checkpoint was given out: entries were rewritten, "
            "or another database was restored. Nothing is signed. Run `amanah ledger verify` to see where."
        )
