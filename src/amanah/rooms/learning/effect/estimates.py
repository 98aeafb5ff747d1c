"""A mean with the range in which the true one lies, by Student's t: with few people the range is wide, and with too few nothing is said."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean, stdev
from typing import TypeAlias, TypeVar

from django.conf import settings

CONFIDENCE = 0.95
Group = TypeVar("Group")
Said: TypeAlias = tuple[Hashable, float]
"""Whose value it is, and the value."""


@dataclass(frozen=True)
class Estimate:
    """`mean` of `n`, and the interval that holds the true mean in 95 of 100 such measurements."""

    n: int
    mean: float
    low: float
    high: float

    @property
    def certain(self) -> int:
        """1 where even the low end is above nought, -1 where even the high end is below, else 0."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0


def fewest() -> int:
    """The smallest group of which anything is told, as for public statistics."""
    return int(settings.AMANAH_STATISTICS_THRESHOLD)


def people(said: Iterable[Said]) -> int:
    """How many different people these are of."""
    return len({who for who, _value in said})


def estimate(said: Iterable[Said]) -> Estimate | None:
    """Over people: whoever is in it several times counts once, with their mean. None for fewer than `fewest` people."""
    own: dict[Hashable, list[float]] = defaultdict(list)
    for who, value in said:
        own[who].append(value)
    values = [fmean(some) for some in own.values()]
    n = len(values)
    if n < max(fewest(), 2):
        return None
    mean = fmean(values)
    reach = quantile(n - 1) * stdev(values) / sqrt(n)
    return Estimate(n, mean, mean - reach, mean + reach)


def quantile(freedom: int) -> float:
    """Of Student's t, two-sided, by the Cornish-Fisher expansion: from nine degrees of freedom on right to 0.002."""
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def pooled(groups: Mapping[Group, Sequence[Said]]) -> tuple[dict[Group, Sequence[Said]], list[Said]]:
    """The groups that are large enough, and all others together.

    Where the others together are fewer than `fewest`, the smallest of the large ones joins them: otherwise the whole less the parts
    would tell of a few people.
    """
    large = {name: some for name, some in groups.items() if people(some) >= fewest()}
    rest = [one for name, some in groups.items() if name not in large for one in some]
    while rest and people(rest) < fewest() and large:
        smallest = min(large, key=lambda name: people(large[name]))
        rest += large.pop(smallest)
    return large, rest


def merged(periods: Sequence[tuple[Group, Sequence[Said]]]) -> list[tuple[Group, Group, list[Said]]]:
    """Periods in order (first, last, what was said): neighbours are told together until they are enough; too few in all are not told."""
    found: list[tuple[Group, Group, list[Said]]] = []
    waiting: tuple[Group, list[Said]] | None = None
    for name, some in periods:
        first, held = waiting if waiting is not None else (name, [])
        held = [*held, *some]
        waiting = (first, held)
        if people(held) >= fewest():
            found.append((first, name, held))
            waiting = None
    if waiting is not None and waiting[1] and found:
        first, _last, before = found.pop()
        found.append((first, periods[-1][0], [*before, *waiting[1]]))
    return found
