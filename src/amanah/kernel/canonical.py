"""One byte form for everything that is hashed or sealed, so that two programs that mean the same write the same bytes."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


def encode(value: Any) -> bytes:
    """`value` as UTF-8 JSON with sorted keys and no spaces.

    Takes None, bool, int, str, date (as ISO 8601), and lists, tuples and string-keyed mappings of them. Raises TypeError for
    anything else: a float has no single form, and a moment finer than the day has no place in what is hashed.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def decode(data: bytes) -> Any:
    """The value that `encode` wrote; dates come back as the strings they were written as."""
    return json.loads(data)


def digest(value: Any) -> bytes:
    """SHA-256 of the canonical bytes, 32 bytes."""
    return hashlib.sha256(encode(value)).digest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("canonical form takes string keys only")
        return {key: _plain(item) for key, item in value.items()}
    raise TypeError(f"canonical form has no place for {type(value).__name__}")
