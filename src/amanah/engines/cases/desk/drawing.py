"""Bars and columns as plain numbers for an SVG template: small, labelled directly, readable in grey."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amanah.engines.cases.queries.figures import Counted, Kept

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LENGTH = 300
HEIGHT = 120
WIDTH = 640
GAP = 0.12
NAMES = 13


@dataclass(frozen=True)
class Bar:
    """One bar of LENGTH at most; `count` None where the number is too small to be shown."""

    title: "StrOrPromise"
    count: int | None
    length: int


@dataclass(frozen=True)
class Column:
    """Two columns of one month: their places and heights within HEIGHT, and whether its name fits below."""

    month: date
    opened: int
    closed: int
    x: int
    width: int
    opened_height: int
    closed_height: int
    named: bool

    @property
    def second(self) -> int:
        """Where the second column begins."""
        return self.x + self.width

    @property
    def opened_top(self) -> int:
        """Its upper edge."""
        return HEIGHT - self.opened_height

    @property
    def closed_top(self) -> int:
        """Its upper edge."""
        return HEIGHT - self.closed_height


@dataclass(frozen=True)
class Share:
    """One clock: how many of those owed were met, in per cent, and the bar's length; None where numbers are too small."""

    title: "StrOrPromise"
    met: int | None
    missed: int | None
    running: int | None
    percent: int | None
    length: int


def bars(counted: Sequence[Counted]) -> list[Bar]:
    """A bar for each count."""
    most = max((item.count or 0 for item in counted), default=0) or 1
    return [Bar(item.title, item.count, round(LENGTH * (item.count or 0) / most)) for item in counted]


def columns(months: Sequence[tuple[date, int, int]]) -> list[Column]:
    """Two columns for each month."""
    most = max((max(opened, closed) for _month, opened, closed in months), default=0) or 1
    step = WIDTH / max(len(months), 1)
    every = -(-len(months) // NAMES)
    return [
        Column(
            month,
            opened,
            closed,
            x=round(place * step + step * GAP),
            width=round(step * (1 - 2 * GAP) / 2),
            opened_height=round(HEIGHT * opened / most),
            closed_height=round(HEIGHT * closed / most),
            named=place % every == 0,
        )
        for place, (month, opened, closed) in enumerate(months)
    ]


def shares(clocks: Sequence[Kept]) -> list[Share]:
    """How each clock was kept."""
    drawn = []
    for kept in clocks:
        owed = None if kept.met is None or kept.missed is None else kept.met + kept.missed
        percent = round(100 * (kept.met or 0) / owed) if owed else None
        drawn.append(Share(kept.title, kept.met, kept.missed, kept.running, percent, round(LENGTH * (percent or 0) / 100)))
    return drawn
