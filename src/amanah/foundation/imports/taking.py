"""From a file to its rows: what the headers mean, and what each cell says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amanah.foundation.imports import columns, headings, reading
from amanah.foundation.imports.columns import REMARKS, Shape
from amanah.foundation.imports.values import fold

_SHOWN = 40


@dataclass(frozen=True)
class Line:
    """One row of a file: its number there, its cells by key of their column, and what the spreadsheet had spoilt before."""

    number: int
    cells: dict[str, str]
    spoilt: Mapping[str, str]


@dataclass(frozen=True)
class Taken:
    """A file as it was brought: its headers and rows, as plain values that can be handed to the person and back."""

    headers: list[str]
    rows: list[tuple[int, list[str], dict[int, str]]]

    @classmethod
    def of(cls, data: bytes, shape: Shape) -> Self:
        """Read a file. What it is, its content says. Raises ValidationError when it cannot be read, or is too large."""
        try:
            headers, rows = headings.split(list(reading.lines(data, shape.limits)), shape)
        except reading.Unreadable as refusal:
            raise ValidationError(refusal.sentence) from refusal
        return cls(headers, rows)

    @classmethod
    def from_plain(cls, said: Mapping[str, Any]) -> Self:
        """What `plain` made."""
        rows = [(number, cells, {int(at): code for at, code in spoilt.items()}) for number, cells, spoilt in said["rows"]]
        return cls(said["headers"], rows)

    @property
    def plain(self) -> dict[str, Any]:
        """For a form that comes back."""
        return {"headers": self.headers, "rows": self.rows}

    def chosen(self, shape: Shape) -> dict[str, str]:
        """What the headers mean by themselves. Where nobody may say otherwise, raises ValidationError for any that means nothing."""
        if shape.mapped:
            return columns.guess(shape.columns, self.headers)
        known = {name: column.key for column in shape.columns for name in column.names}
        found: dict[str, str] = {}
        for title in self.headers:
            folded = fold(title)
            if not folded or folded in _PASSED_OVER:
                continue
            key = known.get(folded)
            if key is None:
                raise ValidationError(
                    _("Kolom “%(title)s” tidak dikenal. Pakai judul kolom dari contoh berkas."), params={"title": title[:_SHOWN]}
                )
            if key in found:
                raise ValidationError(_("Kolom “%(title)s” ada dua kali."), params={"title": title[:_SHOWN]})
            found[key] = folded
        return found

    def lines(self, shape: Shape, chosen: Mapping[str, str]) -> list[Line]:
        """The rows below the headers. Raises ValidationError where a column that must be there is not, or nothing is below."""
        absent = columns.missing(shape, chosen)
        if absent:
            raise ValidationError(_("Kolom wajib belum ada: %(names)s."), params={"names": ", ".join(absent)})
        if not self.rows:
            raise ValidationError(_("Di bawah baris judul tidak ada baris."))
        at = places(self.headers, chosen)
        return [
            Line(number, {key: cells[place] if place < len(cells) else "" for key, place in at}, _by_key(spoilt, at))
            for number, cells, spoilt in self.rows
        ]


def places(headers: Sequence[str], chosen: Mapping[str, str]) -> list[tuple[str, int]]:
    """Where in a row each column stands."""
    folded = [fold(header) for header in headers]
    return [(key, folded.index(name)) for key, name in chosen.items() if name in folded]


def read(data: bytes, shape: Shape) -> list[Line]:
    """The rows of a file whose headers speak for themselves. Raises ValidationError as `Taken`."""
    taken = Taken.of(data, shape)
    return taken.lines(shape, taken.chosen(shape))


def _by_key(spoilt: Mapping[int, str], at: Sequence[tuple[str, int]]) -> dict[str, str]:
    return {key: spoilt[place] for key, place in at if place in spoilt} if spoilt else {}


_PASSED_OVER = frozenset(fold(title) for title in REMARKS)
