"""One fast pass over all rows: hashes everything, compares each row with itself, and notes what stands out."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.db import connection

from amanah.foundation.ledger import tree
from amanah.foundation.ledger.models import Node
from amanah.kernel import merkle
from amanah.kernel.notes import TILE_WIDTH

NO_HASH = bytes(merkle.HASH_SIZE)
"""Stands where a row is missing, so that everything after it keeps its place."""

_PORTION = 4096
_BEFORE_ALL = -(2**63)
_ROWS = """SELECT "index", kind, ref, payload, salt, commitment, leaf_hash FROM ledger_entry
    WHERE "index" > %s ORDER BY "index" LIMIT %s"""

Row = tuple[int, str, str, bytes | None, bytes | None, bytes, bytes]


@dataclass(slots=True)
class Scan:
    """What the pass saw. Rows are named (index, kind, ref)."""

    rows: int = 0
    end: int = 0
    root: bytes = merkle.EMPTY_ROOT
    roots: dict[int, bytes] = field(default_factory=dict)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    changed: list[tuple[int, str, str, str]] = field(default_factory=list)
    displaced: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    emptied: dict[int, tuple[str, str]] = field(default_factory=dict)
    erasures: dict[int, tuple[str, str]] = field(default_factory=dict)
    bad_tiles: list[tuple[int, int]] = field(default_factory=list)


def scan(sizes: set[int]) -> Scan:
    """Read every row in order; `roots` then holds the tree's root at each of `sizes` that it reaches."""
    found = Scan(roots={0: merkle.EMPTY_ROOT})
    stored = {(level, position): as_bytes(hashed) for level, position, hashed in Node.objects.values_list("level", "position", "hash")}
    frontier = merkle.Frontier()
    wanted = sorted(sizes - {0})
    for leaves in _tiles(found):
        while wanted and wanted[0] < frontier.size + TILE_WIDTH and wanted[0] <= frontier.size + len(leaves):
            size = wanted.pop(0)
            found.roots[size] = _grown(frontier.copy(), leaves[: size - frontier.size]).root()
        if len(leaves) < TILE_WIDTH:
            _grown(frontier, leaves)
            break
        root = merkle.root(leaves)
        completed = [(tree.TILE_HEIGHT, frontier.size >> tree.TILE_HEIGHT, root), *frontier.append(root, tree.TILE_HEIGHT)]
        for height, position, hashed in completed:
            level, rest = divmod(height, tree.TILE_HEIGHT)
            if not rest and stored.pop((level - 1, position), None) != hashed:
                found.bad_tiles.append((position << height, (position + 1) << height))
    found.bad_tiles += [(position << 8 * level + 8, (position + 1) << 8 * level + 8) for level, position in stored]
    found.root = frontier.root()
    found.end = frontier.size
    return found


def leaves_on_disk() -> list[tuple[int, bytes]]:
    """Index and leaf hash of every row, for the slow second look."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT "index", leaf_hash FROM ledger_entry ORDER BY "index"')
        return [(index, as_bytes(hashed)) for index, hashed in cursor.fetchall()]


def as_bytes(value: bytes | memoryview | str) -> bytes:
    """A column's bytes, also where somebody put text into it, which SQLite allows."""
    return value.encode() if isinstance(value, str) else bytes(value)


def runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as (first, last) of each unbroken run."""
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in group]
        yield members[0], members[-1]


def _grown(frontier: merkle.Frontier, leaves: list[bytes]) -> merkle.Frontier:
    for hashed in leaves:
        frontier.append(hashed)
    return frontier


def _tiles(found: Scan) -> Iterator[list[bytes]]:
    """The leaf hashes, recomputed, in groups of 256; the last group is shorter (or empty)."""
    leaves: list[bytes] = []
    expected = 0
    for portion in _portions():
        for row in portion:
            index = row[0]
            if index < 0:
                found.changed.append((index, row[1], row[2], "no entry has such a place"))
                continue
            if index != expected:
                found.gaps.append((expected, index - 1))
                leaves += [NO_HASH] * (index - expected)
            try:
                leaves.append(_leaf(found, row))
            except TypeError:
                found.changed.append((index, row[1], row[2], "its columns do not hold bytes"))
                leaves.append(NO_HASH)
            expected = index + 1
        found.rows += len(portion)
        whole = len(leaves) - len(leaves) % TILE_WIDTH
        for start in range(0, whole, TILE_WIDTH):
            yield leaves[start : start + TILE_WIDTH]
        leaves = leaves[whole:]
    yield leaves


def _portions() -> Iterator[list[Row]]:
    """Rows in portions by index; what is appended meanwhile only comes behind. No open cursor outlives an interrupted pass."""
    last = _BEFORE_ALL
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_ROWS, [last, _PORTION])
            portion = cursor.fetchall()
        if not portion:
            return
        last = portion[-1][0]
        yield portion


def _leaf(found: Scan, row: Row) -> bytes:
    """The leaf hash that the row's commitment gives; whatever does not fit is noted in `found`."""
    index, kind, ref, payload, salt, commitment, leaf_hash = row
    hashed = sha256(b"\x00" + commitment).digest()
    if payload is None or salt is None:
        found.emptied[index] = (kind, ref)
    else:
        if sha256(salt + payload).digest() != commitment:
            found.changed.append((index, kind, ref, "its content is not what it was committed to"))
        # Canonical keys are sorted and neither kind nor ref can hold a quote, so the end of the bytes is the whole comparison.
        if not payload.endswith(b',"index":%d,"kind":"%s","ref":"%s","v":1}' % (index, kind.encode(), ref.encode())):
            _look_closer(found, row)
        if kind == "ledger.erased":
            _note_erasure(found, payload)
    if hashed != leaf_hash:
        found.changed.append((index, kind, ref, "its leaf hash is not that of its commitment"))
    return hashed


def _look_closer(found: Scan, row: Row) -> None:
    index, kind, ref, payload = row[:4]
    content = _content(payload)
    if type(content.get("index")) is not int:
        found.changed.append((index, kind, ref, "its content is not one that appending writes"))
    elif content["index"] != index:
        found.displaced[index] = (content["index"], kind, ref)
    else:
        said = f"{content.get('kind')} {content.get('ref')}"
        found.changed.append((index, kind, ref, f"its columns say {kind} {ref}, its committed content says {said}"))


def _note_erasure(found: Scan, payload: bytes) -> None:
    facts = _content(payload).get("facts")
    if isinstance(facts, dict) and type(facts.get("index")) is int:
        found.erasures[facts["index"]] = (str(facts.get("kind")), str(facts.get("ref")))


def _content(payload: bytes | None) -> dict[str, Any]:
    try:
        content = json.loads(payload or b"")
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
