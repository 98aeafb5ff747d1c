"""A file that lies sealed in pieces, read as if it were one: never more of it is open than the piece that is being read."""

import io
from collections.abc import Callable


class Pieces(io.RawIOBase):
    """`opened` opens a piece by its number; all but the last hold `each` bytes, together they are `size`. To be read through a buffer."""

    def __init__(self, opened: Callable[[int], bytes], *, each: int, size: int) -> None:
        self._opened, self._each, self._size = opened, each, size
        self._at, self._number, self._piece = 0, -1, b""

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; nothing is opened before it is read."""
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence])
        return self._at

    def tell(self) -> int:
        """Where it is."""
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed names the parameter otherwise
        """What the piece at this place still has, or as much of it as fits."""
        if self._at >= self._size:
            return 0
        number, begin = divmod(self._at, self._each)
        if number != self._number:
            self._number, self._piece = number, self._opened(number)
        found = self._piece[begin : begin + len(buffer)]
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)
