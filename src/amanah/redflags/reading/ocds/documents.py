"""Releases out of JSON Lines, packages and records, one after the other; what cannot be read is told with its line and passed over."""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, NoReturn

CHUNK: Final = 1 << 20
LARGEST: Final = 64 << 20
"""Bytes of one release or record. A larger one is refused before it takes memory."""
PEEK: Final = 1 << 16

WRAPPED: Final = ("records", "releases")
Reject = Callable[[int, str, str], None]
"""reject(line, JSON path, reason)"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A release, or a record as the package gives it: the line it begins on and the JSON path at which it stands."""

    line: int
    at: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a JSON file is laid out. `lines`: one document a line. `plain`: the first line is a release by itself.

    `ours`: it looks like OCDS at all.
    """

    lines: bool
    plain: bool
    ours: bool


def layout(path: Path) -> Layout:
    """How the file is laid out, by its beginning."""
    with path.open("rb") as file:
        head = file.read(PEEK).removeprefix(codecs.BOM_UTF8).lstrip()
    first, newline, rest = head.partition(b"\n")
    known = re.search(rb'"(ocid|releases|records|compiledRelease)"\s*:', head) is not None
    if not newline:
        wrapped = re.search(rb'"(releases|records)"\s*:\s*\[', head) is not None
        return Layout(lines=not wrapped and not head.startswith(b"["), plain=not wrapped, ours=known)
    wrapped = re.search(rb'"(releases|records|compiledRelease)"\s*:', first) is not None
    begins = first.startswith(b"[") or wrapped
    lines = _whole(first) or (not begins and rest.lstrip(b"\r\n").startswith(b'{"'))
    return Layout(lines=lines, plain=lines and not wrapped, ours=known)


def pieces(path: Path, shape: Layout, reject: Reject) -> Iterator[Piece]:
    """Every release or record of the file."""
    with path.open("rb") as file:
        if shape.lines:
            for number, line in _lines(file):
                yield from _of_line(number, line, reject)
        else:
            yield from _Stream(file, reject).pieces()


def _whole(text: bytes) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _of_line(number: int, line: bytes | None, reject: Reject) -> Iterator[Piece]:
    if line is None:
        reject(number, "", f"the line is longer than {LARGEST >> 20} MB")
        return
    if not line.strip():
        return
    try:
        content = json.loads(line.removeprefix(codecs.BOM_UTF8), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        reject(number, "", f"is not UTF-8 at byte {error.start + 1}")
    except RecursionError:
        reject(number, "", "is nested too deeply")
    except ValueError as error:
        reject(number, "", f"is no JSON: {error}")
    else:
        yield from unwrapped(content, number, "", reject)


def unwrapped(content: Any, line: int, at: str, reject: Reject) -> Iterator[Piece]:
    """The releases and records in a document: itself, or those of a package or a list."""
    inside = f"{at}." if at else ""
    if isinstance(content, list):
        for place, part in enumerate(content):
            yield from unwrapped(part, line, f"{at}[{place}]", reject)
    elif not isinstance(content, dict):
        reject(line, at, "is no object")
    elif "ocid" not in content and any(isinstance(content.get(name), list) for name in WRAPPED):
        for name in WRAPPED:
            for place, part in enumerate(content.get(name) or ()):
                yield from unwrapped(part, line, f"{inside}{name}[{place}]", reject)
    else:
        yield Piece(line, at, content)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """(number, line), None for one that is too long; memory stays within a line and a chunk."""
    number, rest, skipping = 0, b"", False
    while chunk := file.read(CHUNK):
        parts = (rest + chunk).split(b"\n")
        rest = parts.pop()
        for part in parts:
            number += 1
            yield number, None if skipping else part
            skipping = False
        if skipping or len(rest) > LARGEST:
            rest, skipping = b"", True
    if rest or skipping:
        yield number + 1, None if skipping else rest


class _BrokenError(Exception):
    """The document cannot be followed any further."""


class _Stream:
    """One JSON document, read part by part: its list of releases or records is never held whole."""

    def __init__(self, file: BinaryIO, reject: Reject) -> None:
        self._file = file
        self._reject = reject
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder(parse_constant=_no_constant)
        self._text = ""
        self._place = 0
        self._line = 1
        self._ended = False

    def pieces(self) -> Iterator[Piece]:
        """Every release or record; where the document breaks off, what came before has been given and the place is told."""
        try:
            while self._space():
                yield from self._document()
        except _BrokenError as error:
            self._reject(self._line, "", str(error))
        except UnicodeDecodeError:
            self._reject(self._line, "", "is not UTF-8")

    def _document(self) -> Iterator[Piece]:
        if self._next() == "[":
            yield from self._list("")
            return
        self._expect("{")
        members: dict[str, Any] = {}
        line, wrapped = self._line, False
        while self._next() != "}":
            name = self._value()
            self._expect(":")
            if name in WRAPPED and self._next() == "[" and "ocid" not in members:
                wrapped = True
                yield from self._list(name)
            else:
                members[str(name)] = self._value()
            if self._next() == ",":
                self._place += 1
        self._place += 1
        if not wrapped:
            yield from unwrapped(members, line, "", self._reject)

    def _list(self, name: str) -> Iterator[Piece]:
        self._expect("[")
        place = 0
        while self._next() != "]":
            line = self._line
            yield from unwrapped(self._value(), line, f"{name}[{place}]", self._reject)
            place += 1
            if self._next() == ",":
                self._place += 1
        self._place += 1

    def _next(self) -> str:
        """The next character that is no space, not yet taken."""
        found = self._space()
        if not found:
            raise _BrokenError("the document breaks off")
        return found

    def _space(self) -> str:
        """Pass over space; the character after it, not yet taken, or nothing at the end."""
        while True:
            while self._place < len(self._text):
                character = self._text[self._place]
                if character not in " \t\r\n":
                    return character
                self._line += character == "\n"
                self._place += 1
            if not self._more():
                return ""

    def _expect(self, character: str) -> None:
        found = self._next()
        if found != character:
            raise _BrokenError(f"expected {character!r}, found {found!r}")
        self._place += 1

    def _value(self) -> Any:
        self._next()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._place)
            except ValueError as error:
                if not self._more(double=True):
                    raise _BrokenError(f"is no JSON, or breaks off: {error}") from error
            except RecursionError as error:
                raise _BrokenError("is nested too deeply") from error
            else:
                if end < len(self._text) or self._ended:
                    self._line += self._text.count("\n", self._place, end)
                    self._place = end
                    return value
                self._more()

    def _more(self, *, double: bool = False) -> bool:
        if self._ended:
            return False
        self._text, self._place = self._text[self._place :], 0
        if len(self._text) > LARGEST:
            raise _BrokenError(f"one part is larger than {LARGEST >> 20} MB, or is no JSON")
        chunk = self._file.read(max(CHUNK, len(self._text)) if double else CHUNK)
        self._ended = not chunk
        self._text += self._decoder.decode(chunk, final=self._ended)
        return not self._ended
