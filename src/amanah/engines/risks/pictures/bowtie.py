"""The bow-tie of one risk: causes and what stands before them on the left, the event, what softens it and the consequences on the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amanah.engines.risks.pictures.words import Line, block, leading, wrap

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WIDTH = 960
BOX, CONTROL, EVENT = 186, 170, 148
NEAR, FAR = 24, 26
TYPE, SMALL = 13, 12
PAD = 10
BETWEEN, WITHIN = 16, 6
EDGE = 14
MOST_TEXT, MOST_EVENT, MOST_CONTROL = 5, 9, 3


@dataclass(frozen=True)
class Barrier:
    """A control in the way. `mark` is "effective", "partly", "ineffective", "stale" or "untested"; `word` says it."""

    title: str
    mark: str
    word: "StrOrPromise"
    number: str = ""
    url: str = ""
    key: bool = False


@dataclass(frozen=True)
class Strand:
    """A cause or a consequence, with what stands between it and the event.

    A `loose` one stands for all of its side; the others of that side are `held` by it where nothing stands against them alone.
    """

    text: "StrOrPromise"
    barriers: Sequence[Barrier] = ()
    loose: bool = False
    held: bool = False

    @property
    def bare(self) -> bool:
        """Nothing at all stands in its way."""
        return not self.barriers and not self.held


@dataclass(frozen=True)
class Box:
    """Text in a frame."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]
    kind: str


@dataclass(frozen=True)
class Chip:
    """A control in a frame; without a barrier, the frame of what is missing, or of what only holds in general."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]
    barrier: Barrier | None
    bare: bool = False

    @property
    def mark_at(self) -> tuple[int, int]:
        """The middle of its mark."""
        return self.x + PAD + 7, self.y + PAD + 5

    @property
    def word_at(self) -> tuple[int, int]:
        """Where the word of its mark begins."""
        return self.x + PAD + 18, self.y + PAD + 9


@dataclass(frozen=True)
class BowTie:
    """A bow-tie ready to be drawn."""

    width: int
    height: int
    event: Box
    boxes: list[Box]
    chips: list[Chip]
    lines: list[str]
    bare: list[str]
    """The lines on which nothing stands in the way."""


def draw(
    event: str, causes: Sequence[Strand], consequences: Sequence[Strand], *, nothing: "StrOrPromise", general: "StrOrPromise"
) -> BowTie:
    """Lay it out; `nothing` is said where no control stands in the way, `general` where only those of its whole side do."""
    heights = [[_height(strand) for strand in side] for side in (causes, consequences)]
    said = wrap(event, EVENT - 3 * PAD, TYPE, MOST_EVENT)
    own = max(len(said) * leading(TYPE) + 4 * PAD, 96)
    whole = max([own, *(sum(side) + BETWEEN * (len(side) - 1) for side in heights if side)])
    left = BOX + FAR + CONTROL + NEAR
    top = (whole - own) // 2
    middle = Box(
        left,
        top,
        EVENT,
        own,
        block(event, x=left + EVENT // 2, middle=whole // 2, room=EVENT - 3 * PAD, size=TYPE, most=MOST_EVENT),
        "event",
    )
    drawn = BowTie(WIDTH, whole, middle, [], [], [], [])
    for side, strands, sizes in ((0, causes, heights[0]), (1, consequences, heights[1])):
        y = (whole - sum(sizes) - BETWEEN * (len(sizes) - 1)) // 2
        for strand, height in zip(strands, sizes, strict=True):
            _strand(drawn, strand, y + height // 2, right=bool(side), missing=str(nothing if strand.bare else general))
            y += height + BETWEEN
    return drawn


def _text_height(text: str, room: int, size: int, most: int) -> int:
    return len(wrap(text, room, size, most)) * leading(size)


def _box_height(strand: Strand) -> int:
    return _text_height(str(strand.text), BOX - 2 * PAD, TYPE, MOST_TEXT) + 2 * PAD


def _chip_height(barrier: Barrier) -> int:
    return _text_height(barrier.title, CONTROL - 2 * PAD, SMALL, MOST_CONTROL) + leading(SMALL) + 2 * PAD


def _stack_height(strand: Strand) -> int:
    if not strand.barriers:
        return leading(SMALL) + 2 * PAD
    return sum(_chip_height(one) for one in strand.barriers) + WITHIN * (len(strand.barriers) - 1)


def _height(strand: Strand) -> int:
    return max(_box_height(strand), _stack_height(strand))


def _strand(drawn: BowTie, strand: Strand, middle: int, *, right: bool, missing: str) -> None:
    """Put one strand at its height onto its side."""
    outer = WIDTH - BOX if right else 0
    inner = drawn.event.x + EVENT + NEAR if right else BOX + FAR
    kind = "loose" if strand.loose else "consequence" if right else "cause"
    height = _box_height(strand)
    text = block(str(strand.text), x=outer + PAD, middle=middle, room=BOX - 2 * PAD, size=TYPE, most=MOST_TEXT)
    drawn.boxes.append(Box(outer, middle - height // 2, BOX, height, text, kind))
    y = middle - _stack_height(strand) // 2
    for barrier in strand.barriers:
        tall = _chip_height(barrier)
        drawn.chips.append(Chip(inner, y, CONTROL, tall, _chip_lines(barrier, inner, y), barrier))
        y += tall + WITHIN
    if not strand.barriers:
        tall = _stack_height(strand)
        line = block(missing, x=inner + CONTROL // 2, middle=middle, room=CONTROL - 2 * PAD, size=SMALL, most=1)
        drawn.chips.append(Chip(inner, y, CONTROL, tall, line, None, strand.bare))
    lines = drawn.bare if strand.bare else drawn.lines
    event = drawn.event
    meets = min(max(middle, event.y + EDGE), event.y + event.height - EDGE)
    if right:
        lines += [_curve(event.x + EVENT, meets, inner, middle), _curve(inner + CONTROL, middle, outer, middle)]
    else:
        lines += [_curve(BOX, middle, inner, middle), _curve(inner + CONTROL, middle, event.x, meets)]


def _chip_lines(barrier: Barrier, x: int, y: int) -> tuple[Line, ...]:
    first = y + PAD + leading(SMALL) + round(SMALL * 0.85)
    lines = wrap(barrier.title, CONTROL - 2 * PAD, SMALL, MOST_CONTROL)
    return tuple(Line(x + PAD, first + n * leading(SMALL), line) for n, line in enumerate(lines))


def _curve(x1: int, y1: int, x2: int, y2: int) -> str:
    middle = (x1 + x2) // 2
    return f"M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}"
