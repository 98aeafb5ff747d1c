"""Two keys that live outside the database and outside every backup (settings.AMANAH_KEYS).

Without these files the subject tags in a stolen database say nothing, and the secrets of authenticator apps in it cannot be read.
"""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings

_LENGTH = 32


def subject_key() -> bytes:
    """The 32 bytes under which subjects are tagged. Lost, every tag is lost with it: keep it as the recovery instructions say."""
    return _read(Path(settings.AMANAH_KEYS) / "subject.key")


def sign_in_key() -> bytes:
    """The 32 bytes that seal authenticator secrets and recovery codes. Lost, everybody sets up their second factor again."""
    return _read(Path(settings.AMANAH_KEYS) / "signin.key")


@lru_cache(maxsize=4)
def _read(path: Path) -> bytes:
    """The key in this file, made at the first call and readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(_LENGTH))
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link appears whole or not at all: the other program starting in the same moment never reads half a key.
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    key = path.read_bytes()
    if len(key) != _LENGTH:
        raise ValueError(f"{path.name} is not a key of {_LENGTH} bytes")
    return key
