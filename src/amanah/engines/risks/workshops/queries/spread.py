"""How far apart the opinions on one risk lie, once the scores are opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from statistics import median

from django.db.models import QuerySet

from amanah import rulebook
from amanah.engines.risks.workshops.models import Item, Score
from amanah.engines.risks.workshops.queries.scores import revealed
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock

FAR = "risks.workshop_far_apart"
"""From how many levels away from the median on an opinion stands out."""


@dataclass(frozen=True)
class Range:
    """Where the opinions on one axis lie."""

    low: int
    middle: float
    high: int

    @classmethod
    def of(cls, levels: Sequence[int]) -> "Range":
        """The range of at least one opinion."""
        return cls(min(levels), median(levels), max(levels))

    def far(self, level: int, by: int) -> bool:
        """Whether a level lies at least `by` levels from the middle."""
        return abs(level - self.middle) >= by


@dataclass(frozen=True)
class Opinion:
    """What one participant thinks, and whether that lies far from the middle."""

    score: Score
    far: bool

    @property
    def late(self) -> bool:
        """Given after the day until which scores were asked for."""
        return self.score.day > self.score.item.workshop.until


@dataclass(frozen=True)
class Spread:
    """The opinions on one risk."""

    opinions: tuple[Opinion, ...]
    likelihood: Range
    impact: Range

    @property
    def apart(self) -> tuple[Opinion, ...]:
        """Those that stand out."""
        return tuple(opinion for opinion in self.opinions if opinion.far)


def spread(scores: Iterable[Score], by: int) -> Spread | None:
    """The spread of these scores on one risk; None where there are none."""
    scores = list(scores)
    if not scores:
        return None
    likelihood = Range.of([score.likelihood for score in scores])
    impact = Range.of([score.impact for score in scores])
    opinions = (Opinion(score, likelihood.far(score.likelihood, by) or impact.far(score.impact, by)) for score in scores)
    return Spread(tuple(opinions), likelihood, impact)


def spreads(viewer: Viewer, of: QuerySet[Item]) -> dict[int, Spread]:
    """The spread of each of these risks on which there are opinions that the viewer may read: one query."""
    by = int(rulebook.provision(FAR, on=clock.today()).value)
    grouped = groupby(revealed(viewer, of), key=attrgetter("item_id"))
    return {item: found for item, some in grouped if (found := spread(some, by)) is not None}
