"""Which questions somebody is asked, and in which order: chance decides once, and anybody can draw the very same again.

Every version in the pool gets the SHA-256 of "seed:key"; those with the smallest come, in that order. Answers are put in order alike.
"""

import hashlib
import secrets
from collections.abc import Sequence
from typing import TypeVar

Key = TypeVar("Key", int, str)


def new_seed() -> str:
    """Sixteen hexadecimal digits that nobody chose."""
    return secrets.token_hex(8)


def draw(pool: Sequence[Key], size: int, seed: str) -> list[Key]:
    """`size` of the pool in the order in which they are asked, whatever the pool's order; all of it where `size` is larger."""
    return sorted(pool, key=lambda key: (_rank(seed, str(key)), key))[:size]


def shuffle(count: int, seed: str, key: int | str) -> list[int]:
    """The order in which the answers (0 to `count` - 1) of one question are shown."""
    return sorted(range(count), key=lambda place: _rank(seed, f"{key}:{place}"))


def _rank(seed: str, said: str) -> bytes:
    return hashlib.sha256(f"{seed}:{said}".encode()).digest()
