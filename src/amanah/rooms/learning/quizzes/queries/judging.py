"""How good the questions are, told only where enough people answered: never who answered what."""

from dataclasses import dataclass
from statistics import fmean, pstdev

from amanah.rooms.learning.quizzes.declare import ENOUGH
from amanah.rooms.learning.quizzes.models import Drawn, Test, Version

WEAK = 0.15
"""A question that those who know do not answer better than others by at least so much tells little."""
EASY, HARD = 0.95, 0.3


@dataclass(frozen=True)
class Item:
    """One version of a question in the attempts of a test.

    `right` is the share of right answers (difficulty: the higher, the easier). `apart` is how far being right here goes with being
    right elsewhere in the same attempt (the corrected point-biserial correlation, -1 to 1). Both None below `ENOUGH` attempts.
    """

    version: Version
    n: int
    right: float | None = None
    apart: float | None = None

    @property
    def verdict(self) -> str:
        """One of weak, hard, easy and good; "" where too few answered."""
        if self.right is None:
            return ""
        if self.apart is not None and self.apart < WEAK and self.right < EASY:
            return "weak"
        return "hard" if self.right < HARD else "easy" if self.right >= EASY else "good"


def items(test: Test, purposes: tuple[str, ...] = ("post", "final")) -> list[Item]:
    """The questions of a test, those that separate least first; of the attempts that were handed in for these purposes."""
    rows = Drawn.objects.filter(attempt__test=test, attempt__purpose__in=purposes, attempt__submitted_on__isnull=False)
    scores: dict[int, list[tuple[int, float]]] = {}
    versions = {one.pk: one for one in Version.objects.filter(question__topic=test.topic).select_related("question")}
    for version_id, order, chosen, right, of in rows.values_list("version_id", "order", "chosen", "attempt__right", "attempt__of"):
        hit = int(chosen is not None and order[chosen] == versions[version_id].right)
        scores.setdefault(version_id, []).append((hit, ((right or 0) - hit) / max(of - 1, 1)))
    found = [_item(versions[version_id], pairs) for version_id, pairs in scores.items()]
    return sorted(found, key=lambda item: (item.apart is None, item.apart or 0, item.version.pk))


def _item(version: Version, pairs: list[tuple[int, float]]) -> Item:
    n = len(pairs)
    if n < ENOUGH:
        return Item(version, n)
    hits, rest = [float(hit) for hit, _ in pairs], [share for _, share in pairs]
    mean_hits, mean_rest = fmean(hits), fmean(rest)
    spread = pstdev(hits) * pstdev(rest)
    together = fmean((hit - mean_hits) * (share - mean_rest) for hit, share in pairs)
    return Item(version, n, mean_hits, together / spread if spread else None)
