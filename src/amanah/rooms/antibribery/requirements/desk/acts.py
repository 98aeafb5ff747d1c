"""The acts on a requirement: a form page each, one POST, and back to the requirement."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.antibribery.desk.pages import scope_or_404
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import declare, services
from amanah.rooms.antibribery.requirements.desk import forms
from amanah.rooms.antibribery.requirements.desk.pages import line_or_404
from amanah.rooms.antibribery.requirements.models import Licensed
from amanah.rooms.antibribery.requirements.queries import Line
from amanah.rooms.antibribery.requirements.refusals import Refused
from amanah.rooms.antibribery.requirements.services import Said

_FIELD_OF = {"how": "how", "reason": "reason", "words": "note"}


@signed_in
def answer(request: StaffRequest, number: str, edition: str, key: str) -> HttpResponse:
    """Say how the scope meets a requirement."""
    scope = scope_or_404(request, number)
    line = line_or_404(scope, edition, key)
    form = forms.AnswerForm(request.POST or None, initial=forms.AnswerForm.of(line.answer))
    lead = _("Jawaban ini juga berlaku untuk persyaratan yang sama pada edisi lain.") if line.borrowed else ""
    answered = lambda: services.answer(scope, edition, key, Said(**form.cleaned_data), viewer=request.viewer)  # noqa: E731 - read below
    return _act(request, scope, line, form, _("Simpan jawaban"), answered, lead=lead)


@signed_in
def verify(request: StaffRequest, number: str, edition: str, key: str) -> HttpResponse:
    """Say that it holds, or send it back."""
    scope = scope_or_404(request, number)
    line = line_or_404(scope, edition, key)
    found = line.answer
    if found is None or services.why_not_verifier(found, request.viewer):
        raise PermissionDenied
    form = forms.VerifyForm(request.POST or None)

    def verified() -> None:
        said = form.cleaned_data
        services.verify(found, holds=said["verdict"] == "yes", note=said["note"], viewer=request.viewer)

    return _act(request, scope, line, form, _("Simpan hasil pemeriksaan"), verified)


@signed_in
def licensed(request: StaffRequest, number: str, edition: str, key: str) -> HttpResponse:
    """Keep the clause as the institution's own copy has it."""
    scope = scope_or_404(request, number)
    line = line_or_404(scope, edition, key)
    kept = Licensed.objects.filter(instrument=declare.INSTRUMENTS[edition], clause=line.part.key).first()
    form = forms.LicensedForm(request.POST or None, initial={"text": kept.text if kept else ""})
    saved = lambda: services.keep_text(edition, line.part.key, form.cleaned_data["text"], viewer=request.viewer)  # noqa: E731 - read below
    lead = _("Klausul %(clause)s. Pastikan lisensi instansi mengizinkan salinan ini dipakai di sini.") % {"clause": line.part.key}
    return _act(request, scope, line, form, _("Simpan naskah"), saved, lead=lead)


def _act(request: StaffRequest, scope: Scope, line: Line, form: django_forms.Form, *named: Any, lead: str = "") -> HttpResponse:
    heading, done = named
    if request.method == "POST" and form.is_valid():
        refusal = _refused(done)
        if refusal is None:
            messages.success(request, _("Tersimpan."))
            return redirect("smap_requirements:requirement", scope.number, line.edition, line.question.key)
        if refusal.code == "side":
            raise PermissionDenied
        field = _FIELD_OF.get(refusal.code)
        form.add_error(field if field in form.fields else None, refusal.sentence)
    context = {
        "scope": scope,
        "line": line,
        "form": form,
        "heading": heading,
        "lead": lead,
        "back": reverse("smap_requirements:requirement", args=[scope.number, line.edition, line.question.key]),
    }
    return render(request, "antibribery_requirements/write.html", context, status=400 if form.errors else 200)


def _refused(done: Callable[[], Any]) -> Refused | None:
    try:
        done()
    except Refused as refusal:
        return refusal
    return None
