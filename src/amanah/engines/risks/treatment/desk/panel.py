"""The plan on the page of a risk."""

from typing import Any

from django.utils.translation import get_language

from amanah.engines.risks.declare import OPTIONS
from amanah.engines.risks.editions import criteria_of
from amanah.engines.risks.models import Risk
from amanah.engines.risks.treatment import queries, services
from amanah.engines.risks.treatment.models import Reassessment
from amanah.foundation.access.viewer import Viewer


def build(viewer: Viewer, risk: Risk) -> dict[str, Any] | None:
    """What was decided and how far the plan is; no section where nothing was and the viewer could not plan."""
    shown = told(viewer, risk)
    return shown if shown["plan"] or shown["decision"] or shown["may_treat"] else None


def told(viewer: Viewer, risk: Risk) -> dict[str, Any]:
    """What the plan's page and the section on the risk's page show."""
    plan = queries.plan_of(viewer, risk)
    waiting = Reassessment.objects.filter(risk=risk, answered_on__isnull=True).exists()
    return {
        "plan": plan,
        "progress": queries.progress(plan),
        "decision": queries.decision(risk),
        "option": OPTIONS.get(risk.option, ""),
        "target": _band(risk, "target"),
        "residual": _band(risk, "residual"),
        "waiting": waiting,
        "may_treat": queries.may_treat(viewer, risk),
        "may_plan": risk.option in services.PLANNED,
    }


def _band(risk: Risk, stage: str) -> dict[str, Any] | None:
    """Score and band of a stage in words, by the criteria of its latest assessment of that stage."""
    latest = risk.assessments.filter(stage=stage).select_related("edition").order_by("-seq").first()
    if latest is None:
        return None
    band = criteria_of(latest.edition).band_of(latest.level)
    return {"score": latest.score, "title": band.title.get(get_language() or "id"), "tone": band.tone}
