"""A sheet as plain values: what was said in each column, why, and what proves it. The database is not asked for anything here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from amanah.engines.instruments.declare import Column
from amanah.engines.instruments.definition import Instrument
from amanah.engines.instruments.scoring import Score, score, value

COLUMNS: Final = tuple(str(column) for column in Column)
"""Who says something about a question, in the order in which they say it."""


@dataclass(frozen=True, slots=True)
class Said:
    """One answer with the reason given for it."""

    value: Any
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A proof that stands behind an answer, and the days for which it holds; no last day: until further notice."""

    number: str
    title: str
    since: date
    until: date | None = None

    def holds_in(self, since: date, until: date) -> bool:
        """Whether it says anything about a day of this period."""
        return self.since <= until and (self.until is None or self.until >= since)


@dataclass(frozen=True)
class Filled:
    """A sheet of one instrument over one period. What is absent was not answered, or not proven."""

    instrument: Instrument
    since: date
    until: date
    said: Mapping[str, Mapping[str, Said]] = field(default_factory=dict)
    proofs: Mapping[str, tuple[Shown, ...]] = field(default_factory=dict)

    def answers(self, column: str) -> dict[str, Any]:
        """Question → answer in this column, without what is empty."""
        return {key: one.value for key, one in self.said.get(column, {}).items() if one.value not in (None, "")}

    def score(self, column: str) -> Score:
        """The score of this column."""
        return score(self.instrument, self.answers(column))

    def worth(self, column: str) -> dict[str, Decimal]:
        """Question → what its answer in this column is worth, from 0 to 1; only what is answered."""
        answers = self.answers(column)
        found = {one.key: value(one, answers[one.key]) for one in self.instrument.questions if one.key in answers}
        return {key: worth for key, worth in found.items() if worth is not None}
