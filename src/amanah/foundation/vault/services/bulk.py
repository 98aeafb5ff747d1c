"""Opening many records at once, with two queries however many they are. What somebody cannot open is left out."""

from collections.abc import Iterable, Mapping

from amanah.foundation.vault.errors import CannotOpen
from amanah.foundation.vault.models import SealedField, Wrap
from amanah.kernel import sealing
from amanah.kernel.sealing import KeyPair


def content_keys(records: Iterable[str], holder: str, key_pair: KeyPair) -> dict[str, bytes]:
    """Record → content key, for those of `records` that are wrapped for this holder's present key."""
    keys = {}
    for row in Wrap.objects.filter(record__in=list(records), holder=holder):
        try:
            keys[row.record] = sealing.unwrap(bytes(row.wrapped), key_pair, record=row.record, holder=holder)
        except CannotOpen:
            continue  # wrapped for a key that was retired since
    return keys


def rewrap(holder: str, old: KeyPair, public: bytes) -> tuple[int, int]:
    """Wrap for `public` every content key that `old` opens as `holder`, in the caller's transaction.

    Answers how many, and how many are wrapped for some other key and stay as they are.
    """
    renewed, left = [], 0
    for row in Wrap.objects.select_for_update().filter(holder=holder):
        try:
            key = sealing.unwrap(bytes(row.wrapped), old, record=row.record, holder=holder)
        except CannotOpen:
            left += 1
            continue
        row.wrapped = sealing.wrap(key, public, record=row.record, holder=holder)
        renewed.append(row)
    Wrap.objects.bulk_update(renewed, ["wrapped"], batch_size=200)
    return len(renewed), left


def open_records(keys: Mapping[str, bytes], *, strict: bool = False) -> dict[str, dict[str, bytes]]:
    """Record → field → its latest version in plain, in memory only.

    A field that was changed or exchanged, or was never sealed right, comes back as no bytes at all, so that one of them keeps nobody from
    the rest; with `strict` it raises CannotOpen.
    """
    opened: dict[str, dict[str, bytes]] = {record: {} for record in keys}
    for row in SealedField.objects.filter(record__in=list(keys)).order_by("record", "version"):
        try:
            text = sealing.open_sealed(keys[row.record], bytes(row.ciphertext), record=row.record, field=row.field, version=row.version)
        except CannotOpen:
            if strict:
                raise
            text = b""
        opened[row.record][row.field] = text
    return opened
