"""What a table may say: its columns, the headers that mean them, and what a file must look like."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from amanah.foundation.imports import values
from amanah.foundation.imports.values import fold

REMARKS: Final = ("Baris", "Yang salah")
"""The two columns that a sheet of wrong rows has in front; brought again, they say nothing."""
_SMALL: Final = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that a row can say.

    `names` are the headers that mean it, folded, the first as our template writes it. `reads` makes a value of the text of a cell, or
    raises `values.Unfit`. `longest` is in characters; 0 leaves it to the table.
    """

    key: str
    names: tuple[str, ...]
    explanation: Any = ""
    example: str = ""
    required: bool = False
    reads: Callable[[str], Any] = values.text
    title: Any = ""
    longest: int = 0

    @property
    def label(self) -> str:
        """What it is called where a person reads about it."""
        return str(self.title or self.names[0])


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is taken: bytes as it comes, bytes once unpacked, rows below the headers, columns."""

    size: int = _SMALL
    unpacked: int = 20 * _SMALL
    rows: int = 5000
    columns: int = 60


@dataclass(frozen=True)
class Shape:
    """What a table must look like.

    One at least out of `any_of` is there. Headers that nothing is known about refuse the file; where it is `mapped`, a person says what
    they mean, and the others are passed over. `above` is how many rows may stand above the headers, such as a title.
    """

    columns: tuple[Column, ...]
    any_of: tuple[str, ...] = ()
    longest: int = 300
    several_lines: bool = False
    mapped: bool = False
    above: int = 0
    limits: Limits = field(default_factory=Limits)

    @property
    def by_key(self) -> dict[str, Column]:
        """The columns by their key."""
        return {column.key: column for column in self.columns}

    def most_in(self, column: Column) -> int:
        """How many characters a cell of this column holds."""
        return column.longest or self.longest


def guess(columns: Sequence[Column], headers: Sequence[str]) -> dict[str, str]:
    """Key of a column → folded header, for what can be recognised; no header means two things."""
    folded = [fold(header) for header in headers]
    found: dict[str, str] = {}
    for column in columns:
        match = next((name for name in column.names if name in folded and name not in found.values()), None)
        if match is not None:
            found[column.key] = match
    return found


def fitting(columns: Sequence[Column], kept: Mapping[str, str], headers: Sequence[str]) -> dict[str, str]:
    """Those of a kept mapping that this file has."""
    folded = {fold(header) for header in headers}
    keys = {column.key for column in columns}
    return {key: name for key, name in kept.items() if key in keys and name in folded}


def missing(shape: Shape, chosen: Mapping[str, str]) -> list[str]:
    """The names of what must be there and no header is chosen for."""
    found = [column.names[0] for column in shape.columns if column.required and not chosen.get(column.key)]
    if shape.any_of and not any(chosen.get(key) for key in shape.any_of):
        found.append(shape.by_key[shape.any_of[0]].names[0])
    return found
