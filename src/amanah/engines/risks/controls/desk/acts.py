"""The acts on a control: a form page each, one POST, and back to the control."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amanah.engines.risks import queries as risks
from amanah.engines.risks.controls import declare, queries, services
from amanah.engines.risks.controls.desk import forms
from amanah.engines.risks.controls.desk.lists import may_enter
from amanah.engines.risks.controls.desk.pages import control_or_404, plan_or_404, risk_asked
from amanah.engines.risks.controls.models import Control, Serves
from amanah.engines.risks.controls.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import numbers

_FIELD_OF = {
    "words": "title",
    "linked": "place",
    "place": "place",
    "side": "unit",
    "days": "to_day",
    "population": "items",
    "sample": "size",
    "exceptions": "verdict",
    "unable": "verdict",
    "attempts": "through",
}


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Write a control down, for a risk where the address names one."""
    if not may_enter(request.viewer):
        raise PermissionDenied
    risk = risk_asked(request)
    initial = {"unit": risk.unit.code} if risk else {}
    form = forms.ControlForm(request.POST or None, risk=risk, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        place = said.pop("place", None)
        try:
            places = [forms.place_of(risk, place)] if risk is not None and place else []
            control = services.enter(viewer=request.viewer, places=places, **said)
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Pengendalian dicatat."))
            return redirect("controls:control", control.number)
    back = reverse("controls:list")
    context = {"form": form, "back": back, "heading": _("Catat pengendalian"), "risk": risk}
    return render(request, "risks_controls/write.html", context, status=400 if form.errors else 200)


@signed_in
def change(request: StaffRequest, number: str) -> HttpResponse:
    """Put a control right."""
    control = control_or_404(request, number)
    form = forms.ChangeForm(request.POST or None, initial=forms.ChangeForm.of(control))

    def act() -> None:
        services.change(control, viewer=request.viewer, **form.cleaned_data)

    return _act(request, control, form, _("Ubah pengendalian"), act)


@signed_in
def retire(request: StaffRequest, number: str) -> HttpResponse:
    """Stop using it."""
    control = control_or_404(request, number)
    form = forms.ReasonForm(request.POST or None)
    lead = _("Pengendalian tetap tercatat beserta pengujiannya, tetapi tidak lagi menjaga risiko apa pun.")
    return _act(
        request,
        control,
        form,
        _("Hentikan pemakaian"),
        lambda: services.retire(control, form.cleaned_data["text"], viewer=request.viewer),
        lead,
    )


@signed_in
def restore(request: StaffRequest, number: str) -> HttpResponse:
    """Use it again."""
    control = control_or_404(request, number)
    form = forms.ReasonForm(request.POST or None)
    return _act(
        request, control, form, _("Pakai lagi"), lambda: services.restore(control, form.cleaned_data["text"], viewer=request.viewer)
    )


@signed_in
def link(request: StaffRequest, number: str) -> HttpResponse:
    """Say which risk it serves: first the risk, then the place on its bow-tie."""
    control = control_or_404(request, number)
    if "risk" not in request.GET:
        return _form_page(request, control, forms.RiskForm(), _("Kaitkan dengan risiko"), method="get")
    risk = risks.find(request.viewer, numbers.tidy(request.GET["risk"]))
    if risk is None:
        asked = forms.RiskForm(request.GET)
        if asked.is_valid():
            asked.add_error("risk", Refused.sentences["risk"])
        return _form_page(request, control, asked, _("Kaitkan dengan risiko"), method="get")
    form = forms.PlaceForm(request.POST or None, risk=risk)
    return _act(
        request,
        control,
        form,
        _("Kaitkan dengan risiko"),
        lambda: services.link(control, forms.place_of(risk, form.cleaned_data["place"]), viewer=request.viewer),
        f"{risk.number} {risk.title}",
    )


@signed_in
def unlink(request: StaffRequest, number: str, serves_id: int) -> HttpResponse:
    """Say that it does not serve a risk any more."""
    control = control_or_404(request, number)
    serves = get_object_or_404(_links(request, control), pk=serves_id)
    form = forms.ReasonForm(request.POST or None)
    return _act(
        request,
        control,
        form,
        _("Lepas dari risiko"),
        lambda: services.unlink(serves, form.cleaned_data["text"], viewer=request.viewer),
        f"{serves.risk.number} {serves.risk.title}",
    )


@signed_in
def design(request: StaffRequest, number: str) -> HttpResponse:
    """Judge the design."""
    control = control_or_404(request, number)
    form = forms.VerdictForm(request.POST or None)
    lead = _("Seandainya dijalankan persis seperti tertulis, apakah pengendalian ini menahan risikonya?")
    return _act(
        request, control, form, _("Uji rancangan"), lambda: services.record_design(control, form.found, viewer=request.viewer), lead
    )


@signed_in
def sample(request: StaffRequest, number: str) -> HttpResponse:
    """Draw a sample."""
    control = control_or_404(request, number)
    form = forms.SampleForm(request.POST or None)

    def act() -> HttpResponse:
        said = form.cleaned_data
        plan = services.plan_test(
            control,
            from_day=said["from_day"],
            to_day=said["to_day"],
            size=said["size"],
            procedure=said["procedure"],
            items=form.lines,
            population=said["population"] or 0,
            viewer=request.viewer,
        )
        return redirect("controls:plan", control.number, plan.number)

    lead = _("Sistem mengundi butir yang diperiksa dan menyimpan angka undiannya, sehingga siapa pun dapat mengulang undian yang sama.")
    return _act(request, control, form, _("Ambil sampel"), act, lead)


@signed_in
def pressure(request: StaffRequest, number: str) -> HttpResponse:
    """Propose a pressure test."""
    control = control_or_404(request, number)
    form = forms.PressureForm(request.POST or None)
    lead = _("Percobaan terencana untuk mengakali pengendalian. Orang kedua menyetujuinya dahulu; yang menjalankannya tidak diberi tahu.")

    def act() -> HttpResponse:
        said = form.cleaned_data
        plan = services.plan_pressure(control, said["procedure"], from_day=said["from_day"], to_day=said["to_day"], viewer=request.viewer)
        return redirect("controls:plan", control.number, plan.number)

    return _act(request, control, form, _("Usulkan uji tekan"), act, lead)


@signed_in
def plan(request: StaffRequest, number: str, plan_number: str) -> HttpResponse:
    """A plan: its sample with the results to be filled in, or the attempt with what came of it."""
    control = control_or_404(request, number)
    found = plan_or_404(request, control, plan_number)
    if found.state == declare.DONE:
        return redirect("controls:test", control.number, found.test.number)
    sides = queries.sides_of(request.viewer, control)
    ready = found.state == declare.OPEN and sides.tests
    form: Any = None
    if ready and found.kind == declare.OPERATING:
        form = forms.ResultsForm(request.POST or None, plan=found)
    elif ready:
        form = forms.PressureResultForm(request.POST or None)
    if request.method == "POST" and form is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            if found.kind == declare.OPERATING:
                made = services.record_operating(found, form.results, form.found, viewer=request.viewer)
            else:
                said = form.cleaned_data
                made = services.record_pressure(
                    found, attempts=said["attempts"], through=said["through"], found=form.found, viewer=request.viewer
                )
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Hasil pengujian disimpan."))
            return redirect("controls:test", control.number, made.number)
    context = {
        "control": control,
        "plan": found,
        "kind": declare.KINDS[found.kind],
        "state": declare.PLANS[found.state],
        "form": form,
        "may_decide": found.state == declare.PROPOSED and queries.may_decide(request.viewer, found),
        "may_withdraw": found.state in declare.RUNNING and found.planner_id == request.viewer.account.person_id,
        "sampled": [(position, found.items[position - 1]) for position in found.chosen],
        "left_out": forms.left_out(found),
        "back": reverse("controls:control", args=[control.number]),
    }
    return render(request, "risks_controls/plan.html", context, status=400 if form is not None and form.errors else 200)


@require_POST
@signed_in
def approve(request: StaffRequest, number: str, plan_number: str) -> HttpResponse:
    """Allow a pressure test."""
    control = control_or_404(request, number)
    found = plan_or_404(request, control, plan_number)
    try:
        services.approve(found, viewer=request.viewer)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Uji tekan disetujui."))
    return redirect("controls:plan", control.number, found.number)


@signed_in
def decline(request: StaffRequest, number: str, plan_number: str, act: str) -> HttpResponse:
    """Reject a pressure test, or withdraw a plan of one's own."""
    control = control_or_404(request, number)
    found = plan_or_404(request, control, plan_number)
    verbs = {"reject": (_("Tolak uji tekan"), services.reject), "withdraw": (_("Batalkan rencana uji"), services.withdraw)}
    if act not in verbs:
        raise Http404
    heading, verb = verbs[act]
    form = forms.ReasonForm(request.POST or None)
    return _act(request, control, form, heading, lambda: verb(found, form.cleaned_data["text"], viewer=request.viewer), found.number)


@signed_in
def clear(request: StaffRequest, number: str) -> HttpResponse:
    """Take back the flags that failed tests raised."""
    control = control_or_404(request, number)
    form = forms.ReasonForm(request.POST or None)
    lead = _("Hanya tanda pada risiko yang Anda kelola. Tuliskan mengapa nilai risikonya kini benar.")
    return _act(
        request,
        control,
        form,
        _("Cabut tanda"),
        lambda: services.clear_flags(control, form.cleaned_data["text"], viewer=request.viewer),
        lead,
    )


def _links(request: StaffRequest, control: Control) -> Any:
    seen = risks.visible(request.viewer).order_by().values("pk")
    return Serves.objects.filter(control=control, until__isnull=True, risk__in=seen).select_related("risk", "control__unit")


def _act(  # noqa: PLR0917 - the parts of one form page
    request: StaffRequest, control: Control, form: django_forms.Form, heading: str, act: Callable[[], object], lead: str = ""
) -> HttpResponse:
    """Show the form; once it is valid, do it and go back, or say why not beside the field that is meant."""
    if request.method == "POST" and form.is_valid():
        try:
            done = act()
        except Refused as refusal:
            if refusal.code == "not_found":
                raise Http404 from None
            _say(form, refusal)
        else:
            messages.success(request, _("Tersimpan."))
            return done if isinstance(done, HttpResponse) else redirect("controls:control", control.number)
    return _form_page(request, control, form, heading, lead)


def _form_page(  # noqa: PLR0917 - the parts of one form page
    request: StaffRequest, control: Control, form: django_forms.Form, heading: str, lead: str = "", method: str = "post"
) -> HttpResponse:
    back = reverse("controls:control", args=[control.number])
    context = {"control": control, "form": form, "heading": heading, "lead": lead, "back": back, "method": method}
    return render(request, "risks_controls/write.html", context, status=400 if form.errors else 200)


def _say(form: django_forms.Form, refusal: Refused) -> None:
    field = _FIELD_OF.get(refusal.code)
    form.add_error(field if field in form.fields else None, str(refusal))
