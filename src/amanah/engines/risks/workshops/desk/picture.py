"""The opinions on one risk as two strips: every participant a mark over the level they chose, the range a line, the median a tick."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.engines.risks.criteria import Criteria, Level
from amanah.engines.risks.workshops.queries import Opinion, Range, Spread

WIDTH, LEFT, RIGHT, STEP, TOP, RADIUS, BELOW = 640, 24, 24, 30, 34, 12, 18


@dataclass(frozen=True)
class Mark:
    """One participant: where the mark stands, the letters in it, and whether it lies far from the middle."""

    x: int
    y: int
    letters: str
    far: bool

    @property
    def left(self) -> int:
        """The left side of the box round one that lies far."""
        return self.x - RADIUS

    @property
    def top(self) -> int:
        """Its upper side."""
        return self.y - RADIUS

    @property
    def base(self) -> int:
        """Where the letters stand."""
        return self.y + 4


@dataclass(frozen=True)
class Tick:
    """A level under the line."""

    x: int
    text: str


@dataclass(frozen=True)
class Strip:
    """One axis. All lengths in the picture's own units, whole ones: a decimal comma would break the picture."""

    title: str
    description: str
    height: int
    line: int
    low: int
    middle: int
    high: int
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]

    @property
    def words(self) -> int:
        """Where the levels are named."""
        return self.line + 34


def of(spread: Spread, scale: Criteria) -> tuple[Strip, Strip]:
    """Likelihood and impact."""
    return (
        _strip(_("Kemungkinan"), spread.opinions, "likelihood", spread.likelihood, scale.likelihood),
        _strip(_("Dampak"), spread.opinions, "impact", spread.impact, scale.impact),
    )


def initials(name: str) -> str:
    """Up to two letters for a name."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0] for word in (words[0], words[-1]) if word).upper() if len(words) > 1 else name[:2].upper()


def _strip(title: str, opinions: Sequence[Opinion], axis: str, lies: Range, levels: Sequence[Level]) -> Strip:
    def place(level: float) -> int:
        return round(LEFT + (level - 0.5) * (WIDTH - LEFT - RIGHT) / len(levels))

    stacked: dict[int, int] = {}
    raised: list[tuple[Opinion, int, int]] = []
    for opinion in opinions:
        level = getattr(opinion.score, axis)
        raised.append((opinion, level, stacked.get(level, 0)))
        stacked[level] = stacked.get(level, 0) + 1
    line = TOP + max(stacked.values()) * STEP
    marks = (
        Mark(place(level), line - STEP * above - BELOW, initials(opinion.score.participant.person.name), opinion.far)
        for opinion, level, above in raised
    )
    language = get_language() or "id"
    description = _("Dari %(low)d sampai %(high)d, median %(middle)s, %(n)d penilaian.") % {
        "low": lies.low,
        "high": lies.high,
        "middle": f"{lies.middle:g}",
        "n": len(opinions),
    }
    ticks = tuple(Tick(place(level.number), f"{level.number}. {level.title.get(language)}") for level in levels)
    return Strip(title, description, line + 46, line, place(lies.low), place(lies.middle), place(lies.high), tuple(marks), ticks)
