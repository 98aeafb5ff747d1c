"""The acts on a file and on what follows from it: a form page, one POST, and back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from amanah.engines.engagements.desk.parts import act
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.antibribery.due_diligence import addresses, declare, services
from amanah.rooms.antibribery.due_diligence.desk import forms
from amanah.rooms.antibribery.due_diligence.desk.parts import diligence_or_404, inadequacy_or_404
from amanah.rooms.antibribery.due_diligence.models import Diligence

_FIELDS = {
    "hits": "",
    "plain": "outcome",
    "conditions": "conditions",
    "share": "share",
    "measure": "measure",
    "risk": "risk",
    "future": "day",
    "verifier": "verifier",
    "not_independent": "verifier",
    "excluded": "owner",
    "nobody": "owner",
    "due": "due_on",
    "about_them": "examiner",
    "interest": "examiner",
    "unchanged": "examiner",
}
Verb = Callable[[Diligence, StaffRequest, Any], object]


@dataclass(frozen=True)
class Act:
    """One act: what its page and button say, a line above the form, the form, and what is done."""

    heading: Callable[[], str]
    form: Callable[..., django_forms.Form]
    verb: Verb
    lead: Callable[[Diligence], str] = lambda one: one.name


def _propose(one: Diligence, request: StaffRequest, form: forms.ProposeForm) -> HttpResponse:
    made = services.propose(one, form.proposal, viewer=request.viewer)
    return redirect(addresses.of_inadequacy(made.number))


def _decide(one: Diligence, request: StaffRequest, form: forms.DecideForm) -> None:
    said = form.cleaned_data
    services.decide(one, said["outcome"], said["reason"], viewer=request.viewer, conditions=said["conditions"], duty=form.duty)


ACTS: dict[str, Act] = {
    "assign": Act(
        lambda: _("Tetapkan pemeriksa"),
        forms.AssignForm,
        lambda one, request, form: services.assign(one, form.cleaned_data["examiner"], viewer=request.viewer),
    ),
    "class": Act(
        lambda: _("Ubah golongan risiko"),
        forms.ReclassForm,
        lambda one, request, form: services.reclass(one, form.cleaned_data["risk_class"], form.cleaned_data["text"], viewer=request.viewer),
        lambda one: one.class_reason,
    ),
    "owner": Act(
        lambda: _("Catat pemilik manfaat"),
        forms.OwnerForm,
        lambda one, request, form: services.name_owner(one, form.holder, viewer=request.viewer),
    ),
    "finding": Act(
        lambda: _("Catat temuan"), forms.FindingForm, lambda one, request, form: services.find(one, form.adverse, viewer=request.viewer)
    ),
    "submit": Act(
        lambda: _("Ajukan untuk diputuskan"),
        forms.SubmitForm,
        lambda one, request, form: services.submit(one, form.cleaned_data["advice"], form.cleaned_data["text"], viewer=request.viewer),
    ),
    "return": Act(
        lambda: _("Kembalikan kepada pemeriksa"),
        forms.ReasonForm,
        lambda one, request, form: services.hand_back(one, form.cleaned_data["text"], viewer=request.viewer),
    ),
    "decide": Act(lambda: _("Putuskan"), forms.DecideForm, _decide, lambda one: one.advice_words),
    "spare": Act(
        lambda: _("Nyatakan tidak diperlukan"),
        forms.ReasonForm,
        lambda one, request, form: services.spare(one, form.cleaned_data["text"], viewer=request.viewer),
    ),
    "give": Act(
        lambda: _("Tetapkan tindakan"), forms.DutyForm, lambda one, request, form: services.give(one, form.duty, viewer=request.viewer)
    ),
    "reopen": Act(
        lambda: _("Buka kembali"),
        forms.ReopenForm,
        lambda one, request, form: services.reopen(one, form.cleaned_data["cause"], form.cleaned_data["text"], viewer=request.viewer),
    ),
    "stand": Act(
        lambda: _("Pertahankan keputusan terakhir"),
        forms.ReasonForm,
        lambda one, request, form: services.stand(one, form.cleaned_data["text"], viewer=request.viewer),
    ),
    "close": Act(
        lambda: _("Tutup berkas"),
        forms.ReasonForm,
        lambda one, request, form: services.close(one, form.cleaned_data["text"], viewer=request.viewer),
    ),
    "inadequate": Act(lambda: _("Usulkan keputusan ketidakcukupan"), forms.ProposeForm, _propose),
}


@signed_in
def do(request: StaffRequest, number: str, key: str) -> HttpResponse:
    """One act with its form; whoever may not do it is told so."""
    one = diligence_or_404(request, number)
    if key not in ACTS:
        raise Http404
    chosen = ACTS[key]
    more = {"one": one, "viewer": request.viewer} if key == "inadequate" else {}
    form = chosen.form(request.POST or None, **more)
    return act(request, form, lambda: chosen.verb(one, request, form), _page(one, chosen.heading(), chosen.lead(one)), _FIELDS)


@signed_in
def end_owner(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """Somebody is an owner no longer."""
    one = diligence_or_404(request, number)
    owner = get_object_or_404(one.owners, pk=pk)
    form = forms.ReasonForm(request.POST or None)
    owner.diligence = one

    def verb() -> object:
        return services.end_owner(owner, form.cleaned_data["text"], viewer=request.viewer)

    return act(request, form, verb, _page(one, _("Akhiri pemilik manfaat"), owner.name), _FIELDS)


@signed_in
def weigh(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """Judge anew how much a finding weighs."""
    one = diligence_or_404(request, number)
    finding = get_object_or_404(one.findings, pk=pk)
    finding.diligence = one
    form = forms.WeighForm(request.POST or None, initial={"weight": finding.weight})

    def verb() -> object:
        return services.weigh(finding, form.cleaned_data["weight"], form.cleaned_data["why"], viewer=request.viewer)

    return act(request, form, verb, _page(one, _("Nilai bobot temuan"), f"{finding.source}: {finding.text}"), {"unchanged": "weight"})


@signed_in
def judge(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """Say whether somebody of a list is the same."""
    one = diligence_or_404(request, number)
    hit = get_object_or_404(one.hits.select_related("entry__version"), pk=pk)
    hit.diligence = one
    form = forms.HitForm(request.POST or None, hit=hit)

    def verb() -> object:
        same = form.cleaned_data["verdict"] == declare.SAME
        return services.judge_hit(hit, form.cleaned_data["text"], same=same, viewer=request.viewer)

    entry = hit.entry
    told = [entry.name, entry.address, entry.reference, entry.publisher, entry.reason]
    listed = " · ".join(part for part in told if part)
    lead = _("%(name)s mirip %(score)d persen dengan: %(listed)s") % {"name": hit.name, "score": hit.score, "listed": listed}
    return act(request, form, verb, _page(one, _("Nilai kecocokan"), lead), {})


@signed_in
def settle(request: StaffRequest, number: str) -> HttpResponse:
    """Decide whether controls do not suffice."""
    made = inadequacy_or_404(request, number)
    form = forms.SettleForm(request.POST or None)

    def verb() -> object:
        said = form.cleaned_data
        agreed = said["verdict"] == "yes"
        return services.decide_inadequacy(made, said["text"], agreed=agreed, viewer=request.viewer, duty=form.duty)

    page = {
        "heading": _("Putuskan ketidakcukupan"),
        "lead": f"{declare.MEASURES[made.measure]}: {made.gap}",
        "back": addresses.of_inadequacy(made.number),
        "above": made.diligence.name,
        "number": made.number,
    }
    return act(request, form, verb, page, _FIELDS)


@signed_in
def follow(request: StaffRequest, number: str) -> HttpResponse:
    """One more action that carries it out."""
    made = inadequacy_or_404(request, number)
    form = forms.DutyForm(request.POST or None)
    page = {
        "heading": _("Tetapkan tindakan"),
        "lead": str(declare.MEASURES[made.measure]),
        "back": addresses.of_inadequacy(made.number),
        "above": made.diligence.name,
        "number": made.number,
    }

    def verb() -> object:
        duty = form.duty
        if duty is None:
            raise services.Refused("words")
        return services.follow(made, duty, viewer=request.viewer)

    return act(request, form, verb, page, _FIELDS)


def _page(one: Diligence, heading: str, lead: str) -> dict[str, str]:
    return {"heading": heading, "lead": lead, "back": addresses.of_diligence(one.number), "above": one.name, "number": one.number}
