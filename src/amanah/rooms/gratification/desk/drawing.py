"""The heat map as squares: darker means more, and every square carries its number."""

from dataclasses import dataclass

from amanah.rooms.gratification.queries.recap import Grid

ROWS = 12
"""How many units are drawn; the table below names all."""
WIDE, HIGH, LEFT, TOP = 58, 26, 250, 120
_LONGEST = 38


@dataclass(frozen=True)
class Square:
    """One cell with its place, its strength and its number."""

    x: int
    y: int
    opacity: str
    number: int

    @property
    def light(self) -> bool:
        """Whether its number is written in the paper's colour."""
        return float(self.opacity) > 0.5  # noqa: PLR2004 - half


@dataclass(frozen=True)
class Label:
    """One name with its place."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Heat:
    """Everything the picture is drawn from."""

    width: int
    height: int
    squares: list[Square]
    units: list[Label]
    occasions: list[Label]


def heat(grid: Grid) -> Heat | None:
    """The picture of the fullest units; None where there is nothing to draw."""
    if not grid.units:
        return None
    shown = list(grid.rows)[:ROWS]
    most = max(max(counts) for _unit, counts, _sum in shown)
    squares = [
        Square(LEFT + column * WIDE, TOP + row * HIGH, f"{0.12 + 0.88 * number / most:.2f}", number)
        for row, (_unit, counts, _sum) in enumerate(shown)
        for column, number in enumerate(counts)
        if number
    ]
    units = [Label(LEFT - 8, TOP + row * HIGH + 17, _short(unit)) for row, (unit, _counts, _sum) in enumerate(shown)]
    occasions = [Label(LEFT + column * WIDE + 28, TOP - 8, _short(name, 24)) for column, name in enumerate(grid.occasions)]
    return Heat(LEFT + len(grid.occasions) * WIDE + 60, TOP + len(shown) * HIGH + 6, squares, units, occasions)


def _short(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
