"""An archive that is made while it is sent: nothing of it lies on a disk, and no more of it in memory than one piece."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date


class _Sink:
    """Takes what the archive writes until it is sent on. It cannot be gone back in, so the archive describes each entry after it."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._kept.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """There is nothing behind this one."""

    def drain(self) -> bytes:
        sent, self._kept = b"".join(self._kept), []
        return sent


class Archive:
    """A ZIP of entries put in one after another. Each verb is a generator of bytes to send, and must be run to its end."""

    def __init__(self, day: date) -> None:
        self._sink = _Sink()
        self._zip = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_DEFLATED)  # type: ignore[call-overload]  # a sink that only takes
        self._stamp = (day.year, day.month, day.day, 0, 0, 0)
        self.sums: dict[str, str] = {}
        """Name of each entry → SHA-256 of its content."""

    def put(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """One entry, piece by piece. Its modification time is the day, without an hour."""
        info = zipfile.ZipInfo(name, self._stamp)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        digest = hashlib.sha256()
        with self._zip.open(info, "w", force_zip64=True) as entry:
            for piece in pieces:
                digest.update(piece)
                entry.write(piece)
                yield self._sink.drain()
        self.sums[name] = digest.hexdigest()
        yield self._sink.drain()

    def close(self) -> Iterator[bytes]:
        """The directory of the archive."""
        self._zip.close()
        yield self._sink.drain()
