"""The plan of one risk: what was decided, what is done about it, and what should be left of it."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.actions.desk.requests import StaffRequest
from amanah.engines.risks import addresses, criteria
from amanah.engines.risks import services as risks
from amanah.engines.risks.controls import queries as controls
from amanah.engines.risks.declare import NEVER_ACCEPTED, OPTIONS
from amanah.engines.risks.desk import panels
from amanah.engines.risks.editions import criteria_of
from amanah.engines.risks.models import Risk
from amanah.engines.risks.queries import find, visible
from amanah.engines.risks.treatment import queries, services
from amanah.engines.risks.treatment.desk import forms
from amanah.engines.risks.treatment.models import Reassessment
from amanah.engines.risks.workshops.desk.forms import ScoreForm
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import numbers
from amanah.kernel.refusal import Refusal

MOST = 200
"""The most controls one form offers."""


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The plan of one risk."""
    risk = _found(request, number)
    return render(request, "treatment/plan.html", {"risk": risk, "risk_url": addresses.of_risk(risk.number), **told(request.viewer, risk)})


@signed_in
def decide(request: StaffRequest, number: str) -> HttpResponse:
    """Choose how the risk is treated."""
    risk = _to_treat(request, number)
    form = forms.DecideForm(request.POST or None, initial={"option": risk.option})
    lead = ""
    if risk.kind in NEVER_ACCEPTED:
        lead = _("Risiko kecurangan, suap, dan korupsi di atas selera risiko tidak dapat diterima begitu saja.")

    def act(said: dict[str, Any]) -> object:
        return risks.decide(risk, said["option"], said["reason"], viewer=request.viewer)

    return _form_page(request, risk, form, act, heading=_("Pilih cara menangani"), lead=lead)


@signed_in
def target(request: StaffRequest, number: str) -> HttpResponse:
    """Say what should be left of the risk once the plan is carried out."""
    risk = _to_treat(request, number)
    return _assess(
        request, risk, "target", _("Tetapkan nilai sasaran"), _("Berapa kemungkinan dan dampaknya sesudah rencana ini berjalan?")
    )


@signed_in
def reassess(request: StaffRequest, number: str) -> HttpResponse:
    """Say what is left of the risk now."""
    risk = _to_treat(request, number)
    lead = _("Berapa kemungkinan dan dampaknya dengan pengendalian yang ada sekarang?")
    return _assess(request, risk, "residual", _("Nilai ulang risiko tersisa"), lead)


@signed_in
def add(request: StaffRequest, number: str) -> HttpResponse:
    """Put one measure into the plan."""
    risk = _to_treat(request, number)
    form = forms.MeasureForm(request.POST or None, controls=_controls(request.viewer, risk), initial={"unit": risk.unit.code})

    def act(said: dict[str, Any]) -> object:
        return services.plan(
            risk,
            title=said["title"],
            output=said["output"],
            description=said["description"],
            unit=said["unit"],
            owner=said["owner"],
            verifier=said["verifier"],
            due_on=said["due_on"],
            priority=said["priority"],
            budget=said["budget"],
            control=said.get("control", ""),
            viewer=request.viewer,
        )

    fields = {"due": "due_on", "nobody": "owner", "verifier": "verifier"}
    lead = _("Satu hal yang dikerjakan satu orang sampai satu hari.")
    return _form_page(request, risk, form, act, heading=_("Tambah tindakan"), lead=lead, fields=fields)


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


def _assess(request: StaffRequest, risk: Risk, stage: str, heading: str, lead: str) -> HttpResponse:
    now = risk.cell(stage)
    first = {"likelihood": now[0], "impact": now[1]} if now else {}
    form = ScoreForm(request.POST or None, scale=criteria.in_force(), initial=first)

    def act(said: dict[str, Any]) -> object:
        return risks.assess(risk, stage, said["likelihood"], said["impact"], said["reason"], viewer=request.viewer)

    return _form_page(request, risk, form, act, heading=heading, lead=lead)


def _form_page(
    request: StaffRequest,
    risk: Risk,
    form: django_forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    heading: str,
    lead: str,
    fields: dict[str, str] | None = None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refusal as refusal:
            form.add_error((fields or {}).get(refusal.code), str(refusal))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("treatment:plan", risk.number)
    context = {"risk": risk, "form": form, "heading": heading, "lead": lead}
    return render(request, "treatment/write.html", context, status=400 if form.errors else 200)


def _found(request: StaffRequest, number: str) -> Risk:
    risk = find(request.viewer, numbers.tidy(number))
    if risk is None:
        raise Http404
    return risk


def _to_treat(request: StaffRequest, number: str) -> Risk:
    risk = _found(request, number)
    if not queries.may_treat(request.viewer, risk):
        raise Http404
    return risk


def _controls(viewer: Viewer, risk: Risk) -> list[tuple[str, str]]:
    """The controls of the risk's unit that a measure could build or mend, those that serve the risk first."""
    serving = {one.number for one in panels.controls(viewer, visible(viewer).filter(pk=risk.pk))}
    found = controls.visible(viewer).filter(Q(unit=risk.unit) | Q(number__in=serving), state="active").order_by("number")[:MOST]
    return [(one.ref, f"{one.number} {one.title}") for one in sorted(found, key=lambda one: (one.number not in serving, one.number))]


def _band(risk: Risk, stage: str) -> dict[str, Any] | None:
    """Score and band of a stage in words, by the criteria of its latest assessment of that stage."""
    latest = risk.assessments.filter(stage=stage).select_related("edition").order_by("-seq").first()
    if latest is None:
        return None
    band = criteria_of(latest.edition).band_of(latest.level)
    return {"score": latest.score, "title": band.title.get(get_language() or "id"), "tone": band.tone}
