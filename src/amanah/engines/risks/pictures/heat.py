"""The heat map: a matrix with what stands in each of its cells, in words and numbers before colour, and how risks moved across it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from amanah.engines.risks.pictures.arrows import Arrow, arrow
from amanah.engines.risks.pictures.words import Line, block, wrap

SHADES = 5
FLOWS = 8
"""The most arrows that one map bears; the table names every movement."""
THIN, THICK = 2, 6
SIDE, CLEAR = 10, 9
ASIDE = 7
"""How far a stop keeps from the score where cells are narrow."""

Field = tuple[int, int]
"""Likelihood and impact, each counted from one."""


@dataclass(frozen=True)
class Level:
    """A band of scores in words; `rank` counts from one at the lowest, of `ranks`."""

    key: str
    title: str
    rank: int
    ranks: int

    @property
    def shade(self) -> int:
        """Its shade of SHADES: the graver, the stronger."""
        return SHADES if self.ranks == 1 else 1 + round((SHADES - 1) * (self.rank - 1) / (self.ranks - 1))


@dataclass(frozen=True)
class Matrix:
    """Criteria as a picture needs them: the words of both scales, lowest first, and score and level by likelihood, then impact.

    `within` says which fields lie within the appetite; None where no one appetite holds for everything shown.
    """

    likelihood: Sequence[str]
    impact: Sequence[str]
    scores: Sequence[Sequence[int]]
    levels: Sequence[Sequence[Level]]
    within: Sequence[Sequence[bool]] | None = None

    def fields(self) -> list[Field]:
        """Every field, the likeliest row first, as the eye reads it."""
        return [(row, column) for row in range(len(self.likelihood), 0, -1) for column in range(1, len(self.impact) + 1)]


@dataclass(frozen=True)
class Flow:
    """How many risks went from one field to another."""

    source: Field
    target: Field
    count: int


@dataclass(frozen=True)
class Stop:
    """Where one risk stands at one stage."""

    letter: str
    title: str
    field: Field


@dataclass(frozen=True)
class Cell:
    """One field as it is drawn."""

    likelihood: int
    impact: int
    x: int
    y: int
    score: int
    level: Level
    count: int
    url: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Dot:
    """A stop as it is drawn."""

    x: int
    y: int
    letter: str
    title: str


@dataclass(frozen=True)
class Size:
    """How a map is laid out: for a wide page, or for a telephone."""

    cell_width: int
    cell_height: int
    left: int
    bottom: int
    type: int
    small: int
    words: bool
    top: int = 8
    gap: int = 4


WIDE = Size(cell_width=118, cell_height=70, left=150, bottom=74, type=22, small=12, words=True)
NARROW = Size(cell_width=62, cell_height=68, left=40, bottom=42, type=16, small=10, words=False)


@dataclass(frozen=True)
class Heat:
    """A map ready to be drawn."""

    width: int
    height: int
    size: Size
    cells: list[Cell]
    rows: list[tuple[Line, ...]]
    columns: list[tuple[Line, ...]]
    appetite: str
    arrows: list[Arrow] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    moving: bool = False
    """Arrows of many risks take the right of the cells; words stand on the left."""

    @property
    def box(self) -> tuple[int, int]:
        """Width and height of a cell without its gap."""
        return self.size.cell_width - self.size.gap, self.size.cell_height - self.size.gap

    @property
    def half(self) -> int:
        """The middle of a cell across."""
        return self.box[0] // 2

    @property
    def corner(self) -> int:
        """Where the score ends."""
        return self.box[0] - 7

    @property
    def middle(self) -> tuple[int, int]:
        """The middle of the field of cells."""
        across = self.size.left + (self.width - self.size.left) // 2
        return across, self.size.top + (self.height - self.size.top - self.size.bottom) // 2


def draw(
    matrix: Matrix,
    *,
    counts: Mapping[Field, int] | None = None,
    urls: Mapping[Field, str] | None = None,
    flows: Sequence[Flow] = (),
    stops: Sequence[Stop] = (),
    size: Size = WIDE,
) -> Heat:
    """Lay out a map: with counts, with flows of many risks, or with the stops of one."""
    moving = bool(flows)
    cells = [
        _cell(matrix, place, size, ((counts or {}).get(place, 0), (urls or {}).get(place, "")), moving=moving) for place in matrix.fields()
    ]
    dots = _dots(stops, matrix, size)
    return Heat(
        width=size.left + len(matrix.impact) * size.cell_width,
        height=size.top + len(matrix.likelihood) * size.cell_height + size.bottom,
        size=size,
        cells=cells,
        rows=[_row(matrix, row, size) for row in range(1, len(matrix.likelihood) + 1)],
        columns=[_column(matrix, column, size) for column in range(1, len(matrix.impact) + 1)],
        appetite=_appetite(matrix, size),
        arrows=[*_flows(flows, matrix, size), *_steps(dots)],
        dots=dots,
        moving=moving,
    )


def _corner(place: Field, matrix: Matrix, size: Size) -> tuple[int, int]:
    return size.left + (place[1] - 1) * size.cell_width, size.top + (len(matrix.likelihood) - place[0]) * size.cell_height


def _centre(place: Field, matrix: Matrix, size: Size) -> tuple[int, int]:
    x, y = _corner(place, matrix, size)
    return x + (size.cell_width - size.gap) // 2, y + (size.cell_height - size.gap) // 2


def _right(place: Field, matrix: Matrix, size: Size) -> tuple[int, int]:
    x, y = _centre(place, matrix, size)
    return x + size.cell_width * 3 // 10, y + 2


def _cell(matrix: Matrix, place: Field, size: Size, holds: tuple[int, str], *, moving: bool) -> Cell:
    x, y = _corner(place, matrix, size)
    likelihood, impact = place
    level = matrix.levels[likelihood - 1][impact - 1]
    said = wrap(level.title, size.cell_width - size.gap - 6, size.small, 2)
    base = size.cell_height - size.gap - 9
    middle = SIDE if moving else (size.cell_width - size.gap) // 2
    lines = tuple(Line(middle, base - (len(said) - 1 - n) * (size.small + 1), text) for n, text in enumerate(said))
    return Cell(likelihood, impact, x, y, matrix.scores[likelihood - 1][impact - 1], level, *holds, lines)


def _row(matrix: Matrix, likelihood: int, size: Size) -> tuple[Line, ...]:
    _x, middle = _centre((likelihood, 1), matrix, size)
    if not size.words:
        return (Line(size.left - 8, middle + 4, str(likelihood)),)
    text = f"{likelihood} {matrix.likelihood[likelihood - 1]}"
    return block(text, x=size.left - 10, middle=middle, room=size.left - 42, size=size.small + 1, most=3)


def _column(matrix: Matrix, impact: int, size: Size) -> tuple[Line, ...]:
    middle, _y = _centre((1, impact), matrix, size)
    below = size.top + len(matrix.likelihood) * size.cell_height
    if not size.words:
        return (Line(middle, below + 13, str(impact)),)
    text = f"{impact} {matrix.impact[impact - 1]}"
    lines = wrap(text, size.cell_width - 8, size.small + 1, 2)
    return tuple(Line(middle, below + 14 + n * (size.small + 4), line) for n, line in enumerate(lines))


def _appetite(matrix: Matrix, size: Size) -> str:
    """The border between fields within the appetite and fields beyond it, as a path; "" where there is none."""
    if matrix.within is None:
        return ""
    parts = []
    for likelihood, impact in matrix.fields():
        inside = matrix.within[likelihood - 1][impact - 1]
        x, y = _corner((likelihood, impact), matrix, size)
        left, top = x - size.gap // 2, y - size.gap // 2
        if impact < len(matrix.impact) and inside != matrix.within[likelihood - 1][impact]:
            parts.append(f"M{left + size.cell_width} {top} v{size.cell_height}")
        if likelihood < len(matrix.likelihood) and inside != matrix.within[likelihood][impact - 1]:
            parts.append(f"M{left} {top} h{size.cell_width}")
    return " ".join(parts)


def _flows(flows: Sequence[Flow], matrix: Matrix, size: Size) -> list[Arrow]:
    """The largest movements, the thickest below."""
    moved = sorted((flow for flow in flows if flow.source != flow.target), key=lambda flow: (-flow.count, flow.source, flow.target))[:FLOWS]
    most = max((flow.count for flow in moved), default=1)
    return [
        arrow(
            _right(flow.source, matrix, size),
            _right(flow.target, matrix, size),
            clear=CLEAR,
            thick=round(THIN + (THICK - THIN) * flow.count / most),
            label=str(flow.count),
        )
        for flow in moved
    ]


def _dots(stops: Sequence[Stop], matrix: Matrix, size: Size) -> list[Dot]:
    """Stops in one field stand side by side."""
    shared: dict[Field, list[Stop]] = {}
    for stop in stops:
        shared.setdefault(stop.field, []).append(stop)
    step = max(size.cell_width // 4, 24)
    drawn = []
    for stop in stops:
        x, y = _centre(stop.field, matrix, size)
        mates = shared[stop.field]
        x += round((mates.index(stop) - (len(mates) - 1) / 2) * step)
        drawn.append(Dot(x - (0 if size.words else ASIDE), y - size.cell_height // 7, stop.letter, stop.title))
    return drawn


def _steps(dots: Sequence[Dot]) -> list[Arrow]:
    """From each stop to the next, unless they are neighbours in one field."""
    near = 48
    pairs = [(one, other) for one, other in pairwise(dots) if abs(one.x - other.x) + abs(one.y - other.y) >= near]
    return [arrow((one.x, one.y), (other.x, other.y), clear=17, thick=3) for one, other in pairs]
