"""Pictures of what was measured: a mean with its range on a line with nought, and rates over quarters."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format

from amanah.rooms.learning.effect.estimates import Estimate

WIDTH = 400
LEFT, RIGHT = 12, 52
ROW, TOP, BELOW = 50, 8, 30
AIR = 5.0
BAR_WIDTH, BAR_HEIGHT, BAR_LEFT = 340, 120, 6


@dataclass(frozen=True)
class Mark:
    """One estimate: its name, the places of its mean and of both ends, and what is written beside it."""

    name: str
    y: int
    x: int
    low: int
    high: int
    said: str

    @property
    def above(self) -> int:
        """Where its name is, above the line: so that it can be read on a phone."""
        return self.y - 20


@dataclass(frozen=True)
class Ranges:
    """The picture of several estimates over one axis."""

    marks: list[Mark]
    zero: int
    ticks: list[tuple[int, str]]
    height: int
    width: int = WIDTH
    left: int = LEFT

    @property
    def base(self) -> int:
        """Where the axis is."""
        return self.height - BELOW

    @property
    def names(self) -> int:
        """Where it is named."""
        return self.base + 20


def ranges(rows: Sequence[tuple[str, Estimate]]) -> Ranges:
    """Rows from top to bottom; the axis holds nought and every range."""
    low = min([0.0, *(one.low for _name, one in rows)]) - AIR
    high = max([0.0, *(one.high for _name, one in rows)]) + AIR
    scale = (WIDTH - LEFT - RIGHT) / (high - low)

    def at(value: float) -> int:
        return round(LEFT + (value - low) * scale)

    marks = [
        Mark(name, TOP + ROW * place + 36, at(one.mean), at(one.low), at(one.high), signed(one.mean))
        for place, (name, one) in enumerate(rows)
    ]
    step = 10 if high - low <= 80 else 20  # noqa: PLR2004 - points between marks of the axis
    ticks = [(at(value), signed(value)) for value in range(-100, 101, step) if low <= value <= high]
    return Ranges(marks, at(0), ticks, TOP + ROW * len(rows) + BELOW)


def signed(value: float) -> str:
    """Whole points with their sign; nought has none."""
    whole = round(value)
    return f"{whole:+d}".replace("-", "−") if whole else "0"


@dataclass(frozen=True)
class Bar:
    """One quarter of one kind; `height` 0 where nothing is told."""

    name: str
    x: int
    y: int
    width: int
    height: int
    said: str

    @property
    def middle(self) -> int:
        """Its middle."""
        return self.x + self.width // 2


def bars(values: Sequence[tuple[str, float | None]]) -> list[Bar]:
    """Columns from nought."""
    most = max((value for _name, value in values if value is not None), default=0) or 1
    step = (BAR_WIDTH - 2 * BAR_LEFT) / max(len(values), 1)
    found = []
    for place, (name, value) in enumerate(values):
        height = 0 if value is None else max(round(BAR_HEIGHT * value / most), 2)
        x = round(BAR_LEFT + step * place + step * 0.15)
        found.append(Bar(name, x, 20 + BAR_HEIGHT - height, round(step * 0.7), height, "" if value is None else number_format(value, 1)))
    return found
