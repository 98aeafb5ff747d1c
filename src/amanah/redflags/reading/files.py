"""Which files there are behind the paths that were named: folders walked, archives opened within limits, formats told by content."""

import gzip
import shutil
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

from amanah.redflags.reading import Into, UnreadableError

Format = Literal["csv", "json", "xml", "parquet", "xlsx"]

CHUNK: Final = 1 << 20
RATIO: Final = 200
"""No honest table shrinks to less than a two-hundredth …"""
HARMLESS: Final = 64 << 20
"""… but small files may: the ratio counts from this many bytes."""
KEPT_FREE: Final = 1 << 30
"""Bytes of the disk that unpacking leaves alone."""
MEMBERS: Final = 10_000
"""Files an archive may hold."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file on this disk and the name by which the person knows it."""

    path: Path
    name: str
    format: Format


def find(paths: Sequence[Path], into: Into) -> Iterator[Found]:
    """Every file of use behind `paths`. Archives are unpacked into the scratch folder; what cannot be opened is rejected by name.

    Raises UnreadableError for a path that is not there.
    """
    for path in paths:
        if not path.exists():
            raise UnreadableError(f"{path} is not there")
        inside = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith(".")) if path.is_dir() else [path]
        for one in inside:
            yield from _open(one, one.name, into)


def _open(path: Path, name: str, into: Into) -> Iterator[Found]:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
        if head.startswith(b"PK\x03\x04"):
            yield from _zip(path, name, into)
        elif head.startswith(b"\x1f\x8b") or tarfile.is_tarfile(path):
            yield from _packed(path, name, into)
        elif not head.strip():
            into.reject(name, "the file is empty")
        else:
            yield Found(path, name, _format(head))
    except (OSError, EOFError, zipfile.BadZipFile, tarfile.TarError, _TooMuchError) as error:
        into.reject(name, f"cannot be opened: {error}")


def _format(head: bytes) -> Format:
    if head.startswith(b"PAR1"):
        return "parquet"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] in (b"{", b"["):
        return "json"
    return "xml" if text.startswith((b"<?xml", b"<log")) else "csv"


def _zip(path: Path, name: str, into: Into) -> Iterator[Found]:
    with zipfile.ZipFile(path) as archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        if len(members) > MEMBERS:
            raise _TooMuchError(f"{len(members):,} files inside")
        _within(sum(one.file_size for one in members), path.stat().st_size, into.work)
        if any(one.filename == "[Content_Types].xml" for one in members):
            yield Found(path, name, "xlsx")
            return
        for number, one in enumerate(members):
            target = into.work / f"{path.stem}-{number}"
            with archive.open(one) as source:
                _copy(source, target, path.stat().st_size, into.work)
            yield from _open(target, f"{name}/{one.filename}", into)


def _packed(path: Path, name: str, into: Into) -> Iterator[Found]:
    if tarfile.is_tarfile(path):
        with tarfile.open(path) as archive:
            for number, one in enumerate(archive):
                if number > MEMBERS:
                    raise _TooMuchError(f"more than {MEMBERS:,} files inside")
                content = archive.extractfile(one) if one.isfile() else None  # links and devices are passed over
                if content is not None:
                    target = into.work / f"{path.stem}-{number}"
                    _copy(content, target, path.stat().st_size, into.work)
                    yield from _open(target, f"{name}/{one.name}", into)
        return
    target = into.work / f"{path.stem}-{abs(hash(path.resolve()))}"
    try:
        with gzip.open(path) as unpacked:
            _copy(_AtHand(unpacked), target, path.stat().st_size, into.work)
    except EOFError:
        into.reject(name, "the packed file breaks off; what came before is read")
    yield from _open(target, name, into)


class SupportsRead(Protocol):
    """Whatever hands out bytes."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


class _AtHand:
    """Hands out what can be unpacked so far, so that a file that breaks off yields everything before."""

    def __init__(self, file: gzip.GzipFile) -> None:
        self._file = file

    def read(self, size: int, /) -> bytes:
        return self._file.read1(size)


class _TooMuchError(Exception):
    """An archive that would fill the disk."""


def _copy(source: SupportsRead, target: Path, packed: int, work: Path) -> None:
    written = 0
    with target.open("wb") as file:
        while chunk := source.read(CHUNK):
            written += len(chunk)
            if written % (64 * CHUNK) < CHUNK:
                _within(written, packed, work)
            file.write(chunk)


def _within(size: int, packed: int, work: Path) -> None:
    if size > HARMLESS and size > packed * RATIO:
        raise _TooMuchError(f"unpacks to more than {RATIO} times its size")
    if size > shutil.disk_usage(work).free - KEPT_FREE:
        raise _TooMuchError(f"unpacked it does not fit on the disk ({size:,} bytes)")
