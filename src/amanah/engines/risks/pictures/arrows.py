"""Arrows between two places: a soft bend, a head that points where the line goes, and a place for what is said about it."""

from dataclasses import dataclass
from math import hypot

HEAD = 9
BEND = 0.14


@dataclass(frozen=True)
class Arrow:
    """A line and its head as paths of SVG, the place of its label, how thick it is and what it says."""

    line: str
    head: str
    x: int
    y: int
    thick: int
    label: str
    title: str = ""


def arrow(
    start: tuple[int, int], end: tuple[int, int], *, clear: int, thick: int = 2, label: str = "", title: str = "", bend: float = BEND
) -> Arrow:
    """An arrow that keeps `clear` of both places. The two must differ."""
    (x1, y1), (x2, y2) = start, end
    across, down = x2 - x1, y2 - y1
    control = ((x1 + x2) / 2 - bend * down, (y1 + y2) / 2 + bend * across)
    out = _toward(start, control, clear)
    tip = _toward(end, control, clear)
    neck = _toward(tip, control, HEAD)
    half = HEAD * 0.55 + thick * 0.6
    length = hypot(tip[0] - neck[0], tip[1] - neck[1]) or 1
    side = (-(tip[1] - neck[1]) / length * half, (tip[0] - neck[0]) / length * half)
    left, right = (neck[0] + side[0], neck[1] + side[1]), (neck[0] - side[0], neck[1] - side[1])
    middle = ((out[0] + 2 * control[0] + neck[0]) / 4, (out[1] + 2 * control[1] + neck[1]) / 4)
    return Arrow(
        line=f"M{_at(out)} Q{_at(control)} {_at(neck)}",
        head=f"M{_at(tip)} L{_at(left)} L{_at(right)} Z",
        x=round(middle[0]),
        y=round(middle[1]),
        thick=thick,
        label=label,
        title=title,
    )


def _toward(place: tuple[float, float], other: tuple[float, float], far: float) -> tuple[float, float]:
    length = hypot(other[0] - place[0], other[1] - place[1]) or 1
    return place[0] + (other[0] - place[0]) / length * far, place[1] + (other[1] - place[1]) / length * far


def _at(place: tuple[float, float]) -> str:
    return f"{place[0]:.1f} {place[1]:.1f}"
