"""Sealed files on disk: written beside their place, synced, and only then put into it. Plain text never gets here.

The file's own times are set to the beginning of the day; the change time that the file system keeps for itself cannot be set.
"""

import hashlib
import os
import weakref
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings

from amanah.foundation.evidence.errors import NotStored, NotThere, Refused
from amanah.kernel import clock
from amanah.kernel.sealing import FILE_HEADER_BYTES, SEALED_CHUNK_BYTES, FileOpener, FileSealer, new_key, sealed_file_bucket

SUFFIX = ".sealed"
PARTIAL = ".part"


def root() -> Path:
    """The folder of sealed files."""
    return Path(settings.AMANAH_FILES)


def path_of(file_id: str) -> str:
    """Where the file of this id lies, relative to the root. The name says nothing about the content."""
    return f"{file_id[:2]}/{file_id}{SUFFIX}"


def create(path: Path) -> BinaryIO:
    """A new file for the owner's eyes alone."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", buffering=0)


class SealingWriter:
    """Seals one new file straight onto the disk. Raises NotStored, after which nothing of it is left.

    A writer that is dropped before `finish` (the visitor went away) removes what it wrote.
    """

    def __init__(self) -> None:
        self.file_id = str(uuid4())
        self.file_key = new_key()
        self._sealer = FileSealer(self.file_key, self.file_id)
        self._hash = hashlib.sha256()
        self._path = root() / path_of(self.file_id)
        self._partial = self._path.with_suffix(PARTIAL)
        try:
            _make_folder(self._path.parent)
            self._file = create(self._partial)
        except OSError as error:
            raise NotStored from error
        self._cleanup = weakref.finalize(self, _abandon, self._file, self._partial)
        self._put(self._sealer.header)

    @property
    def size(self) -> int:
        """Plain bytes so far."""
        return self._sealer.size

    def write(self, data: bytes) -> None:
        """Seal and write `data`."""
        self._put(self._sealer.update(data))

    def finish(self) -> str:
        """Write the end, sync file and folder, put the file into its place; return the SHA-256 of the sealed file."""
        for sealed in self._sealer.finish():
            self._put(sealed)
        try:
            _settle(self._file, self._partial, self._path)
        except OSError as error:
            self.abandon()
            self._path.unlink(missing_ok=True)
            raise NotStored from error
        self._cleanup.detach()
        return self._hash.hexdigest()

    def abandon(self) -> None:
        """Remove what was written."""
        self._cleanup()

    def _put(self, sealed: bytes) -> None:
        self._hash.update(sealed)
        try:
            _write(self._file, sealed)
        except OSError as error:
            self.abandon()
            raise NotStored from error


def keep_sealed(file_id: str, pieces: Iterable[bytes]) -> tuple[str, int]:
    """Keep a file that was sealed elsewhere, as it comes; answer the SHA-256 of what came and its bucket.

    The same file may come twice, for whoever's connection broke; a different one under a known id is refused.

    Raises:
        Refused: "unreadable" for what has not the shape of a sealed file, "taken" for another file under this id.
        NotStored: the disk failed. Either way nothing new is left.
    """
    path = root() / path_of(file_id)
    partial = path.with_suffix(f".{uuid4().hex}{PARTIAL}")
    digest, size = hashlib.sha256(), 0
    try:
        _make_folder(path.parent)
        file = create(partial)
    except OSError as error:
        raise NotStored from error
    cleanup = weakref.finalize(file, _abandon, file, partial)
    try:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            _write(file, piece)
        bucket = sealed_file_bucket(size)
        if not bucket:
            raise Refused("unreadable")
        if path.is_file():
            if sha256(file_id) != digest.hexdigest():
                raise Refused("taken")
        else:
            _settle(file, partial, path)
            cleanup.detach()
    except OSError as error:
        raise NotStored from error
    finally:
        cleanup()
    return digest.hexdigest(), bucket


def sealed(file_id: str) -> BinaryIO:
    """The sealed file as it lies on the disk. Raises NotThere."""
    try:
        return (root() / path_of(file_id)).open("rb")
    except FileNotFoundError as error:
        raise NotThere from error


def opened(file_id: str, file_key: bytes) -> Iterator[bytes]:
    """The file's content, chunk by chunk; each is authentic. Raises NotThere, or CannotOpen, also at the very end if it was cut."""
    with sealed(file_id) as file:
        opener = FileOpener(file_key, file_id, file.read(FILE_HEADER_BYTES))
        while piece := file.read(SEALED_CHUNK_BYTES):
            if chunk := opener.open_chunk(piece):
                yield chunk
        opener.finish()


def remove(file_id: str) -> bool:
    """Remove the file; False when it was not there."""
    try:
        (root() / path_of(file_id)).unlink()
    except FileNotFoundError:
        return False
    return True


def stale(age_seconds: float) -> Iterator[Path]:
    """Files whose last change on this disk is older than `age_seconds`."""
    limit = clock.now().timestamp() - age_seconds
    for path in sorted(root().glob("??/*")):
        # Not the modification time, which `finish` sets to midnight of the day as the clock was told it.
        if path.suffix in {SUFFIX, PARTIAL} and path.stat().st_ctime < limit:
            yield path


def sha256(file_id: str) -> str:
    """SHA-256 of the sealed file as it lies on the disk. Raises NotThere."""
    try:
        with (root() / path_of(file_id)).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise NotThere from error


def kept(file_id: str) -> tuple[str, int]:
    """SHA-256 and bucket of the sealed file as it lies on the disk. Raises NotThere."""
    digest = sha256(file_id)
    return digest, sealed_file_bucket((root() / path_of(file_id)).stat().st_size)


def _write(file: BinaryIO, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]


def _settle(file: BinaryIO, partial: Path, path: Path) -> None:
    """Sync the file, set its times to the day, put it into its place, sync that."""
    midnight = datetime.combine(clock.today(), time(), ZoneInfo(clock.ZONE)).timestamp()
    os.utime(file.fileno(), (midnight, midnight))
    os.fsync(file.fileno())
    file.close()
    partial.rename(path)
    _sync_folder(path.parent)


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _abandon(file: BinaryIO, partial: Path) -> None:
    file.close()
    partial.unlink(missing_ok=True)
