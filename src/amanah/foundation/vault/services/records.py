"""Sealed records: fields under one random content key, and that key wrapped for each holder."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from django.db import connection
from django.db.models import Max, Q

from amanah.foundation import rows
from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault.errors import CannotOpen, NotAHolder, VaultError
from amanah.foundation.vault.models import SealedField, Wrap
from amanah.kernel import canonical, sealing
from amanah.kernel.sealing import KeyPair


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """A record sealed in memory, ready to be stored. `content_key` is for what must still be sealed beside it, then forgotten.

    It is empty for a record that a browser sealed: then nobody here ever had it.
    """

    record: str
    fields: Mapping[str, bytes] = field(repr=False)
    wraps: Mapping[str, bytes] = field(repr=False)
    content_key: bytes = field(default=b"", repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 in hexadecimal over the ciphertexts, for the ledger: whoever exchanges one is found out."""
        return canonical.digest([[name, hashlib.sha256(box).hexdigest()] for name, box in sorted(self.fields.items())]).hex()


def seal_record(record: str, fields: Mapping[str, bytes], holders: Mapping[str, bytes]) -> SealedRecord:
    """Seal the first version of `fields` and wrap the new content key for `holders` (name → public key).

    Touches no database: call it before the transaction begins.
    """
    key = sealing.new_key()
    return SealedRecord(
        record=record,
        fields={name: sealing.seal(key, plaintext, record=record, field=name, version=1) for name, plaintext in fields.items()},
        wraps={holder: sealing.wrap(key, public, record=record, holder=holder) for holder, public in holders.items()},
        content_key=key,
    )


def store(sealed: SealedRecord) -> None:
    """Store a sealed record in the caller's transaction. The caller writes the ledger, with `sealed.digest` among its facts."""
    _inside()
    SealedField.objects.bulk_create(_row(sealed.record, name, 1, box) for name, box in sealed.fields.items())
    Wrap.objects.bulk_create(Wrap(record=sealed.record, holder=holder, wrapped=box) for holder, box in sealed.wraps.items())


def store_many(sealed: Iterable[SealedRecord]) -> None:
    """As `store`, for many records in a few statements."""
    _inside()
    every = list(sealed)
    fields = ((uuid4(), one.record, name, 1, box, _bucket(box)) for one in every for name, box in one.fields.items())
    rows.insert_values(SealedField, ("id", "record", "field", "version", "ciphertext", "size_bucket"), fields)
    wraps = ((uuid4(), one.record, holder, box) for one in every for holder, box in one.wraps.items())
    rows.insert_values(Wrap, ("id", "record", "holder", "wrapped"), wraps)


def add_field(record: str, name: str, plaintext: bytes, content_key: bytes, version: int | None = None) -> int:
    """Seal and store one field more, or its next version, in the caller's transaction; return the version."""
    _inside()
    if version is None:
        version = (SealedField.objects.filter(record=record, field=name).aggregate(last=Max("version"))["last"] or 0) + 1
    box = sealing.seal(content_key, plaintext, record=record, field=name, version=version)
    _row(record, name, version, box).save(force_insert=True)
    return version


def add_sealed(record: str, name: str, box: bytes) -> None:
    """Store the first version of a field that was sealed elsewhere, in the caller's transaction.

    Raises IntegrityError when there is such a field. Whether the box opens, only a holder of the content key will find out.
    """
    _inside()
    if not sealing.looks_sealed(box):
        raise CannotOpen
    _row(record, name, 1, box).save(force_insert=True)


def content_key(record: str, holder: str, key_pair: KeyPair) -> bytes:
    """The content key of `record` as wrapped for `holder`. Raises NotAHolder, or CannotOpen when the wrap is for another key."""
    row = Wrap.objects.filter(record=record, holder=holder).first()
    if row is None:
        raise NotAHolder
    return sealing.unwrap(bytes(row.wrapped), key_pair, record=record, holder=holder)


def open_field(record: str, name: str, content_key: bytes, version: int | None = None) -> bytes:
    """The plain text of a field in `version`, or its latest. Raises CannotOpen, also when there is no such field."""
    rows = SealedField.objects.filter(record=record, field=name)
    row = (rows if version is None else rows.filter(version=version)).order_by("-version").first()
    if row is None:
        raise CannotOpen
    return sealing.open_sealed(content_key, bytes(row.ciphertext), record=record, field=name, version=row.version)


def open_fields(record: str, content_key: bytes, *prefixes: str, strict: bool = True) -> dict[str, bytes]:
    """The latest version of every field whose name begins with one of `prefixes` (of every field, without), opened, in one query.

    Raises CannotOpen; without `strict`, a field that does not open comes back as no bytes at all.
    """
    wanted = Q()
    for prefix in prefixes:
        wanted |= Q(field__startswith=prefix)
    latest = {row.field: row for row in SealedField.objects.filter(wanted, record=record).order_by("version")}
    return {name: _opened(row, content_key, strict=strict) for name, row in latest.items()}


def _opened(row: SealedField, content_key: bytes, *, strict: bool) -> bytes:
    try:
        return sealing.open_sealed(content_key, bytes(row.ciphertext), record=row.record, field=row.field, version=row.version)
    except CannotOpen:
        if strict:
            raise
        return b""


def hand_over(record: str, content_key: bytes, holder: str, public: bytes, *, actor: str = "system") -> None:
    """Let `holder` open `record` from now on, in the caller's transaction; the ledger notes for which public key.

    The content key is tried against a stored field first, so that nobody is handed a key that opens nothing.
    """
    _inside()
    known = SealedField.objects.filter(record=record).order_by("size_bucket").first()
    if known is None:
        raise CannotOpen
    sealing.open_sealed(content_key, bytes(known.ciphertext), record=record, field=known.field, version=known.version)
    wrapped = sealing.wrap(content_key, public, record=record, holder=holder)
    Wrap.objects.update_or_create(record=record, holder=holder, defaults={"wrapped": wrapped})
    ledger.append("vault.handed_over", record, {"holder": holder, "fingerprint": sealing.fingerprint(public)}, actor=actor)


def drop_holder(record: str, holder: str, *, actor: str = "system") -> bool:
    """Take the record's content key away from `holder`; False when they had none. What they opened before stays seen."""
    _inside()
    if not Wrap.objects.filter(record=record, holder=holder).delete()[0]:
        return False
    ledger.append("vault.holder_dropped", record, {"holder": holder}, actor=actor)
    return True


def destroy(record: str) -> int:
    """Delete every field and wrap of `record` in the caller's transaction, for retention; how many fields. The caller writes the ledger."""
    _inside()
    Wrap.objects.filter(record=record).delete()
    return SealedField.objects.filter(record=record).delete()[0]


def _row(record: str, name: str, version: int, box: bytes) -> SealedField:
    return SealedField(record=record, field=name, version=version, ciphertext=box, size_bucket=_bucket(box))


def _bucket(box: bytes) -> int:
    """How much plaintext, padded, a box holds."""
    return len(box) - 1 - sealing.NONCE_BYTES - sealing.TAG_BYTES


def _inside() -> None:
    if not connection.in_atomic_block:
        raise VaultError("sealed content is stored in the transaction of the record it belongs to")
