"""A text file as UTF-8 with lines of bearable length, whatever it was written in."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from amanah.redflags.reading import Into

CHUNK: Final = 1 << 22
LONGEST: Final = 8 << 20
"""Bytes of a line. A longer one is no row of a table; reading it whole could take all memory."""

MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Prepared:
    """The file to read, how many lines it has, and for lines that were left out their numbers in order."""

    path: Path
    lines: int
    gone: tuple[int, ...]

    def line(self, number: int) -> int:
        """The number in the original of line `number` of the prepared file (both from 1)."""
        for gone in self.gone:
            if number >= gone:
                number += 1
        return number


def prepare(path: Path, name: str, into: Into) -> Prepared:
    """The file itself where it is plain UTF-8; else a copy in the scratch folder.

    A byte-order mark decides the encoding. Without one, lines that are no UTF-8 are read as Windows-1252, which files from
    spreadsheets are; both in one file happens and is noted. NUL bytes are dropped. Overlong lines are rejected.
    """
    with path.open("rb") as file:
        head = file.read(4)
        encoding = next((encoding for mark, encoding in MARKS if head.startswith(mark)), "")
        if not encoding:
            lines = _clean(file)
            if lines is not None:
                return Prepared(path, lines, ())
    target = into.work / f"{path.name}.utf8"
    gone: list[int] = []
    strange = 0
    number = 0
    with path.open("rb") as file, target.open("wb") as copy:
        source = _recoded(file, encoding) if encoding.startswith("utf-16") else _chunks(file)
        for number, line in _lines(source):
            if line is None:
                into.reject(name, f"the line is longer than {LONGEST >> 20} MB", line=number)
                gone.append(number)
                continue
            plain, foreign = _utf8(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)
            strange += foreign
            copy.write(plain)
    if strange:
        into.taken.notes.append(f"{name}: {strange:,} of {number:,} lines are not UTF-8 and were read as Windows-1252")
    return Prepared(target, number - len(gone), tuple(gone))


def _clean(file: BinaryIO) -> int | None:
    """How many lines a UTF-8 file without overlong lines has; None for any other. Starts at the beginning."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines = length = 0
    last = b""
    try:
        for chunk in _chunks(file):
            decoder.decode(chunk)
            first, end = chunk.find(b"\n"), chunk.rfind(b"\n")
            length = length + len(chunk) if first < 0 else len(chunk) - end - 1
            if length > LONGEST or b"\x00" in chunk:
                return None
            lines += chunk.count(b"\n")
            last = chunk
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return lines + (not last.endswith(b"\n"))


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _recoded(file: BinaryIO, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    file.seek(2)
    for chunk in _chunks(file):
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", final=True).encode()


def _lines(chunks: Iterator[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """(number, line with its end), and None for one that is too long; memory stays within a line and a chunk."""
    number, rest, skipping = 0, b"", False
    for chunk in chunks:
        parts = (rest + chunk).split(b"\n")
        rest = parts.pop()
        for part in parts:
            number += 1
            yield number, None if skipping or len(part) > LONGEST else part + b"\n"
            skipping = False
        if len(rest) > LONGEST:
            rest, skipping = b"", True
    if rest or skipping:
        yield number + 1, None if skipping else rest


def _utf8(line: bytes) -> tuple[bytes, bool]:
    if b"\x00" in line:
        line = line.replace(b"\x00", b"")
    try:
        line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace").encode(), True
    return line, False
