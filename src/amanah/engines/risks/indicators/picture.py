"""How the values of an indicator went, over its thresholds."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from amanah.engines.risks.indicators import declare
from amanah.engines.risks.indicators.models import Indicator
from amanah.engines.risks.indicators.queries.readings import Counted

WIDTH, HEIGHT = 720, 220
LEFT, RIGHT, TOP, BELOW = 72, 24, 18, 44
SHOWN = 24
LABELLED = 8
SMALL_WIDTH, SMALL_HEIGHT = 96, 24
_PAD = 3


@dataclass(frozen=True)
class Point:
    """One period: its place, and whether its name stands below it."""

    x: int
    y: int
    said: Counted
    named: bool

    @property
    def anchor(self) -> str:
        """Names at the right edge end there."""
        return "end" if self.x > WIDTH - RIGHT - LEFT // 2 else "middle"


@dataclass(frozen=True)
class Zone:
    """The stripe of a level behind the line."""

    level: str
    y: int
    height: int


@dataclass(frozen=True)
class Threshold:
    """The line at which a level begins."""

    level: str
    y: int
    value: Decimal


@dataclass(frozen=True)
class Trend:
    """The picture: points, the line through them, stripes and thresholds."""

    points: list[Point]
    line: str
    zones: list[Zone]
    thresholds: list[Threshold]
    width: int = WIDTH
    height: int = TOP + HEIGHT + BELOW
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = TOP + HEIGHT
    names: int = TOP + HEIGHT + 20

    @property
    def across(self) -> int:
        """The width of the stripes."""
        return self.right - self.left


def trend(indicator: Indicator, values: Sequence[Counted]) -> Trend:
    """The last SHOWN values, with the thresholds of today."""
    shown = list(values)[-SHOWN:]
    told = [one.reading.value for one in shown]
    low, high = _span([*told, indicator.amber, indicator.red])
    amber, red = (_at(value, low, high) for value in (indicator.amber, indicator.red))
    step = (WIDTH - LEFT - RIGHT) / max(len(shown) - 1, 1)
    every = max(-(-len(shown) // LABELLED), 1)
    points = [
        Point(round(LEFT + step * place), _at(one.reading.value, low, high), one, (len(shown) - 1 - place) % every == 0)
        for place, one in enumerate(shown)
    ]
    line = " ".join(f"{'L' if place else 'M'}{point.x} {point.y}" for place, point in enumerate(points))
    return Trend(points, line, _zones(indicator.direction, amber, red), [
        Threshold(declare.AMBER, amber, indicator.amber), Threshold(declare.RED, red, indicator.red)
    ])  # fmt: skip


def spark(values: Sequence[Decimal]) -> str:
    """The path of a small picture without words; "" for less than two values."""
    if len(values) < 2:  # noqa: PLR2004 - a line needs two ends
        return ""
    low, high = min(values), max(values)
    span = high - low or Decimal(1)
    step = (SMALL_WIDTH - 2 * _PAD) / (len(values) - 1)
    tall = SMALL_HEIGHT - 2 * _PAD
    places = [(round(_PAD + n * step), round(SMALL_HEIGHT - _PAD - float((value - low) / span) * tall)) for n, value in enumerate(values)]
    return " ".join(f"{'L' if n else 'M'}{x} {y}" for n, (x, y) in enumerate(places))


def _zones(direction: str, amber: int, red: int) -> list[Zone]:
    top, base = TOP, TOP + HEIGHT
    if direction == declare.LOWER:
        return [Zone("green", top, amber - top), Zone("amber", amber, red - amber), Zone("red", red, base - red)]
    return [Zone("red", top, red - top), Zone("amber", red, amber - red), Zone("green", amber, base - amber)]


def _span(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """From the lowest to the highest with some air; from nought where nothing is below it."""
    low, high = min(values), max(values)
    air = (high - low) / 10 or abs(high) / 10 or Decimal(1)
    return (Decimal(0) if low >= 0 else low - air), high + air


def _at(value: Decimal, low: Decimal, high: Decimal) -> int:
    return round(TOP + HEIGHT - float((value - low) / (high - low)) * HEIGHT)
