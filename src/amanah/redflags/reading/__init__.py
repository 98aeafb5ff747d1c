"""Files of others, taken into canonical tables. What does not fit is rejected with its place and reason; good rows are kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from amanah.redflags.data import Data
from amanah.redflags.reads import EVERYTHING, Reads
from amanah.redflags.writing import Rejected, Rejections


class UnreadableError(Exception):
    """What was named cannot be used; the text says which file and why."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How files are to be read: the kind of table where the person names it, columns under other headings, currency and time zone."""

    schema: str = ""
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Kind of table → our column → the heading in the file."""
    currency: str = ""
    zone: str = "Asia/Jakarta"
    reads: Reads = EVERYTHING
    """What is looked at. A reader may leave the rest out of the tables, once it checked and counted it."""
    progress: Callable[[str], None] = lambda _text: None


@dataclass(slots=True)
class Taken:
    """What was read: rows per canonical table, how each file was understood, and what was rejected."""

    rejected: Rejections
    rows: dict[str, int] = field(default_factory=dict)
    files: list[tuple[str, str]] = field(default_factory=list)
    """(file as named to the person, what it was taken for)"""
    notes: list[str] = field(default_factory=list)
    """What the reader decided that the person may want to decide otherwise."""


@dataclass(frozen=True, slots=True)
class Into:
    """Where a reader puts what it reads; `work` is a folder for scratch, gone after the scan."""

    data: Data
    wish: Wish
    taken: Taken
    work: Path

    def reject(self, file: str, reason: str, *, line: int = 0, column: str = "") -> None:
        """Something was not taken in."""
        self.taken.rejected.append(Rejected(file, line, column, reason))
