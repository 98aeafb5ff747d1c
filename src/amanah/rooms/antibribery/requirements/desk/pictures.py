"""How far each chapter is on the way over: bars of shares whose numbers are also written."""

from dataclasses import dataclass

from amanah.rooms.antibribery.requirements import declare
from amanah.rooms.antibribery.requirements.queries import Gap

WIDTH, LABEL, ROW, BAR = 720, 64, 34, 22
LEAST = 18
"""The narrowest share in which a number still fits."""
SHADES = {declare.CARRIES: "0.9", declare.DONE: "0.7", declare.CHANGED: "0.5", declare.NEW: "0.3", declare.WANTING: "0.12"}
_LIGHT = (declare.NEW, declare.WANTING)


@dataclass(frozen=True)
class Share:
    """One stretch of a bar."""

    x: int
    width: int
    count: int
    shade: str
    light: bool
    label: int
    """Where its number stands, 0 where it does not fit."""


@dataclass(frozen=True)
class Bar:
    """One chapter."""

    title: str
    y: int
    shares: list[Share]

    @property
    def base(self) -> int:
        """Where its words stand."""
        return self.y + 16


@dataclass(frozen=True)
class Picture:
    """All chapters, below one another."""

    bars: list[Bar]
    width: int = WIDTH

    @property
    def height(self) -> int:
        """How high it is."""
        return len(self.bars) * ROW


def way_over(gap: Gap) -> Picture:
    """Each chapter's requirements by what is still to do, all bars in one scale."""
    most = max((len(chapter.steps) for chapter in gap.chapters), default=1)
    bars = []
    for place, chapter in enumerate(gap.chapters):
        x, shares = LABEL, []
        for code in declare.GAPS:
            count = chapter.counts[code]
            width = round(count * (WIDTH - LABEL) / most)
            if count:
                shares.append(Share(x, width, count, SHADES[code], code in _LIGHT, x + width // 2 if width >= LEAST else 0))
            x += width
        bars.append(Bar(chapter.part.key, place * ROW + 4, shares))
    return Picture(bars)
