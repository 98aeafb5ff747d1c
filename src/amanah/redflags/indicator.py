"""What an indicator is: an Ibis expression over canonical tables, with everything that a reader needs to judge its hits."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ibis.expr.types import Table

from amanah.redflags.data import Data
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

FAMILIES: Final[Mapping[str, Text]] = {
    "procurement": Text("Pengadaan", "Procurement"),
    "collusion": Text("Persekongkolan tender", "Collusion between bidders"),
    "payments": Text("Pembayaran", "Payments"),
    "payroll": Text("Gaji dan pegawai", "Payroll and staff"),
    "travel": Text("Perjalanan dinas", "Official travel"),
    "vendors": Text("Penyedia dan hubungannya", "Vendors and their ties"),
    "queue": Text("Antrean layanan", "Service queues"),
    "training": Text("Bantuan lembaga pelatihan", "Grants to training centres"),
}

RESULT: Final = ("subject_type", "subject_id", "fired", "value")
"""The columns that every assessment has; more columns are the evidence that `explain` and `severity` read."""

SUBJECTS: Final = "subjects"
"""An optional column of an assessment: for how many subjects a row stands; without it, each for one. Hits always stand for one."""

WEAK, PLAIN, STRONG = 1, 2, 3
"""Severity: 1 worth a look beside other signs · 2 worth a look by itself · 3 hardly explained by chance or custom."""

Compute = Callable[[Data, Parameters], Table]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One question put to the data.

    `compute(data, parameters)` returns one row per subject examined: `subject_type`, `subject_id` (text), `fired` (true, false, or
    null: not available for this subject), `value` (float64, the number that decided), the evidence columns that `explain` names, and
    optionally `severity` (int) in place of the indicator's own and `subjects` (see `SUBJECTS`). It uses only operations that both
    engines know (see `operations`).

    `needs`: table → columns that must hold something, else the indicator is not available.
    `reads`: table → columns at which it looks besides; only these are there where nobody else asks. None: it may look at any.
    `explain`: a sentence per hit with `{column}`, `{column:money}` (hundredths), `{column:amount}` (whole units), `{column:percent}`
    (a share), `{column:2}` (decimals), `{column:date}`; see `explaining`.
    """

    id: str
    family: str
    title: Text
    question: Text
    rationale: Text
    false_alarm: Text
    blind: Text
    needs: Mapping[str, tuple[str, ...]]
    compute: Compute
    explain: Text
    source: str
    parameters: tuple[Parameter, ...] = ()
    reads: Mapping[str, tuple[str, ...]] | None = None
    severity: int = PLAIN
    alias: str = ""
    """The catalogue's number where `id` is another's code: R018 is PBJ-02."""
    ocp: tuple[str, ...] = ()
    """Codes of the Open Contracting Partnership's guide of 2024 that ask the same or nearly the same; empty: none does."""


class Catalogue:
    """All indicators, by id, in the order of the families."""

    def __init__(self) -> None:
        self._known: dict[str, Indicator] = {}

    def add(self, *indicators: Indicator) -> None:
        """Take in indicators. Raises ValueError for one that is there already or whose family is unknown."""
        for one in indicators:
            if one.id in self._known or one.family not in FAMILIES:
                raise ValueError(f"{one.id}: known already, or of an unknown family")
            self._known[one.id] = one

    def all(self) -> list[Indicator]:
        """Every indicator, family by family."""
        order = {name: place for place, name in enumerate(FAMILIES)}
        return sorted(self._known.values(), key=lambda one: (order[one.family], _natural(one.alias or one.id)))

    def find(self, name: str) -> Indicator:
        """By id or alias, in capitals or not. Raises KeyError."""
        wanted = name.strip().upper()
        for one in self._known.values():
            if wanted in {one.id, one.alias}:
                return one
        raise KeyError(name)


def _natural(text: str) -> tuple[str, int]:
    letters, digits = re.match(r"(\D*)(\d*)", text).groups()  # type: ignore[union-attr]  # matches every text
    return letters, int(digits or 0)
