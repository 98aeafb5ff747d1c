"""The tables that red flags understand: each column with its type, unit and whether a table without it is any use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from amanah.rulebook.rules import Text

Kind = Literal["text", "integer", "number", "money", "date", "time", "flag"]

TYPES: Final[Mapping[Kind, str]] = {
    "text": "string",
    "integer": "int64",
    "number": "float64",
    "money": "int64",
    "date": "date",
    "time": "timestamp(6)",
    "flag": "boolean",
}
"""Ibis types. Money is counted in hundredths of its currency, because digits of a binary fraction are not the digits on the invoice;
a time is the wall clock of the place (an offset in the file has been applied), without a zone."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `aliases` are headings under which files of others carry it (compared without case, spaces and punctuation)."""

    name: str
    kind: Kind
    means: Text
    required: bool = False
    heading_only: bool = False
    """The heading is needed to know the table by, a row without a value is good all the same."""
    unit: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """A canonical table: what one row is, and its columns in order."""

    name: str
    title: Text
    row: Text
    columns: tuple[Column, ...]

    @property
    def types(self) -> dict[str, str]:
        """Column name → Ibis type, in order."""
        return {column.name: TYPES[column.kind] for column in self.columns}

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a row means nothing."""
        return tuple(column.name for column in self.columns if column.required)

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that every row must fill."""
        return tuple(column.name for column in self.columns if column.required and not column.heading_only)

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        return {column.name: column for column in self.columns}[name]
