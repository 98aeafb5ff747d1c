"""Calling a workshop, asking one more, excusing one, and calling it off."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah import rulebook
from amanah.engines.risks.models import Risk
from amanah.engines.risks.queries import visible
from amanah.engines.risks.workshops import queries, services
from amanah.engines.risks.workshops.desk import forms
from amanah.engines.risks.workshops.desk.lists import may_call
from amanah.engines.risks.workshops.desk.requests import found, tried
from amanah.engines.risks.workshops.refusals import Refused
from amanah.engines.risks.workshops.services.calling import LEAST
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.kernel import clock

MOST = 200
"""The most risks one form offers."""
DAYS = 7
"""How far ahead the form proposes the last day."""


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """First the unit, then what is asked of whom."""
    if not may_call(request.viewer):
        raise PermissionDenied
    chooser = forms.UnitForm(request.GET or None)
    unit = chooser.cleaned_data["unit"] if chooser.is_bound and chooser.is_valid() else None
    if unit is not None and not queries.manages(request.viewer, unit):
        chooser.add_error("unit", _("Anda bukan pengelola risiko unit ini."))
        unit = None
    risks = _offered(request.viewer, unit) if unit is not None else []
    if unit is not None and not risks:
        chooser.add_error("unit", _("Unit ini belum mempunyai risiko yang terbuka dalam register."))
        unit = None
    if unit is None:
        context = {"form": chooser, "back": reverse("workshops:list")}
        return render(request, "workshops/unit.html", context, status=400 if chooser.errors else 200)
    least = int(rulebook.provision(LEAST, on=clock.today()).value)
    first = {"until": clock.today() + timedelta(days=DAYS), "stage": "inherent", "risks": [r for r in request.GET.getlist("risk") if r]}
    form = forms.CallForm(request.POST or None, risks=risks, least=least, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            workshop = services.call(
                title=said["title"],
                purpose=said["purpose"],
                unit=unit,
                stage=said["stage"],
                of=form.chosen,
                persons=said["persons"],
                until=said["until"],
                viewer=request.viewer,
            )
        except Refused as refusal:
            form.add_error({"people": "persons", "account": "persons", "day": "until", "risks": "risks"}.get(refusal.code), str(refusal))
        else:
            messages.success(request, _("Lokakarya dibuka dan peserta diberi tahu."))
            return redirect("workshops:workshop", workshop.number)
    context = {"form": form, "unit": unit, "back": reverse("workshops:new")}
    return render(request, "workshops/new.html", context, status=400 if form.errors else 200)


@signed_in
def invite(request: StaffRequest, number: str) -> HttpResponse:
    """Ask one more person."""
    workshop = found(request, number)
    form = forms.InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried(request, lambda: services.invite(workshop, form.cleaned_data["person"], viewer=request.viewer))
        return redirect("workshops:workshop", workshop.number)
    context = {"workshop": workshop, "form": form, "heading": _("Tambah peserta"), "button": _("Undang peserta")}
    return render(request, "workshops/write.html", context, status=400 if form.errors else 200)


@signed_in
def excuse(request: StaffRequest, number: str, participant_id: int) -> HttpResponse:
    """Say why somebody does not take part."""
    workshop = found(request, number)
    if not queries.manages(request.viewer, workshop.unit):
        raise Http404
    participant = get_object_or_404(workshop.participants.select_related("person"), pk=participant_id)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried(request, lambda: services.excuse(workshop, participant, form.cleaned_data["text"], viewer=request.viewer))
        return redirect("workshops:workshop", workshop.number)
    heading = _("Catat ketidakhadiran %(name)s") % {"name": participant.person}
    context = {"workshop": workshop, "form": form, "heading": heading, "button": _("Simpan alasan")}
    return render(request, "workshops/write.html", context, status=400 if form.errors else 200)


@signed_in
def cancel(request: StaffRequest, number: str) -> HttpResponse:
    """Call it off."""
    workshop = found(request, number)
    form = forms.WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried(request, lambda: services.cancel(workshop, form.cleaned_data["text"], viewer=request.viewer), _("Lokakarya dibatalkan."))
        return redirect("workshops:workshop", workshop.number)
    context = {
        "workshop": workshop,
        "form": form,
        "heading": _("Batalkan lokakarya"),
        "button": _("Batalkan lokakarya"),
        "lead": _("Nilai yang sudah masuk tidak akan pernah dibuka."),
    }
    return render(request, "workshops/write.html", context, status=400 if form.errors else 200)


def _offered(viewer: Viewer, unit: Unit) -> list[Risk]:
    found = visible(viewer).filter(below(unit.path, "unit__path")).exclude(state="closed")
    return list(found.order_by("unit__path", "number")[:MOST])
