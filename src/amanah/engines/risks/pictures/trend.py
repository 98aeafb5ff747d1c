"""Change over quarters: how many risks stood on each level, and how one risk's score went."""

from collections.abc import Sequence
from dataclasses import dataclass

from amanah.engines.risks.pictures.heat import Level

WIDTH, HEIGHT = 720, 240
LEFT, TOP, BELOW = 8, 22, 46
SHARE = 0.66
TALL = 15
"""A part of a column as high as a figure."""
LONG, HIGH = 720, 200
SIDE, RIGHT = 104, 20


@dataclass(frozen=True)
class Quarter:
    """What stood at the end of a quarter: risks by the level's key, and how many flags were raised in it."""

    title: str
    counts: dict[str, int]
    flags: int = 0
    beyond: int = 0

    @property
    def total(self) -> int:
        """All risks."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Part:
    """One level in one column."""

    level: Level
    count: int
    y: int
    height: int
    label: int
    """Where its figure stands; 0 where it does not fit."""


@dataclass(frozen=True)
class Column:
    """One quarter."""

    quarter: Quarter
    x: int
    width: int
    top: int
    parts: list[Part]

    @property
    def middle(self) -> int:
        """Its middle."""
        return self.x + self.width // 2


@dataclass(frozen=True)
class Columns:
    """The picture of many risks."""

    columns: list[Column]
    width: int = WIDTH
    base: int = TOP + HEIGHT
    height: int = TOP + HEIGHT + BELOW

    @property
    def names(self) -> int:
        """Where the quarters are named."""
        return self.base + 18

    @property
    def flags(self) -> int:
        """Where flags are told."""
        return self.base + 36


@dataclass(frozen=True)
class Reading:
    """A score that one risk was given."""

    title: str
    score: int
    level: Level


@dataclass(frozen=True)
class Point:
    """It, drawn."""

    reading: Reading
    x: int
    y: int


@dataclass(frozen=True)
class Ground:
    """The stripe of a level behind the line."""

    level: Level
    y: int
    height: int
    middle: int


@dataclass(frozen=True)
class Score:
    """The picture of one risk's score."""

    points: list[Point]
    line: str
    grounds: list[Ground]
    width: int = LONG
    height: int = HIGH + BELOW
    left: int = SIDE
    names: int = HIGH + 20

    @property
    def across(self) -> int:
        """The width of the stripes."""
        return self.width - self.left


def columns(quarters: Sequence[Quarter], levels: Sequence[Level]) -> Columns:
    """Stacked columns, the gravest level on top; what is counted is also written."""
    most = max((quarter.total for quarter in quarters), default=0) or 1
    step = (WIDTH - 2 * LEFT) / max(len(quarters), 1)
    drawn = []
    for place, quarter in enumerate(quarters):
        y = TOP + HEIGHT
        parts = []
        for level in sorted(levels, key=lambda one: one.rank):
            count = quarter.counts.get(level.key, 0)
            if not count:
                continue
            height = max(round(HEIGHT * count / most), 2)
            y -= height
            parts.append(Part(level, count, y, height, y + height // 2 + 5 if height >= TALL else 0))
        width = round(step * SHARE)
        drawn.append(Column(quarter, round(LEFT + place * step + (step - width) / 2), width, y, parts))
    return Columns(drawn)


def score(readings: Sequence[Reading], bands: Sequence[tuple[Level, int]]) -> Score:
    """A line over the stripes of the levels. `bands` are the levels with the highest score of each, lowest first."""
    highest = bands[-1][1]
    scale = HIGH / highest
    grounds, below = [], 0
    for level, upto in bands:
        top, bottom = round(HIGH - upto * scale), round(HIGH - below * scale)
        grounds.append(Ground(level, top, bottom - top, (top + bottom) // 2 + 4))
        below = upto
    step = (LONG - SIDE - 2 * RIGHT) / max(len(readings) - 1, 1)
    points = [Point(one, round(SIDE + RIGHT + place * step), round(HIGH - one.score * scale)) for place, one in enumerate(readings)]
    line = " ".join(f"{'L' if place else 'M'}{point.x} {point.y}" for place, point in enumerate(points))
    return Score(points, line, grounds)
