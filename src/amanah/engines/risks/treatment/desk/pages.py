"""The plan of one risk: what was decided, what is done about it, and what should be left of it."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.risks import addresses, panels
from amanah.engines.risks import services as risks
from amanah.engines.risks.controls import queries as controls
from amanah.engines.risks.declare import NEVER_ACCEPTED
from amanah.engines.risks.models import Risk
from amanah.engines.risks.queries import find, visible
from amanah.engines.risks.treatment import queries, services
from amanah.engines.risks.treatment.desk import forms
from amanah.engines.risks.treatment.desk.panel import told
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
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
