"""Scoring one stage of a risk: the scales with their meanings beside the choice, the score before it is saved."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.risks import services
from amanah.engines.risks.criteria import Criteria, in_force
from amanah.engines.risks.declare import STAGES
from amanah.engines.risks.desk import matrices
from amanah.engines.risks.desk.acts import answer, may_write
from amanah.engines.risks.desk.forms import ScoreForm
from amanah.engines.risks.desk.pages import LETTERS
from amanah.engines.risks.desk.requests import risk_or_404
from amanah.engines.risks.models import Risk
from amanah.engines.risks.pictures import heat
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest

LEADS = {
    "inherent": gettext_lazy("Bayangkan tidak ada pengendalian sama sekali: seberapa sering, dan seberapa buruk?"),
    "residual": gettext_lazy("Dengan pengendalian yang ada hari ini, seperti hasil ujinya: seberapa sering, dan seberapa buruk?"),
    "target": gettext_lazy("Sesudah penanganan selesai: ke mana risiko ini seharusnya turun?"),
}


@signed_in
def assess(request: StaffRequest, number: str, stage: str) -> HttpResponse:
    """First the choice, then its score and level, and only then it is saved."""
    risk = risk_or_404(request, number)
    if stage not in STAGES:
        raise Http404
    criteria = in_force()
    before = risk.cell(stage) if getattr(risk, f"{stage}_edition_id") == criteria.sha256 else None
    initial = {"likelihood": before[0], "impact": before[1]} if before else None
    form = ScoreForm(request.POST or None, criteria=criteria, initial=initial)
    preview: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        now = f"{criteria.sha256}.{said['likelihood']}.{said['impact']}"
        if said["seen"] == now and "save" in request.POST:
            return answer(
                request,
                risk,
                lambda: services.assess(risk, stage, said["likelihood"], said["impact"], said["reason"], viewer=request.viewer),
                _("Nilai tersimpan."),
            )
        preview = _preview(risk, stage, (before, (said["likelihood"], said["impact"])), criteria) | {"seen": now}
    matrix = matrices.matrix(criteria, risk.kind)
    context = {
        "risk": risk,
        "form": form,
        "fields": [form["likelihood"], form["impact"], form["reason"]],
        "stage_title": STAGES[stage],
        "lead": LEADS[stage],
        "preview": preview,
        "map": None if preview else heat.draw(matrix, size=heat.NARROW),
        "criteria": criteria,
        "criteria_title": matrices.said(criteria.title),
        "back": reverse("risks:risk", args=[risk.number]),
        "may": may_write(request.viewer, risk),
    }
    return render(request, "risks/assess.html", context, status=400 if form.errors else 200)


def _preview(risk: Risk, stage: str, way: tuple[heat.Field | None, heat.Field], criteria: Criteria) -> dict[str, Any]:
    """The score that this choice would give, on the map beside what stood before."""
    before, place = way
    score = criteria.score(*place)
    stops = [heat.Stop("0", _("sebelumnya"), before)] if before and before != place else []
    stops.append(heat.Stop(str(LETTERS[stage]), str(STAGES[stage]), place))
    return {
        "score": score,
        "level": matrices.level(criteria, criteria.band(score).key),
        "within": criteria.within(risk.kind, score),
        "moved": len(stops) > 1,
        "picture": heat.draw(matrices.matrix(criteria, risk.kind), stops=stops, size=heat.NARROW),
    }
