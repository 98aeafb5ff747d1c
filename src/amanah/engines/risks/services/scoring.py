"""Scoring a risk, with the criteria that are in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from amanah.engines.risks import criteria, editions
from amanah.engines.risks.criteria import Criteria
from amanah.engines.risks.declare import BRIBERY, STAGES
from amanah.engines.risks.events import RiskAssessed
from amanah.engines.risks.models import Assessment, Edition, Risk
from amanah.engines.risks.refusals import Refused
from amanah.engines.risks.services.describing import lapse
from amanah.engines.risks.services.recording import Draft, hold, need, need_state, worded, write
from amanah.engines.risks.sides import WRITING
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock, events


@dataclass(frozen=True)
class Judgement:
    """What somebody thinks of one stage of a risk, and why; a class of bribery risk comes with a reason of its own."""

    stage: str
    likelihood: int
    impact: int
    reason: str
    origin: str = ""
    bribery_class: str = ""
    bribery_reason: str = ""


@transaction.atomic
def assess(
    risk: Risk,
    stage: str,
    likelihood: int,
    impact: int,
    reason: str,
    *,
    viewer: Viewer,
    origin: str = "",
    bribery_class: str = "",
    bribery_reason: str = "",
) -> Assessment:
    """Score one stage with the criteria in force today, which the assessment keeps for ever.

    Args:
        risk: a draft or an active risk.
        stage: one of `declare.STAGES`.
        likelihood: a step of the criteria's scale, from 1.
        impact: the same of the other scale.
        reason: why; always needed.
        viewer: who keeps the register, or owns the risk.
        origin: where it was settled ("workshop:…", "review:…", "test:…"), or nothing.
        bribery_class: one of `declare.BRIBERY`, or nothing to leave it as it is.
        bribery_reason: why that class.

    An acceptance that the new score no longer allows lapses.

    Raises:
        Refused: "not_found", "side", "state", "field", "words", "cell" or "bribery_class".
    """
    need(hold(risk, viewer), WRITING)
    need_state(risk, "draft", "active")
    in_force = criteria.in_force(clock.today())
    judged = Judgement(stage, likelihood, impact, worded(reason), origin, bribery_class, bribery_reason.strip())
    seq = (risk.assessments.aggregate(last=Max("seq"))["last"] or 0) + 1
    assessment = apply(risk, judged, by=in_force, edition=editions.keep(in_force), seq=seq, actor=viewer.account)
    assessment.save(force_insert=True)
    events.publish(RiskAssessed(risk.id, viewer.actor, stage, assessment.score, assessment.level, assessment.within_appetite))
    draft = Draft("assessed", risk.state, judged.reason, origin, lapse(risk), assessment, scored_facts(assessment))
    write(risk, draft, viewer.actor)
    return assessment


def apply(risk: Risk, judged: Judgement, *, by: Criteria, edition: Edition, seq: int, actor: Account) -> Assessment:
    """Put a judgement onto the risk and answer its row; stores neither.

    Raises:
        Refused: "field", "cell" or "bribery_class".
    """
    if judged.stage not in STAGES or judged.bribery_class not in {"", *BRIBERY}:
        raise Refused("field")
    if bool(judged.bribery_class) != bool(judged.bribery_reason):
        raise Refused("bribery_class")
    try:
        score = by.score(judged.likelihood, judged.impact)
    except ValueError as error:
        raise Refused("cell") from error
    level, within = by.band(score).key, by.within(risk.kind, score)
    copies = {"likelihood": judged.likelihood, "impact": judged.impact, "score": score, "level": level}
    for name, value in {**copies, "edition": edition}.items():
        setattr(risk, f"{judged.stage}_{name}", value)
    if judged.stage == "residual" or (judged.stage == "inherent" and risk.residual_score is None):
        risk.score, risk.level, risk.within_appetite, risk.edition = score, level, within, edition
    if judged.bribery_class:
        risk.bribery_class, risk.bribery_reason = judged.bribery_class, judged.bribery_reason
    return Assessment(
        risk=risk,
        seq=seq,
        stage=judged.stage,
        edition=edition,
        **copies,
        within_appetite=within,
        bribery_class=judged.bribery_class,
        bribery_reason=judged.bribery_reason,
        reason=judged.reason,
        origin=judged.origin,
        day=clock.today(),
        actor=actor,
    )


def scored_facts(one: Assessment) -> Mapping[str, Any]:
    """What the ledger keeps of an assessment beside its step."""
    return {
        "stage": one.stage,
        "edition": one.edition_id,
        "likelihood": one.likelihood,
        "impact": one.impact,
        "score": one.score,
        "level": one.level,
        "within": one.within_appetite,
        "bribery_class": one.bribery_class,
    }
