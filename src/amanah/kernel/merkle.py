"""The Merkle tree of RFC 6962 (SHA-256): hashes, a frontier that grows in O(log n), and both kinds of proof.

Indices start at 0; a tree of size n holds the leaves 0 … n-1. A *perfect subtree* of height h and position p spans the leaves
p·2^h … (p+1)·2^h - 1. Proofs are made from perfect subtrees alone, so that a store that keeps some of them can prove without
reading every leaf.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
HASH_SIZE = 32

Subtree = Callable[[int, int], bytes]
"""Given height and position, the hash of that perfect subtree; asked only for subtrees that lie wholly inside the tree."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """The root over leaf hashes (or over the roots of equally high perfect subtrees), in O(n)."""
    if not hashes:
        return EMPTY_ROOT
    row = list(hashes)
    while len(row) > 1:
        # An odd last hash rises unhashed: this gives RFC 6962's split at the largest power of two.
        odd = row[-1:] if len(row) % 2 else []
        row = [sha256(b"\x01" + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=False)] + odd
    return row[0]


class Frontier:
    """What is needed to go on hashing a growing tree: its size and the roots of its O(log n) largest perfect subtrees."""

    __slots__ = ("_peaks", "size")

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        if size < 0 or len(peaks) != size.bit_count() or any(len(peak) != HASH_SIZE for peak in peaks):
            raise ValueError("a frontier of this size has another number of hashes")
        self.size = size
        self._peaks = list(peaks)

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> "Frontier":
        """The frontier that `to_bytes` wrote; raises ValueError where the length does not fit the size."""
        return cls(size, [data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)])

    def to_bytes(self) -> bytes:
        """The peaks, largest first, 32 bytes each; the size must be kept beside them."""
        return b"".join(self._peaks)

    def copy(self) -> "Frontier":
        """A frontier that grows on its own."""
        return Frontier(self.size, self._peaks)

    def append(self, hashed: bytes, height: int = 0) -> list[tuple[int, int, bytes]]:
        """Add a leaf hash, or the root of a perfect subtree of `height`; return each larger subtree this completes.

        They come as (height, position, hash), lowest first. Raises ValueError where such a subtree does not fit at the end.
        """
        if self.size % (1 << height):
            raise ValueError("the end of the tree is not at the edge of such a subtree")
        completed = []
        position = self.size >> height
        self.size += 1 << height
        while position % 2:
            hashed = node_hash(self._peaks.pop(), hashed)
            position //= 2
            height += 1
            completed.append((height, position, hashed))
        self._peaks.append(hashed)
        return completed

    def root(self) -> bytes:
        """The root of the tree as it is now."""
        if not self._peaks:
            return EMPTY_ROOT
        hashed = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            hashed = node_hash(peak, hashed)
        return hashed


def subtrees(leaves: Sequence[bytes]) -> Subtree:
    """A reader of perfect subtrees over leaf hashes held in memory."""

    def read(height: int, position: int) -> bytes:
        return root(leaves[position << height : (position + 1) << height])

    return read


def root_of(size: int, subtree: Subtree) -> bytes:
    """The root that the tree had, or has, at `size`."""
    return _span(0, size, subtree) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """The proof that the leaf at `index` is in the tree of `size` (RFC 6962, 2.1.1)."""
    if not 0 <= index < size:
        raise ValueError("no such leaf in a tree of this size")
    proof = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_span(middle, end, subtree))
            end = middle
        else:
            proof.append(_span(start, middle, subtree))
            start = middle
    return proof[::-1]


def verify_inclusion(index: int, size: int, hashed: bytes, proof: Sequence[bytes], expected_root: bytes) -> bool:
    """Whether `proof` shows that the leaf hash `hashed` stands at `index` in the tree of `size` with this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last = index, size - 1
    for step in proof:
        if last == 0:
            return False
        if position % 2 or position == last:
            hashed = node_hash(step, hashed)
            while position % 2 == 0 and position:
                position //= 2
                last //= 2
        else:
            hashed = node_hash(hashed, step)
        position //= 2
        last //= 2
    return last == 0 and hashed == expected_root


def consistency_proof(old_size: int, size: int, subtree: Subtree) -> list[bytes]:
    """The proof that the tree of `size` only adds to the tree of `old_size` (RFC 6962, 2.1.2); empty where nothing needs proof."""
    if not 0 <= old_size <= size:
        raise ValueError("the old tree must not be larger than the new one")
    if old_size in (0, size):
        return []
    proof = []
    start, end, whole = 0, size, True
    while old_size != end:
        middle = start + _split(end - start)
        if old_size <= middle:
            proof.append(_span(middle, end, subtree))
            end = middle
        else:
            proof.append(_span(start, middle, subtree))
            start, whole = middle, False
    if not whole:
        proof.append(_span(start, end, subtree))
    return proof[::-1]


def verify_consistency(old_size: int, size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the tree with `new_root` only adds to the tree with `old_root` (RFC 9162, 2.1.4.2)."""
    if not 0 <= old_size <= size:
        return False
    if old_size == size:
        return not proof and old_root == new_root
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    steps = list(proof)
    try:
        replayed = _replay(old_size, size, old_root, steps, whole=True)
    except IndexError:  # the proof is too short
        return False
    return not steps and replayed == (old_root, new_root)


def _replay(old_size: int, size: int, old_root: bytes, steps: list[bytes], *, whole: bool) -> tuple[bytes, bytes]:
    """The old and the new root of a subtree, from the proof's steps, last first; `whole` while the subtree begins at leaf 0."""
    if old_size == size:
        hashed = old_root if whole else steps.pop()
        return hashed, hashed
    middle, sibling = _split(size), steps.pop()
    if old_size <= middle:
        old, new = _replay(old_size, middle, old_root, steps, whole=whole)
        return old, node_hash(new, sibling)
    old, new = _replay(old_size - middle, size - middle, old_root, steps, whole=False)
    return node_hash(sibling, old), node_hash(sibling, new)


def _split(size: int) -> int:
    """The largest power of two below `size` (which is at least 2)."""
    return 1 << (size - 1).bit_length() - 1


def _span(start: int, end: int, subtree: Subtree) -> bytes:
    """The hash of a node of the tree: the leaves `start` to `end`, where only the last such node is not perfect."""
    size = end - start
    if size.bit_count() == 1:
        height = size.bit_length() - 1
        return subtree(height, start >> height)
    middle = start + _split(size)
    return node_hash(_span(start, middle, subtree), _span(middle, end, subtree))
