"""The signing key and the memory of what it signed: two files outside the database and its backups (AMANAH_KEYS/ledger)."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from amanah.kernel import notes

_SEED = 32


class KeyMissing(Exception):  # noqa: N818 - a name that says what happened
    """Checkpoints were given out under a key that is not in the folder of keys: nothing is signed with a new one in silence."""


class OtherKeyError(Exception):
    """The checkpoint remembered beside the key was given out under another name or by another key."""


def folder() -> Path:
    """Where both files live; created for the owner alone."""
    path = Path(settings.AMANAH_KEYS) / "ledger"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def signer(origin: str, *, may_create: bool) -> notes.Signer:
    """The log's signing key under the name `origin`; made on first use where `may_create`, else KeyMissing."""
    path = folder() / "signing.key"
    if not path.exists():
        if not may_create:
            raise KeyMissing(f"the ledger's signing key is not at {path}; put it back from where the keys are kept")
        _write(path, secrets.token_bytes(_SEED).hex())
    return notes.Signer(origin, bytes.fromhex(path.read_text(encoding="ascii").strip()))


def last_checkpoint(verifier: notes.Verifier) -> notes.Checkpoint | None:
    """The last checkpoint this key signed, its signature checked; None before the first, OtherKeyError where it is not this key's."""
    note = last_note()
    if note is None:
        return None
    try:
        return notes.Checkpoint.parse(notes.open_note(note, verifier))
    except notes.NoteError as error:
        raise OtherKeyError(
            f"the last checkpoint given out ({folder() / 'last-checkpoint'}) is not one of {verifier}; a log keeps its name "
            "(AMANAH_LEDGER_ORIGIN) and its key for life"
        ) from error


def last_note() -> str | None:
    """The last signed checkpoint as text, unchecked."""
    path = folder() / "last-checkpoint"
    return path.read_text(encoding="utf-8") if path.exists() else None


def remember(note: str) -> None:
    """Keep `note` as the last checkpoint given out; on return it is on the disk."""
    _write(folder() / "last-checkpoint", note)


def _write(path: Path, text: str) -> None:
    """Replace the file at once and for good: write beside it, sync, rename, sync the folder."""
    beside = path.with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
