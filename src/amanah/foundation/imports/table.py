"""A table that somebody brings: first said what it would change, then all of it or nothing."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, Generic, Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from amanah.foundation.imports import cells as found_in
from amanah.foundation.imports.columns import Column, Shape
from amanah.foundation.imports.taking import Line
from amanah.foundation.imports.values import Unfit
from amanah.foundation.ledger import services as ledger


class Viewer(Protocol):
    """What is needed of whoever brings a table; who that is, a floor above knows."""

    @property
    def actor(self) -> str:
        """How the ledger names them."""
        ...

    def has(self, role: str, unit: Any = None) -> bool:
        """Whether they hold a role over a unit, or anywhere."""
        ...


@dataclass
class Row:
    """One line of a table: its cells as they stand, the values read from them, what is wrong, and in words what it would change.

    `said` holds a value for every column, None where the cell does not say what is asked for.
    """

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)

    def refuse(self, key: str, sentence: Any) -> None:
        """Name what is wrong with a cell, unless something about it is named already."""
        self.errors.setdefault(key, str(sentence))


R = TypeVar("R", bound=Row)


@dataclass
class Plan(Generic[R]):
    """What a table would change. `digest` is one for the same table over the same state."""

    rows: list[R]

    @property
    def wrong(self) -> list[R]:
        """The rows with errors."""
        return [row for row in self.rows if row.errors]

    @property
    def changing(self) -> list[R]:
        """The rows that would change something."""
        return [row for row in self.rows if row.changes and not row.errors]

    @property
    def digest(self) -> str:
        """Over what the rows say and what they would change, row by row."""
        found = hashlib.sha256()
        for row in self.rows:
            said = [row.number, row.cells, row.changes, row.errors]
            found.update(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass"))
        return found.hexdigest()


@dataclass(frozen=True)
class Table(Generic[R]):
    """A use of this mechanism, declared.

    `check` is given the rows with their values and adds errors and changes, against the state as it is now; it writes nothing. `write`
    carries out the rows that change something, inside the transaction that `apply` opens. `entry` is the kind and the reference of the
    one ledger entry about it; `count` says how many of what, for that entry and the preview.
    """

    shape: Shape
    row: Callable[[int, dict[str, str]], R]
    check: Callable[[Sequence[R], Any], None]
    write: Callable[[Sequence[R], Any], None]
    entry: tuple[str, str]
    count: Callable[[Plan[R]], Mapping[str, int]]

    def plan(self, lines: Iterable[Line], *, viewer: Viewer) -> Plan[R]:
        """Check every row and work out its changes. Writes nothing."""
        read = [(column.key, lru_cache(_REMEMBERED)(partial(self._cell, column))) for column in self.shape.columns]
        rows = [self._row(line, read) for line in lines]
        self.check(rows, viewer)
        return Plan(rows)

    def apply(self, lines: Iterable[Line], *, digest: str, viewer: Viewer) -> Plan[R]:
        """Change what the plan with this digest said, all of it in one transaction with one entry in the ledger.

        Raises ValidationError and changes nothing when a row is wrong, or when the plan is not the one that was shown because something
        changed in between.
        """
        stale = ValidationError(_("Data sudah berubah sejak pratinjau. Tidak ada yang disimpan; periksa pratinjau yang baru."))
        try:
            with transaction.atomic():
                planned = self.plan(lines, viewer=viewer)
                if planned.wrong or planned.digest != digest:
                    raise stale
                self.write(planned.changing, viewer)
                kind, ref = self.entry
                ledger.append(kind, ref, {**self.count(planned), "table": digest}, actor=viewer.actor)
        except IntegrityError as error:
            raise stale from error
        return planned

    def _row(self, line: Line, read: "Sequence[tuple[str, Callable[[str, str], _Cell]]]") -> R:
        row = self.row(line.number, {})
        for key, cell in read:
            shown, said, problem = cell(line.cells.get(key, ""), line.spoilt.get(key, ""))
            if key in line.cells:
                row.cells[key] = shown
            row.said[key] = said
            if problem:
                row.refuse(key, problem)
        return row

    def _cell(self, column: Column, text: str, spoilt: str) -> "_Cell":
        """A cell as it is kept, its value, and what is wrong with it: the same for the same text, so that one of many rows is read once."""
        cell = found_in.bare(text)
        most = self.shape.most_in(column)
        code = spoilt or found_in.problem(cell, most=most, required=column.required, several_lines=self.shape.several_lines)
        try:
            return cell[:most], column.reads(cell[:most]), found_in.SENTENCES[code] if code else ""
        except Unfit as refusal:
            return cell[:most], None, found_in.SENTENCES[code] if code else refusal.sentence


_Cell = tuple[str, Any, Any]
_REMEMBERED = 4096
