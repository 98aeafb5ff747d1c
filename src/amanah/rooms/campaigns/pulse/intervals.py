"""Shares and their changes with honest intervals: Wilson's for one share, Newcombe's for the difference of two.

R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven methods", Statistics in
Medicine 17 (1998), method 10. The intervals speak of chance alone: not of who chose to answer, and not of why something changed.
"""

import math
from dataclasses import dataclass

Z = 1.959963984540054
"""For 95 of 100."""


@dataclass(frozen=True)
class Share:
    """So many of so many, with the interval in which the true share lies in 95 of 100 such cases. All as parts of one."""

    count: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself."""
        return self.count / self.of


@dataclass(frozen=True)
class Change:
    """From one share to another; `low` and `high` hold the difference, as parts of one."""

    before: Share
    after: Share
    low: float
    high: float

    @property
    def value(self) -> float:
        """The difference; positive where the share grew."""
        return self.after.value - self.before.value

    @property
    def direction(self) -> int:
        """1 and -1 where chance alone hardly explains the difference, else 0."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0


def share(count: int, of: int) -> Share:
    """Wilson's score interval. Raises ValueError where there is nothing to share."""
    if not 0 <= count <= of or of == 0:
        raise ValueError("a share needs somebody to be shared among")
    p, z2 = count / of, Z * Z
    middle = p + z2 / (2 * of)
    half = Z * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    scale = 1 + z2 / of
    return Share(count, of, max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale))


def change(before: Share, after: Share) -> Change:
    """Newcombe's hybrid score interval of the difference `after` - `before`, for two sets of people."""
    difference = after.value - before.value
    down = math.hypot(after.value - after.low, before.high - before.value)
    up = math.hypot(after.high - after.value, before.value - before.low)
    return Change(before, after, difference - down, difference + up)
