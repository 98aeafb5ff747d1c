"""Things kept for a visitor without a session: the row is ciphertext, and only the visitor's cookie can open it."""

import base64
import binascii
import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connection

from amanah.foundation.vault.models import Keepsake
from amanah.kernel import clock
from amanah.kernel.sealing import CannotOpen, open_sealed, seal

_HEAD = 8

# Two statements written out: every page of a public form reads its draft and keeps it, and putting them together from the model anew
# each time costs ten times what they do.
_READ = "SELECT ciphertext FROM vault_keepsake WHERE id = %s AND purpose = %s"
_WRITE = "UPDATE vault_keepsake SET ciphertext = %s, ends_in_hour = %s WHERE id = %s AND purpose = %s AND ends_in_hour > %s"


def keep(purpose: str, payload: bytes, ttl: timedelta) -> str:
    """Keep `payload` for `ttl` and return the token that alone opens it: put it into an HttpOnly cookie and nowhere else."""
    token = base64.urlsafe_b64encode(secrets.token_bytes(32)).rstrip(b"=").decode()
    key, name = _key_and_name(purpose, token)
    end = clock.now() + ttl
    sealed = _seal(key, name, purpose, payload, end)
    with _unhurried():
        Keepsake.objects.create(id=name, purpose=purpose, ciphertext=sealed, ends_in_hour=_hour_after(end))
    return token


def recall(purpose: str, token: str) -> bytes | None:
    """What was kept under `token` for `purpose`; None when it never was, is over, or was changed."""
    found = _open(purpose, token)
    return found[0] if found else None


def rekeep(purpose: str, token: str, payload: bytes, ttl: timedelta) -> bool:
    """Replace what is kept under `token` and let it last `ttl` from now. False, without effect, when there is nothing any more.

    What is over is told by the hour only; who must know exactly opens it first.
    """
    key, name = _key_and_name(purpose, token)
    now = clock.now()
    end = now + ttl
    until, over = (connection.ops.adapt_datetimefield_value(moment) for moment in (_hour_after(end), now))
    with _unhurried(), connection.cursor() as cursor:
        cursor.execute(_WRITE, [_seal(key, name, purpose, payload, end), until, name, purpose, over])
        return bool(cursor.rowcount == 1)


def refresh(purpose: str, token: str, ttl: timedelta, *, step: timedelta) -> bytes | None:
    """As `recall`, and let it last `ttl` from now; written only when that gains at least `step`."""
    found = _open(purpose, token)
    if found is None:
        return None
    payload, end = found
    if clock.now() + ttl - end >= step:
        rekeep(purpose, token, payload, ttl)
    return payload


def forget(purpose: str, token: str) -> None:
    """Delete what is kept under `token`, if anything."""
    Keepsake.objects.filter(pk=_key_and_name(purpose, token)[1], purpose=purpose).delete()


def sweep() -> int:
    """Delete what is over, up to an hour late; how many."""
    return Keepsake.objects.filter(ends_in_hour__lte=clock.now()).delete()[0]


@contextmanager
def _unhurried() -> Iterator[None]:
    """What is written within need not wait for the disk: a process that dies loses none of it, a power cut the last of it at most.

    Every page of a form writes its draft, and on a slow disk those who write at once would wait for one another. On PostgreSQL, which
    lets many wait together, and inside a transaction, which may hold more than this, nothing is different.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    usual = raw.execute("PRAGMA synchronous").fetchone()[0]
    raw.execute("PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA synchronous={usual}")


def _key_and_name(purpose: str, token: str) -> tuple[bytes, str]:
    try:
        secret = base64.urlsafe_b64decode(token.encode("ascii", "replace") + b"=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        secret = b""
    context = b"amanah/keepsake/v1/" + purpose.encode()
    key = hashlib.blake2b(context + b"/key", key=secret[:64], digest_size=32).digest()
    name = hashlib.blake2b(context + b"/name", key=secret[:64], digest_size=32).hexdigest()
    return key, name


def _seal(key: bytes, name: str, purpose: str, payload: bytes, end: datetime) -> bytes:
    return seal(key, int(end.timestamp()).to_bytes(_HEAD, "big") + payload, record=f"keepsake:{name}", field=purpose, version=1)


def _open(purpose: str, token: str) -> tuple[bytes, datetime] | None:
    key, name = _key_and_name(purpose, token)
    with connection.cursor() as cursor:
        cursor.execute(_READ, [name, purpose])
        row = cursor.fetchone()
    if row is None:
        return None
    try:
        opened = open_sealed(key, bytes(row[0]), record=f"keepsake:{name}", field=purpose, version=1)
    except CannotOpen:
        return None
    end = datetime.fromtimestamp(int.from_bytes(opened[:_HEAD], "big"), UTC)
    return (opened[_HEAD:], end) if clock.now() < end else None


def _hour_after(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
