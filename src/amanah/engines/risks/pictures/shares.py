"""One bar that a whole is divided on: each share with its number on it where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

LENGTH = 160
HEIGHT = 22
LEAST = 2
ROOM = 9
"""What a figure needs on the bar."""


@dataclass(frozen=True)
class Share:
    """One share: its pattern by a key, and where its number stands; 0 where it does not fit."""

    key: str
    count: int
    x: int
    width: int
    label: int


def bar(counts: Sequence[tuple[str, int]]) -> list[Share]:
    """Shares side by side, LENGTH long together; none vanishes that is not nothing."""
    present = [(key, count) for key, count in counts if count > 0]
    whole = sum(count for _key, count in present)
    widths = [max(round(LENGTH * count / whole), LEAST) for _key, count in present]
    if (over := sum(widths) - LENGTH) > 0:
        widths[widths.index(max(widths))] -= over
    drawn: list[Share] = []
    x = 0
    for (key, count), width in zip(present, widths, strict=True):
        fits = width >= ROOM * len(str(count))
        drawn.append(Share(key, count, x, width, x + width // 2 if fits else 0))
        x += width
    return drawn
