"""The key under which subjects are tagged. It lives outside the database and outside every backup (settings.AMANAH_KEYS)."""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings

_NAME = "subject.key"
_LENGTH = 32


def subject_key() -> bytes:
    """The 32 bytes of the subject key, made at the first call, readable by its owner only.

    Without this file the tags in a stolen database say nothing. Lost, every tag is lost with it: keep it as the recovery
    instructions say.
    """
    return _read(Path(settings.AMANAH_KEYS) / _NAME)


@lru_cache(maxsize=4)
def _read(path: Path) -> bytes:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{_NAME}.{secrets.token_hex(8)}")
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
        raise ValueError(f"{path} is not a subject key of {_LENGTH} bytes")
    return key
