"""What is nearly the same: pictures by their perceptual hash, texts by the words they share."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

import ibis
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from ibis.expr.types import IntegerValue, StringValue, Table

HEX: Final = "0123456789abcdef"
ONES: Final = "0112122312232334"
"""How many bits of each hexadecimal digit are set."""

SPANS: Final = ((0, 3), (3, 3), (6, 3), (9, 3), (12, 2), (14, 2))
"""A hash in six parts: of two that differ in at most five bits, one part at least is the same."""

SHINGLE: Final = 5
PERMUTATIONS: Final = 128
BAND: Final = 4
SEED: Final = 20_260_101

SIMILAR: Final = pa.schema([("one", pa.string()), ("other", pa.string()), ("jaccard", pa.float64())])


def distance(one: StringValue, other: StringValue) -> IntegerValue:
    """In how many bits two hashes of sixteen hexadecimal digits differ."""
    bits: IntegerValue = ibis.literal(0, "int64")
    for place in range(16):
        changed = _digit(one, place) ^ _digit(other, place)
        bits = bits + ibis.literal(ONES).substr(changed, 1).cast("int64")
    return bits


def _digit(text: StringValue, place: int) -> IntegerValue:
    return ibis.literal(HEX).find(text.substr(place, 1)).cast("int64")


def pictures(table: Table, number: str, picture: str, most: int = 5) -> Table:
    """Pairs of rows whose pictures differ in at most `most` (≤ 5) of 64 bits: `one`, `other`, `bits`; one < other."""
    hashed = table.select(key=table[number], hash=table[picture].lower().strip())
    valid = hashed.filter(hashed["hash"].re_search("^[0-9a-f]{16}$")).distinct()
    spans = list(enumerate(SPANS))
    parts = [valid.mutate(span=ibis.literal(place), part=valid["hash"].substr(start, length)) for place, (start, length) in spans]
    left = ibis.union(*parts)
    right = left.view()
    met = left.join(right, [left.span == right.span, left.part == right.part, left.key < right.key])
    pairs = met.select(one=left.key, other=right.key, left_hash=left["hash"], right_hash=right["hash"]).distinct()
    return pairs.select("one", "other", bits=distance(pairs.left_hash, pairs.right_hash)).filter(lambda t: t.bits <= most)


def texts(rows: Iterable[tuple[str, str]], least: float) -> pa.Table:
    """Pairs of texts (number, text) that share at least `least` of their runs of five words, as `SIMILAR`.

    Candidates come from MinHash with bands (128 permutations with a fixed seed, bands of four: of pairs at 0.8 fewer than one in ten
    million is missed); what is returned is the exact share of runs in common (Jaccard). Texts of fewer than five words are compared as
    a whole.
    """
    shingles = {number: _shingles(text) for number, text in rows}
    shingles = {number: found for number, found in shingles.items() if found}
    pairs: set[tuple[str, str]] = set()
    for bucket in _buckets(shingles):
        pairs.update(combinations(sorted(bucket), 2))
    found = [
        {"one": one, "other": other, "jaccard": jaccard}
        for one, other in sorted(pairs)
        if (jaccard := _jaccard(shingles[one], shingles[other])) >= least
    ]
    return pa.Table.from_pylist(found, schema=SIMILAR)


def _shingles(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", text.casefold())
    runs = [" ".join(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1))] if words else []
    return frozenset(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=4).digest(), "big") for run in runs)


def _buckets(shingles: dict[str, frozenset[int]]) -> Iterator[list[str]]:
    offsets = np.random.default_rng(SEED).integers(0, 1 << 63, PERMUTATIONS, dtype=np.uint64)
    buckets: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    for number, found in shingles.items():
        hashes = np.fromiter(found, dtype=np.uint64, count=len(found))
        signature = _mixed(hashes[:, None] + offsets).min(axis=0)
        for band in range(0, PERMUTATIONS, BAND):
            buckets[band, signature[band : band + BAND].tobytes()].append(number)
    return (bucket for bucket in buckets.values() if len(bucket) > 1)


def _mixed(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The finaliser of splitmix64: neighbouring numbers end far apart, so that every offset gives an order of its own."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return numbers ^ (numbers >> np.uint64(31))


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)
