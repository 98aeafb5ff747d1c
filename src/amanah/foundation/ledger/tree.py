"""Reading the tree: hashes of perfect subtrees from stored full-tile roots, so that tiles and proofs cost O(log n) rows."""

from functools import lru_cache

from amanah.foundation.ledger.models import Entry, Node
from amanah.kernel import merkle

TILE_HEIGHT = 8


def hashes(level: int, start: int, count: int) -> list[bytes]:
    """`count` hashes of the tiles at `level` from `start` on; fewer where the tree ends."""
    end = start + count
    if level == 0:
        entries = Entry.objects.filter(index__gte=start, index__lt=end).order_by("index")
        return [bytes(row) for row in entries.values_list("leaf_hash", flat=True)]
    nodes = Node.objects.filter(level=level - 1, position__gte=start, position__lt=end).order_by("position")
    return [bytes(row) for row in nodes.values_list("hash", flat=True)]


def commitments(start: int, count: int) -> list[bytes]:
    """`count` commitments, which are what the leaves are hashed from, from entry `start` on."""
    rows = Entry.objects.filter(index__gte=start, index__lt=start + count).order_by("index").values_list("commitment", flat=True)
    return [bytes(row) for row in rows]


def subtree(height: int, position: int) -> bytes:
    """The hash of a perfect subtree (see kernel.merkle), from at most 128 stored hashes."""
    level, rest = divmod(height, TILE_HEIGHT)
    return merkle.root(hashes(level, position << rest, 1 << rest))


def root_at(size: int) -> bytes:
    """The root the tree had at `size`, as the rows on disk have it today."""
    return merkle.root_of(size, subtree)


def kept() -> merkle.Subtree:
    """A reader of perfect subtrees for many proofs in order: it reads whole tiles and remembers the last ones."""

    @lru_cache(maxsize=64)
    def tile(level: int, number: int) -> list[bytes]:
        return hashes(level, number << TILE_HEIGHT, 1 << TILE_HEIGHT)

    @lru_cache(maxsize=4096)
    def read(height: int, position: int) -> bytes:
        level, rest = divmod(height, TILE_HEIGHT)
        start = position << rest
        at = start & ((1 << TILE_HEIGHT) - 1)
        return merkle.root(tile(level, start >> TILE_HEIGHT)[at : at + (1 << rest)])

    return read
