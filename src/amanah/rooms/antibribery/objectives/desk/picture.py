"""Values over time: of an objective beside the way it should go, of a measure between its thresholds. All of it also stands in tables."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from amanah.rooms.antibribery.objectives import said
from amanah.rooms.antibribery.objectives.queries.measures import Row as MeasureRow
from amanah.rooms.antibribery.objectives.queries.objectives import Row

WIDTH, HEIGHT = 640, 190
LEFT, RIGHT, TOP, BELOW = 12, 70, 24, 28
LABELLED = 9
"""With more points than this only the last one says its value."""
SMALL_WIDTH, SMALL_HEIGHT, SMALL_EDGE = 150, 34, 5
SHAPES = {
    "green": "M{x} {y} m-5 0 a5 5 0 1 0 10 0 a5 5 0 1 0 -10 0",
    "amber": "M{x} {y} m0 -6 l6 6 l-6 6 l-6 -6 z",
    "red": "M{x} {y} m-5 -5 h10 v10 h-10 z",
}
"""A colour has a shape of its own, for print and for whoever does not tell colours apart: circle, diamond, square."""


@dataclass(frozen=True)
class Point:
    """One value: where it is, its shape, and what is written above it."""

    x: int
    y: int
    shape: str
    label: str

    @property
    def above(self) -> int:
        """Where its label stands."""
        return self.y - 10


@dataclass(frozen=True)
class Level:
    """A value that is a line from side to side: the target, or a threshold."""

    y: int
    label: str
    dashed: bool

    @property
    def base(self) -> int:
        """Where its label stands."""
        return self.y + 4


@dataclass(frozen=True)
class Picture:
    """The line of values. `way`: the straight way that an objective should go. `marks`: days or periods below. `gaps`: what was missed."""

    line: str
    way: str
    points: list[Point]
    levels: list[Level]
    marks: list[tuple[int, str, str]]
    gaps: list[int]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BELOW
    names: int = HEIGHT - 8

    @property
    def beside(self) -> int:
        """Where levels are named."""
        return self.right + 6


def of_objective(row: Row) -> Picture:
    """Every value by its day, with the target and the straight way to it."""
    one = row.objective
    first, last = one.begins_on, max([one.due_on, *(entry.day for entry in row.entries)])
    height = _scale([one.baseline, one.target, *(entry.value for entry in row.entries)], TOP, HEIGHT - BELOW)

    def across(day: date) -> int:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / max((last - first).days, 1))

    # Of two for the same day the later one counts.
    counts = {entry.day: entry for entry in row.entries}
    places = [(across(day), height(entry.value), said.number(entry.value)) for day, entry in sorted(counts.items())]
    points = [_point(place, "green", index, len(places)) for index, place in enumerate(places)]
    way = f"M{across(first)} {height(one.baseline)} L{across(one.due_on)} {height(one.target)}"
    marks = [(across(first), date_format(first, "M Y"), "start"), (across(one.due_on), date_format(one.due_on, "M Y"), "end")]
    return Picture(_line(places), way, points, [Level(height(one.target), said.number(one.target), dashed=False)], marks, [])


def of_measure(row: MeasureRow) -> Picture:
    """Every period's value in its shape, broken where none was read, with the thresholds as they are now."""
    one, slots = row.measure, row.slots[-24:]
    values = [slot.reading.value for slot in slots if slot.reading is not None and slot.reading.value is not None]
    height = _scale([one.green, one.amber, *values], TOP, HEIGHT - BELOW)
    step = (WIDTH - LEFT - RIGHT - 24) / max(len(slots) - 1, 1)
    line, points, gaps, marks, drawing = "", [], [], [], False
    for index, slot in enumerate(slots):
        x = round(LEFT + 12 + step * index)
        value = slot.reading.value if slot.reading is not None else None
        if value is None:
            drawing = False
            gaps += [x] if slot.missed else []
        else:
            y = height(value)
            line += f"{'L' if drawing else 'M'}{x} {y} "
            points.append(_point((x, y, said.number(value)), slot.colour, index, len(slots)))
            drawing = True
        if index in {0, len(slots) - 1}:
            marks.append((x, date_format(slot.period.last, "M Y"), "start" if index == 0 else "end"))
    levels = [Level(height(one.green), said.number(one.green), dashed=False)]
    if one.amber != one.green:
        levels.append(Level(height(one.amber), said.number(one.amber), dashed=True))
    return Picture(line.strip(), "", points, levels, marks, gaps)


def spark(values: Iterable[Decimal | None]) -> tuple[str, int, int] | None:
    """The path of a small line and the place of its last point; None with fewer than two values."""
    known = [value for value in values if value is not None][-12:]
    if len(known) < 2:  # noqa: PLR2004 - one point is no line
        return None
    height = _scale(known, SMALL_EDGE, SMALL_HEIGHT - SMALL_EDGE)
    step = (SMALL_WIDTH - 2 * SMALL_EDGE) / (len(known) - 1)
    places = [(round(SMALL_EDGE + step * index), height(value), "") for index, value in enumerate(known)]
    return _line(places), places[-1][0], places[-1][1]


def _scale(values: Sequence[Decimal], top: int, bottom: int) -> Callable[[Decimal], int]:
    low, high = min(values), max(values)
    span = high - low or Decimal(1)

    def at(value: Decimal) -> int:
        return round(bottom - (bottom - top) * float((value - low) / span))

    return at


def _line(places: Sequence[tuple[int, int, str]]) -> str:
    return " ".join(f"{'L' if index else 'M'}{x} {y}" for index, (x, y, _label) in enumerate(places))


def _point(place: tuple[int, int, str], colour: str, index: int, count: int) -> Point:
    x, y, label = place
    shape = SHAPES.get(colour, SHAPES["green"]).format(x=x, y=y)
    return Point(x, y, shape, label if count <= LABELLED or index == count - 1 else "")
