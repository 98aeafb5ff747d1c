"""How a share went from wave to wave, and its picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language

from amanah.rooms.campaigns.pulse import declare, wording
from amanah.rooms.campaigns.pulse.intervals import Share
from amanah.rooms.campaigns.pulse.models import Wave
from amanah.rooms.campaigns.pulse.queries.results import share_of, whole
from amanah.rooms.campaigns.pulse.questions.definition import Question

WIDTH, HEIGHT = 420, 170
LEFT, RIGHT, TOP, BELOW = 44, 24, 22, 40
AIR = 26
SHOWN = 8
STEPS = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Point:
    """One wave: where its share and the ends of its interval stand."""

    x: int
    y: int
    low: int
    high: int
    label: str
    title: str
    share: Share

    @property
    def said(self) -> str:
        """The share in words."""
        return wording.percent(self.share.value)

    @property
    def ranged(self) -> str:
        """The share with its interval."""
        return wording.of_share(self.share)


@dataclass(frozen=True)
class Trend:
    """One question over waves."""

    short: str
    text: str
    points: list[Point]
    line: str
    grid: list[tuple[int, int]]
    width: int = WIDTH
    height: int = TOP + HEIGHT + BELOW
    left: int = LEFT
    right: int = WIDTH - RIGHT
    names: int = TOP + HEIGHT + 22


def followed(waves: Sequence[Wave]) -> list[Trend]:
    """The measures that are followed, over these closed waves in the order of their days; those with two points at least."""
    ordered = sorted(waves, key=lambda wave: (wave.closes_on, wave.pk))
    return [trend for measure in declare.FOLLOWED if (trend := _trend(measure, ordered)) is not None]


def _trend(measure: str, waves: Sequence[Wave]) -> Trend | None:
    found: list[tuple[Wave, Question, Share]] = []
    for wave in waves:
        question = next((one for one in wave.questions if one.measure == measure), None)
        told = whole(wave)
        part = share_of(told, question) if told and question else None
        if question is not None and part is not None:
            found.append((wave, question, part))
    if len(found) < 2:  # noqa: PLR2004 - one point is no trend
        return None
    last = found[-1][1]
    found = [one for one in found if one[1].edition == last.edition][-SHOWN:]
    step = (WIDTH - LEFT - RIGHT - 2 * AIR) / max(len(found) - 1, 1)
    points = [
        Point(
            round(LEFT + AIR + step * place),
            _at(part.value),
            _at(part.low),
            _at(part.high),
            date_format(wave.closes_on, "M y"),
            f"{wave.pulse.title if language == 'id' else wave.pulse.title_en} – {wave}",
            part,
        )
        for language in [(get_language() or "id")[:2]]
        for place, (wave, _question, part) in enumerate(found)
    ]
    line = " ".join(f"{'L' if place else 'M'}{point.x} {point.y}" for place, point in enumerate(points))
    words = get_language() or "id"
    return Trend(last.short.get(words), last.text.get(words), points, line, [(step_, _at(step_ / 100)) for step_ in STEPS])


def _at(value: float) -> int:
    return round(TOP + HEIGHT - value * HEIGHT)
