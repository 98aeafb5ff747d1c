"""Which items of a population are looked at: chance decides, and anybody can draw the very same sample again.

Every item gets the SHA-256 of "seed:position:label"; the items with the smallest are the sample. The seed is drawn by the machine
after the population was fixed, so that nobody can look for a seed that spares an item. A larger sample of the same seed holds the
smaller one, so that a sample in which something was found can be extended.
"""

import hashlib
import secrets
from collections.abc import Sequence

MOST_ITEMS = 20_000
"""The largest population that is listed item by item."""
MOST_SAMPLED = 100


def new_seed() -> str:
    """Sixteen hexadecimal digits that nobody chose."""
    return secrets.token_hex(8)


def draw(items: Sequence[str], size: int, seed: str) -> list[int]:
    """The positions (from 1) of `size` items, in the order of the population; all of them where `size` is larger than it."""
    ranked = sorted(range(1, len(items) + 1), key=lambda position: (_rank(seed, position, items[position - 1]), position))
    return sorted(ranked[:size])


def numbered(count: int) -> list[str]:
    """The items of a population that is known by its number only."""
    return [str(n) for n in range(1, count + 1)]


def digest(items: Sequence[str]) -> str:
    """What fixes a population: the SHA-256 over its items, each with its length in front, in hexadecimal."""
    whole = hashlib.sha256()
    for item in items:
        told = item.encode()
        whole.update(f"{len(told)}:".encode() + told)
    return whole.hexdigest()


def _rank(seed: str, position: int, label: str) -> bytes:
    return hashlib.sha256(f"{seed}:{position}:{label}".encode()).digest()
