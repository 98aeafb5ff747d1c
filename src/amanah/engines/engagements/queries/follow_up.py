"""How findings are followed up: read off the actions that arose from them, in as few questions as there are kinds."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from amanah.engines.actions.models import Action
from amanah.engines.engagements import declare, kinds
from amanah.engines.engagements.models import Finding


@dataclass(frozen=True)
class FollowUp:
    """One finding: its answer among the four, and how many actions there are and are closed."""

    answer: str
    actions: int
    closed: int

    @property
    def title(self) -> object:
        """The answer in words."""
        return declare.ANSWERS[self.answer]

    @property
    def tone(self) -> str:
        """How the answer looks."""
        return {"done": "success", "partly": "warning", "not_yet": "danger", "never": "neutral"}[self.answer]


def follow_up(findings: Iterable[Finding]) -> dict[str, FollowUp]:
    """How each of these findings stands, by its reference; only those that are owed. Findings with their engagements loaded."""
    by_kind: dict[str, list[str]] = {}
    for finding in findings:
        if finding.withdrawn_on is None and finding.grade in finding.engagement.declared.owed:
            by_kind.setdefault(finding.engagement.kind, []).append(finding.ref)
    sources: dict[str, set[str]] = {}
    for key, refs in by_kind.items():
        through = kinds.kind(key).follows(refs)
        for ref in refs:
            sources[ref] = {ref, *through.get(ref, ())}
    states: dict[str, list[str]] = {}
    every = {one for some in sources.values() for one in some}
    for source, state in Action.objects.filter(source__in=every).values_list("source", "state") if every else ():
        states.setdefault(source, []).append(state)
    found = {}
    for ref, some in sources.items():
        mine = [state for one in some for state in states.get(one, ())]
        closed = sum(state in {"verified", "cancelled"} for state in mine)
        found[ref] = FollowUp(declare.answer_of(mine), len(mine), closed)
    return found


def counted(stands: Iterable[FollowUp]) -> dict[str, int]:
    """How many findings stand at each of the four answers."""
    counts = Counter(one.answer for one in stands)
    return {key: counts.get(key, 0) for key in declare.ANSWERS}
