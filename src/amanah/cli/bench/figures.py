"""What a measurement yields: figures, each with the limit that the project has set itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One number. `limit` is the most it may be, or with `least` the least; None where it is only informative."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    least: bool = False

    @property
    def ok(self) -> bool:
        """Whether it keeps its limit."""
        return self.limit is None or (self.value >= self.limit if self.least else self.value <= self.limit)

    def __str__(self) -> str:
        limit = (
            "" if self.limit is None else f"   ({'at least' if self.least else 'at most'} {self.limit:g}{'' if self.ok else ', MISSED'})"
        )
        return f"  {self.name:<58} {self.value:>10,.2f} {self.unit}{limit}"


@dataclass(frozen=True)
class Setting:
    """How a part is to measure: `scale` below 1 makes it quick and its figures rough; `folder` is empty and its own."""

    folder: Path
    scale: float = 1.0
    database_url: str = ""

    def times(self, number: int) -> int:
        """A count, scaled, never below one."""
        return max(1, round(number * self.scale))


Part = Callable[[Setting], Iterator[Figure]]


def percentile(values: list[float], share: float) -> float:
    """The value that this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
