"""Which tickets were used: in memory that the processes of the public program share, never beside an answer, and gone with them."""

import hashlib
import mmap
import multiprocessing
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SLOT: Final = struct.Struct("=QI")
"""What is left of a ticket (eight bytes of a digest), and the second until which it is remembered."""
_NEIGHBOURS: Final = 8
_PATIENCE: Final = 1.0


class Used:
    """Room for so many; where it is full, those that would end first are forgotten. Made before the processes are forked."""

    def __init__(self, room: int) -> None:
        self._places = 2 * room
        self._memory = mmap.mmap(-1, self._places * _SLOT.size)
        self._lock = multiprocessing.Lock()

    def add(self, nonce: str, until: int, now: int) -> bool:
        """Remember it; False when it is there already."""
        mark = _mark(nonce)
        with self._alone():
            near = {place: self._at(place) for place in self._near(mark)}
            if any(found == mark and end >= now for found, end in near.values()):
                return False
            first = min(near, key=lambda place: near[place][1])
            _SLOT.pack_into(self._memory, first * _SLOT.size, mark, until)
        return True

    def remove(self, nonce: str) -> None:
        """Forget it."""
        mark = _mark(nonce)
        with self._alone():
            for place in self._near(mark):
                if self._at(place)[0] == mark:
                    _SLOT.pack_into(self._memory, place * _SLOT.size, 0, 0)

    def _at(self, place: int) -> tuple[int, int]:
        mark, end = _SLOT.unpack_from(self._memory, place * _SLOT.size)
        return mark, end

    def _near(self, mark: int) -> Iterator[int]:
        return ((mark + step) % self._places for step in range(_NEIGHBOURS))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One at a time. A process that was killed in here must not stop the others for ever."""
        mine = self._lock.acquire(timeout=_PATIENCE)
        try:
            yield
        finally:
            if mine:
                self._lock.release()


def _mark(nonce: str) -> int:
    return int.from_bytes(hashlib.blake2b(nonce.encode(), digest_size=8).digest()) or 1
