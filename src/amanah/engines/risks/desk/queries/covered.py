"""Which risks have a control that a current test found effective, and which only believe so."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from amanah.engines.risks import panels
from amanah.engines.risks.models import Risk
from amanah.engines.risks.panels import Nature, Serving
from amanah.foundation.access.viewer import Viewer

Standing = Literal["proven", "unproven", "failed", "none"]
STANDINGS: Final[tuple[Standing, ...]] = ("proven", "unproven", "failed", "none")
Key = tuple[str, str]
"""A code and what it is called."""
NATURES: Final[tuple[Nature, ...]] = ("preventive", "detective", "corrective")


@dataclass(frozen=True)
class Cover:
    """What serves one risk, altogether and by nature."""

    servings: tuple[Serving, ...]

    @property
    def standing(self) -> Standing:
        """The best that any of its controls has shown."""
        return _best(self.servings)

    def of(self, nature: Nature) -> Standing:
        """The best that its controls of one nature have shown."""
        return _best(one for one in self.servings if one.nature == nature)


NOTHING: Final = Cover(())


class Told(NamedTuple):
    """A risk, as far as coverage needs it."""

    pk: UUID
    kind: str
    unit: str
    name: str


@dataclass(frozen=True)
class Group:
    """Risks that stand together, by how they are covered."""

    code: str
    title: str
    counts: Counter[Standing]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def percent(self) -> int:
        """The share whose controls are proven, in per cent."""
        return round(100 * self.counts["proven"] / self.total)


def covers(viewer: Viewer, risks: QuerySet[Risk]) -> Mapping[UUID, Cover]:
    """What serves each of these risks; those that nothing serves are missing."""
    found: dict[UUID, list[Serving]] = {}
    for serving in panels.controls(viewer, risks):
        found.setdefault(serving.risk, []).append(serving)
    return {risk: Cover(tuple(servings)) for risk, servings in found.items()}


def told(risks: QuerySet[Risk]) -> list[Told]:
    """These risks, the highest score first: one query."""
    found = risks.order_by("-score", "-pk").values_list("pk", "kind", "unit__code", "unit__name")
    return [Told(*one) for one in found]


def groups(risks: Iterable[Told], served: Mapping[UUID, Cover], key: Callable[[Told], Key]) -> list[Group]:
    """The risks by what `key` says of each, those with most unproven risks first."""
    counted: dict[Key, Counter[Standing]] = {}
    for risk in risks:
        counted.setdefault(key(risk), Counter())[served.get(risk.pk, NOTHING).standing] += 1
    found = [Group(*key, counts) for key, counts in counted.items()]
    return sorted(found, key=lambda one: (one.counts["proven"] - one.total, one.percent, one.title))


def _best(servings: Iterable[Serving]) -> Standing:
    every = list(servings)
    if not every:
        return "none"
    if any(one.proven for one in every):
        return "proven"
    return "failed" if any(one.verdict == "ineffective" for one in every) else "unproven"
