"""The acts on an action: a form page each, one POST, and back to the action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.actions import queries, services
from amanah.engines.actions.declare import MOVES
from amanah.engines.actions.desk import forms
from amanah.engines.actions.models import Action
from amanah.engines.actions.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import numbers


@dataclass(frozen=True)
class Act:
    """One act: its words, its form, and its verb, which gets the action, the viewer and what the form holds."""

    title: Any
    form: type[django_forms.Form]
    verb: Callable[[Action, Viewer, dict[str, Any]], object]
    lead: Any = ""


def _propose(key: str) -> Callable[[Action, Viewer, dict[str, Any]], object]:
    return lambda action, viewer, said: services.propose(action, key, said["text"], viewer=viewer, due_on=said.get("due_on"))


_SECOND = gettext_lazy("Baru berlaku setelah orang kedua menyetujuinya.")
ACTS = {
    "progress": Act(
        gettext_lazy("Tulis perkembangan"),
        forms.ProgressForm,
        lambda action, viewer, said: services.write_progress(
            action, said["text"], viewer=viewer, evidence=said["evidence"], progress=said["progress"]
        ),
    ),
    "report": Act(
        MOVES["report"].title,
        forms.DoneForm,
        lambda action, viewer, said: services.report_done(action, said["text"], viewer=viewer, evidence=said["evidence"]),
        gettext_lazy("Pemverifikasi akan memeriksanya; selama itu tenggat Anda berhenti."),
    ),
    "verify": Act(
        MOVES["verify"].title, forms.WordsForm, lambda action, viewer, said: services.verify(action, said["text"], viewer=viewer)
    ),
    "send_back": Act(
        MOVES["send_back"].title,
        forms.WordsForm,
        lambda action, viewer, said: services.send_back(action, said["text"], viewer=viewer),
        gettext_lazy("Tuliskan apa yang masih kurang. Tenggat berjalan lagi mulai hari ini."),
    ),
    "extend": Act(
        gettext_lazy("Perpanjang tenggat"),
        forms.ExtendForm,
        lambda action, viewer, said: services.extend(action, said["due_on"], said["text"], viewer=viewer),
    ),
    "appoint": Act(
        gettext_lazy("Ganti orang"),
        forms.AppointForm,
        lambda action, viewer, said: services.appoint(action, said["text"], viewer=viewer, owner=said["owner"], verifier=said["verifier"]),
        gettext_lazy("Kosongkan yang tidak diganti."),
    ),
    "cancel": Act(gettext_lazy("Usulkan pembatalan"), forms.ReasonForm, _propose("cancel"), _SECOND),
    "reopen": Act(gettext_lazy("Usulkan pembukaan kembali"), forms.ExtendForm, _propose("reopen"), _SECOND),
}


def titled(key: str) -> Any:
    """What the button of an act says."""
    return ACTS[key].title if key in ACTS else MOVES[key].title


@signed_in
def do(request: StaffRequest, number: str, act: str) -> HttpResponse:
    """One act with its form; whoever may not do it is told so by the engine."""
    action = _found(request, number)
    if act not in ACTS:
        raise Http404
    declared = ACTS[act]
    form = declared.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answer(request, action, lambda: declared.verb(action, request.viewer, form.cleaned_data))
    return _form_page(request, action, form, declared.title, declared.lead)


@signed_in
def part(request: StaffRequest, number: str, part_id: int) -> HttpResponse:
    """Say that one's own part is done."""
    action = _found(request, number)
    mine = get_object_or_404(action.parts, pk=part_id)
    form = forms.DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return _answer(
            request, action, lambda: services.finish_part(action, mine, said["text"], viewer=request.viewer, evidence=said["evidence"])
        )
    return _form_page(request, action, form, _("Laporkan bagian selesai"), mine.task)


@require_POST
@signed_in
def begin(request: StaffRequest, number: str) -> HttpResponse:
    """Start working on it."""
    action = _found(request, number)
    return _answer(request, action, lambda: services.begin(action, viewer=request.viewer))


@require_POST
@signed_in
def approve(request: StaffRequest, number: str) -> HttpResponse:
    """Be the second person on what is proposed."""
    action = _found(request, number)
    proposal = queries.open_proposal(action)
    if proposal is None:
        raise Http404
    return _answer(request, action, lambda: services.approve(proposal, viewer=request.viewer))


@signed_in
def reject(request: StaffRequest, number: str) -> HttpResponse:
    """Turn down what is proposed, with a reason."""
    action = _found(request, number)
    proposal = queries.open_proposal(action)
    if proposal is None:
        raise Http404
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answer(request, action, lambda: services.reject(proposal, form.cleaned_data["text"], viewer=request.viewer))
    return _form_page(request, action, form, _("Tolak usulan"))


def _found(request: StaffRequest, number: str) -> Action:
    action = queries.find(request.viewer, numbers.tidy(number))
    if action is None:
        raise Http404
    return action


def _answer(request: StaffRequest, action: Action, act: Callable[[], object]) -> HttpResponse:
    """Do it and go back, saying what was done or why not."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Tersimpan."))
    there = queries.find(request.viewer, action.number)
    return redirect("actions:action", action.number) if there else redirect("actions:list")


def _form_page(request: StaffRequest, action: Action, form: Any, heading: Any, lead: Any = "") -> HttpResponse:
    context = {"action": action, "form": form, "heading": heading, "lead": lead, "back": reverse("actions:action", args=[action.number])}
    return render(request, "actions/write.html", context, status=400 if form.errors else 200)
