"""Rebuilds how every risk stands from its steps and from the ledger, and compares the register with both."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from amanah.engines.risks.declare import STAGES
from amanah.engines.risks.models import Assessment, Risk, Step
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding

Score = tuple[str, int, int, int, str]
"""Edition, likelihood, impact, score and level."""
CHUNK = 2000


@dataclass
class Stand:
    """How a risk stands: the number of its last step, its state, and the latest score of each stage.

    `option` and `flagged` are the ledger's; steps and assessments alone do not say them. `known` is False once an entry was destroyed.
    """

    seq: int = 0
    state: str = ""
    option: str = ""
    flagged: bool = False
    scores: dict[str, Score] = field(default_factory=dict)
    known: bool = True

    def hear(self, facts: Mapping[str, Any] | None) -> None:
        """Take in one entry of the ledger."""
        if facts is None:
            self.known = False
            return
        self.seq, self.state, self.option, self.flagged = facts["seq"], facts["to"], facts["option"], facts["flagged"]
        if facts["act"] == "assessed":
            self.scores[facts["stage"]] = (facts["edition"], facts["likelihood"], facts["impact"], facts["score"], facts["level"])


def check() -> list[Finding]:
    """Everything that does not fit. What changed while this ran is looked at again before it is named."""
    told: dict[str, Stand] = {}
    for entry in ledger.replay("risk"):
        told.setdefault(entry.ref, Stand()).hear(entry.facts)
    walked = _walked(Step.objects.order_by("risk_id", "seq").iterator(chunk_size=CHUNK))
    for one in Assessment.objects.order_by("risk_id", "seq").iterator(chunk_size=CHUNK):
        walked.setdefault(one.risk_id, Stand()).scores[one.stage] = _given(one)
    suspects, known = set(), set()
    for risk in Risk.objects.iterator(chunk_size=CHUNK):
        known.add(risk.ref)
        if _wrong(risk, walked.get(risk.pk, Stand()), told.get(risk.ref, Stand())):
            suspects.add(risk.ref)
    suspects |= {ref for ref, stand in told.items() if stand.known} - known
    return [finding for ref in sorted(suspects) for finding in _look_again(ref)]


def _look_again(ref: str) -> Iterator[Finding]:
    risk = Risk.objects.filter(ref=ref).first()
    if risk is None:
        yield Finding("replay", f"the ledger tells of {ref}, but the risk is gone", ref=ref)
        return
    steps = _walked(Step.objects.filter(risk=risk).order_by("seq")).get(risk.pk, Stand())
    steps.scores = {one.stage: _given(one) for one in risk.assessments.all()}
    told = Stand()
    for entry in ledger.entries(ref):
        if entry.kind.startswith("risk."):
            told.hear(entry.facts)
    if wrong := _wrong(risk, steps, told):
        yield Finding("replay", f"{risk.number}: {wrong}", ref=ref)


def _wrong(risk: Risk, steps: Stand, told: Stand) -> str:
    """What does not fit; nothing where all does."""
    scores = {stage: score for stage in STAGES if (score := _standing(risk, stage)) is not None}
    if not steps.seq:
        return "its steps do not follow one another"
    rules = (
        (steps.state == risk.state, f"it stands at {risk.state!r}, its steps lead to {steps.state!r}"),
        (steps.scores == scores, "its scores are not those of its latest assessments"),
        (not told.known or (told.seq, told.state) == (steps.seq, steps.state), "its steps and the ledger end differently"),
        (not told.known or told.scores == scores, "its scores are not the ledger's"),
        (not told.known or (told.option, told.flagged) == (risk.option, risk.flagged), "its treatment or flags are not the ledger's"),
    )
    return next((words for holds, words in rules if not holds), "")


def _standing(risk: Risk, stage: str) -> Score | None:
    if getattr(risk, f"{stage}_score") is None:
        return None
    edition, likelihood, impact, score, level = (
        getattr(risk, f"{stage}_{name}") for name in ("edition_id", "likelihood", "impact", "score", "level")
    )
    return edition, likelihood, impact, score, level


def _given(one: Assessment) -> Score:
    return one.edition_id, one.likelihood, one.impact, one.score, one.level


def _walked(steps: Iterable[Step]) -> dict[Any, Stand]:
    """Where each risk's steps lead; nowhere when they do not follow one another from the first."""
    found = {}
    for key, some in groupby(steps, key=attrgetter("risk_id")):
        stand = Stand()
        for seq, step in enumerate(some, start=1):
            if step.seq != seq or step.source != stand.state:
                stand.seq = 0
                break
            stand.seq, stand.state = seq, step.target
        found[key] = stand
    return found
