"""What stands where on the map, counted by the database: a few rows come back however many risks there are."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from amanah.engines.risks.models import Risk
from amanah.engines.risks.pictures.heat import Field, Flow


@dataclass(frozen=True)
class Standing:
    """Risks by edition: those that have a place at a stage, and how many were not assessed for it."""

    counts: Mapping[str, Mapping[Field, int]]
    unplaced: int

    def total(self, edition: str) -> int:
        """How many of an edition have a place."""
        return sum(self.counts.get(edition, {}).values())


def standing(risks: QuerySet[Risk], stage: str) -> Standing:
    """Where these risks stand at a stage: one query."""
    names = (f"{stage}_edition_id", f"{stage}_likelihood", f"{stage}_impact")
    counts: dict[str, dict[Field, int]] = {}
    unplaced = 0
    for edition, likelihood, impact, n in risks.values_list(*names).annotate(n=Count("pk")):
        if edition is None:
            unplaced += n
        else:
            counts.setdefault(edition, {})[likelihood, impact] = n
    return Standing(counts, unplaced)


def flows(risks: QuerySet[Risk], source: str, target: str, edition: str) -> list[Flow]:
    """How these risks went from one stage to another, those that were scored for both with that edition: one query."""
    names = [f"{stage}_{axis}" for stage in (source, target) for axis in ("likelihood", "impact")]
    both = risks.filter(**{f"{stage}_edition_id": edition for stage in (source, target)})
    return [Flow((one, two), (three, four), n) for one, two, three, four, n in both.values_list(*names).annotate(n=Count("pk"))]
