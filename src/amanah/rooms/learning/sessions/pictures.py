"""The picture of what people thought: for each question on a scale one bar, from the lowest answer to the highest."""

from collections.abc import Sequence
from dataclasses import dataclass

from amanah.rooms.learning.sessions.queries.feedback import Scale

WIDTH, HEIGHT, LEAST, ROOM = 400, 26, 3, 34
"""In units of the drawing; ROOM is what a number with its percent needs on the bar."""


@dataclass(frozen=True)
class Piece:
    """How many chose one answer: its value, where it stands on the bar, and where its number is written; 0 where it does not fit."""

    value: int
    count: int
    x: int
    width: int
    label: int


@dataclass(frozen=True)
class Bar:
    """One question with its bar."""

    text: str
    mean: float
    of: int
    pieces: tuple[Piece, ...]


def bars(scales: Sequence[Scale]) -> list[Bar]:
    """A bar for each question that enough people answered."""
    return [Bar(one.text, one.mean, one.of, _pieces(one.counts)) for one in scales if one.mean is not None]


def _pieces(counts: Sequence[int]) -> tuple[Piece, ...]:
    whole, found, before = sum(counts), [], 0
    for value, count in enumerate(counts, 1):
        start, before = round(WIDTH * before / whole), before + count
        if count:
            width = max(round(WIDTH * before / whole) - start, LEAST)
            found.append(Piece(value, count, start, width, start + width // 2 if width >= ROOM else 0))
    return tuple(found)
