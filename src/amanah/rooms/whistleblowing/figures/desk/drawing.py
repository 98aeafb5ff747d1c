"""How fast a step was, as marks on a line: the middle report, nine in ten, and the longest of all steps as the line's end."""

from collections.abc import Sequence
from dataclasses import dataclass

from amanah.rooms.whistleblowing.figures.queries import Speed

LENGTH = 300


@dataclass(frozen=True)
class Pace:
    """One step with the places of its two marks; None where there is nothing to mark."""

    speed: Speed
    middle: int | None
    tail: int | None


def paces(speeds: Sequence[Speed]) -> list[Pace]:
    """All on one scale, so that they can be compared by eye."""
    longest = max((speed.tail or 0 for speed in speeds), default=0) or 1
    return [Pace(speed, _place(speed.median, longest), _place(speed.tail, longest)) for speed in speeds]


def _place(days: int | None, longest: int) -> int | None:
    return None if days is None else 4 + round((LENGTH - 8) * days / longest)
