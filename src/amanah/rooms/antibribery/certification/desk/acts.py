"""The acts on a certification: a form page each, one POST, and back to the certification."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import clock
from amanah.rooms.antibribery.certification import declare, services
from amanah.rooms.antibribery.certification.desk import forms
from amanah.rooms.antibribery.certification.desk.pages import certification_or_404
from amanah.rooms.antibribery.certification.models import Certification, Finding
from amanah.rooms.antibribery.certification.refusals import Refused
from amanah.rooms.antibribery.desk.acts import kept
from amanah.rooms.antibribery.models import Scope

_FIELD_OF = {"body": "body", "edition": "edition", "certificate": "certificate", "words": "text"}


@signed_in
def new(request: StaffRequest, number: str) -> HttpResponse:
    """Begin a certification."""
    scope = kept(request, number)
    form = forms.NewForm(request.POST or None, editions=scope.edition_keys)
    opened = lambda: services.open_certification(scope, form.cleaned_data["edition"], form.terms, viewer=request.viewer)  # noqa: E731 - read below
    return _act(request, scope, None, form, (_("Catat sertifikasi"), opened))


@signed_in
def terms(request: StaffRequest, number: str, certification_number: str) -> HttpResponse:
    """Put body and contract right."""
    scope, one = _kept(request, number, certification_number)
    form = forms.TermsForm(request.POST or None, initial=forms.TermsForm.of(one))
    changed = lambda: services.change_terms(one, form.terms, form.cleaned_data["reason"], viewer=request.viewer)  # noqa: E731 - read below
    return _act(request, scope, one, form, (_("Ubah data kontrak"), changed))


@signed_in
def plan(request: StaffRequest, number: str, certification_number: str) -> HttpResponse:
    """Plan an audit."""
    scope, one = _kept(request, number, certification_number)
    form = forms.PlanForm(request.POST or None)
    planned = lambda: services.plan(one, form.cleaned_data["kind"], form.cleaned_data["day"], viewer=request.viewer)  # noqa: E731 - read below
    return _act(request, scope, one, form, (_("Rencanakan audit"), planned))


@signed_in
def find(request: StaffRequest, number: str, certification_number: str) -> HttpResponse:
    """Write down a finding."""
    scope, one = _kept(request, number, certification_number)
    form = forms.FindForm(request.POST or None, initial={"found_on": clock.today()})

    def found() -> None:
        said = form.cleaned_data
        services.find(one, said["grade"], said["clause"], said["text"], said["found_on"], viewer=request.viewer)

    return _act(request, scope, one, form, (_("Catat temuan"), found))


@signed_in
def correct(request: StaffRequest, number: str, certification_number: str, finding_id: int) -> HttpResponse:
    """Say how a finding was corrected."""
    scope, one = _kept(request, number, certification_number)
    finding = _finding(one, finding_id)
    form = forms.CorrectForm(request.POST or None, initial={"text": finding.correction})
    corrected = lambda: services.correct(finding, form.cleaned_data["text"], viewer=request.viewer)  # noqa: E731 - read below
    return _act(request, scope, one, form, (_("Kirim perbaikan"), corrected), lead=finding.text)


@signed_in
def accept(request: StaffRequest, number: str, certification_number: str, finding_id: int) -> HttpResponse:
    """Record that the body accepted a correction."""
    scope, one = _kept(request, number, certification_number)
    finding = _finding(one, finding_id)
    form = forms.AcceptForm(request.POST or None)
    accepted = lambda: services.accept(finding, form.cleaned_data["letter"], viewer=request.viewer)  # noqa: E731 - read below
    return _act(request, scope, one, form, (_("Catat penerimaan"), accepted), lead=finding.text)


@signed_in
def move(request: StaffRequest, number: str, certification_number: str, move: str) -> HttpResponse:
    """Record what the body did."""
    scope, one = _kept(request, number, certification_number)
    made = declare.MOVES.get(move)
    if made is None:
        raise Http404
    form = forms.MoveForm(request.POST or None, move=made)
    moved = lambda: services.move(one, made.key, form.cleaned_data["note"], viewer=request.viewer, days=form.days)  # noqa: E731 - read below
    return _act(request, scope, one, form, (str(made.title), moved))


def _kept(request: StaffRequest, number: str, certification_number: str) -> tuple[Scope, Certification]:
    scope = kept(request, number)
    return scope, certification_or_404(scope, certification_number)


def _finding(one: Certification, finding_id: int) -> Finding:
    finding = get_object_or_404(one.findings.all(), pk=finding_id)
    finding.certification = one
    return finding


def _act(
    request: StaffRequest,
    scope: Scope,
    one: Certification | None,
    form: django_forms.Form,
    act: tuple[str, Callable[[], Any]],
    *,
    lead: str = "",
) -> HttpResponse:
    heading, done = act
    back = reverse("certification:show", args=[scope.number, one.number]) if one else reverse("certification:list", args=[scope.number])
    if request.method == "POST" and form.is_valid():
        try:
            made = done()
        except Refused as refusal:
            field = _FIELD_OF.get(refusal.code)
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("certification:show", scope.number, made.number) if isinstance(made, Certification) else redirect(back)
    context = {"scope": scope, "form": form, "heading": heading, "back": back, "lead": lead}
    return render(request, "antibribery/write.html", context, status=400 if form.errors else 200)
