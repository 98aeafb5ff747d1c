"""What criteria are: two scales, a table that makes one number of two, bands of that number, and how much of a kind is borne."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from amanah.rulebook.rules import Text

KINDS: Final = ("fraud", "bribery", "corruption", "conflict_of_interest", "general")
"""Kinds of risk that every criteria say an appetite for."""
TONES: Final = ("neutral", "success", "info", "warning", "danger")
"""How a band may be shown; the words are always shown too."""


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale, from 1. `meanings` say when it applies, by area ("financial", "frequency", …)."""

    number: int
    title: Text
    meanings: Mapping[str, Text]
    also: tuple[str, ...] = ()
    """Other words that registers use for it."""


@dataclass(frozen=True, slots=True)
class Band:
    """The scores up to and including `upto`, above the band before it. `rank` counts from 1, the mildest."""

    key: str
    title: Text
    tone: str
    upto: int
    rank: int


@dataclass(frozen=True, slots=True)
class Criteria:
    """One edition. `sha256` is that of its text, by which a scored risk names it for ever.

    `table[likelihood - 1][impact - 1]` is the score; `appetite` is the highest band still borne, by kind; `content` the file itself.
    """

    id: str
    title: Text
    edition: str
    since: date
    until: date | None
    source: str
    status: str
    mark: str
    note: Text | None
    likelihood: tuple[Level, ...]
    impact: tuple[Level, ...]
    areas: Mapping[str, Text]
    table: tuple[tuple[int, ...], ...]
    bands: tuple[Band, ...]
    appetite: Mapping[str, str]
    sha256: str
    content: str

    def score(self, likelihood: int, impact: int) -> int:
        """The number that the table gives. Raises ValueError for a step that a scale does not have."""
        if not (1 <= likelihood <= len(self.likelihood) and 1 <= impact <= len(self.impact)):
            raise ValueError(f"{self.id} has no cell {likelihood} × {impact}")
        return self.table[likelihood - 1][impact - 1]

    def band(self, score: int) -> Band:
        """The one band that a score of the table lies in. Raises ValueError beyond the last."""
        for band in self.bands:
            if score <= band.upto:
                return band
        raise ValueError(f"{self.id} has no band for {score}")

    def band_of(self, key: str) -> Band:
        """The band of that key. Raises KeyError."""
        return {band.key: band for band in self.bands}[key]

    def within(self, kind: str, score: int) -> bool:
        """Whether a risk of that kind with that score lies within the appetite."""
        return self.band(score).rank <= self.band_of(self.appetite[kind]).rank

    @property
    def highest(self) -> int:
        """The highest score of the table."""
        return max(max(row) for row in self.table)
