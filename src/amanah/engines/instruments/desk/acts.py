"""The acts on a sheet: a form page each, one POST, and back to the sheet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.instruments import queries, services
from amanah.engines.instruments.declare import MOVES
from amanah.engines.instruments.desk import forms
from amanah.engines.instruments.desk.requests import sheet_or_404
from amanah.engines.instruments.models import Sheet
from amanah.engines.instruments.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Act:
    """One act: its words, its form, and its verb, which gets the sheet, the viewer and what the form holds."""

    title: Any
    form: Callable[..., django_forms.Form]
    verb: Callable[[Sheet, Viewer, dict[str, Any]], object]
    lead: Any = ""


_HAND_OVER = gettext_lazy("Sesudah ini kolom unit tertutup sampai lembar kerja dikembalikan. Keterangan boleh dikosongkan.")
ACTS = {
    "submit": Act(
        MOVES["submit"].title, forms.TextForm, lambda sheet, who, said: services.submit(sheet, viewer=who, text=said["text"]), _HAND_OVER
    ),
    "resubmit": Act(
        MOVES["resubmit"].title,
        forms.TextForm,
        lambda sheet, who, said: services.resubmit(sheet, viewer=who, text=said["text"]),
        _HAND_OVER,
    ),
    "send_back": Act(
        MOVES["send_back"].title,
        forms.WordsForm,
        lambda sheet, who, said: services.send_back(sheet, said["text"], viewer=who),
        gettext_lazy("Tuliskan apa yang masih kurang. Catatan pada tiap butir ikut terbaca oleh unit."),
    ),
    "verify": Act(
        MOVES["verify"].title,
        forms.TextForm,
        lambda sheet, who, said: services.verify(sheet, viewer=who, text=said["text"]),
        gettext_lazy("Sesudah ini lembar kerja menunggu putusan luar. Setiap jawaban unit harus sudah dinilai."),
    ),
    "verdict": Act(
        gettext_lazy("Catat putusan luar"),
        forms.VerdictForm,
        lambda sheet, who, said: services.record_verdict(sheet, said["verdict"], said["on"], said["text"], viewer=who, total=said["total"]),
    ),
    "lock": Act(
        MOVES["lock"].title,
        forms.TextForm,
        lambda sheet, who, said: services.lock(sheet, viewer=who, text=said["text"]),
        gettext_lazy("Sesudah dikunci, lembar kerja hanya dibuka lagi oleh dua orang. Tanpa putusan luar, tuliskan alasannya."),
    ),
    "reopen": Act(
        gettext_lazy("Usulkan pembukaan kembali"),
        forms.WordsForm,
        lambda sheet, who, said: services.propose_reopen(sheet, said["text"], viewer=who),
        gettext_lazy("Baru berlaku setelah orang kedua menyetujuinya."),
    ),
}


@signed_in
def do(request: StaffRequest, number: str, act: str) -> HttpResponse:
    """One act with its form; whoever may not do it is told so by the engine."""
    sheet = sheet_or_404(request, number)
    if act not in ACTS:
        raise Http404
    declared = ACTS[act]
    more = {"sheet": sheet} if act == "verdict" else {}
    form = declared.form(request.POST or None, **more)
    if request.method == "POST" and form.is_valid():
        return _answer(request, sheet, lambda: declared.verb(sheet, request.viewer, form.cleaned_data))
    return _form_page(request, sheet, form, declared.title, declared.lead)


@signed_in
def next_round(request: StaffRequest, number: str) -> HttpResponse:
    """Open the round after this sheet, with the unit's answers carried forward."""
    sheet = sheet_or_404(request, number)
    year = sheet.period_to.year + 1
    form = forms.RoundForm(request.POST or None, initial={"period_from": f"{year}-01-01", "period_to": f"{year}-12-31"})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = services.next_round(sheet, said["period_from"], said["period_to"], viewer=request.viewer)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Putaran berikutnya dibuka. Jawaban unit dibawa dan ditandai sampai diperiksa."))
            return redirect("instruments:show", made.number)
    lead = _("Jawaban unit dibawa ke putaran baru dan ditandai “dibawa dari putaran lalu” sampai diperiksa.")
    return _form_page(request, sheet, form, _("Buka putaran berikutnya"), lead)


@require_POST
@signed_in
def agree(request: StaffRequest, number: str) -> HttpResponse:
    """Take the unit's answers over into the verifier's column: one, or all that were not judged yet."""
    sheet = sheet_or_404(request, number)
    only = request.POST.get("question", "")
    return _answer(
        request, sheet, lambda: services.agree(sheet, viewer=request.viewer, questions=[only] if only else None), _back(request, sheet)
    )


@require_POST
@signed_in
def note(request: StaffRequest, number: str) -> HttpResponse:
    """Leave a remark, on a question or on the sheet."""
    sheet = sheet_or_404(request, number)
    text, about = request.POST.get("text", ""), request.POST.get("question", "")
    return _answer(request, sheet, lambda: services.note(sheet, text, viewer=request.viewer, question=about), _back(request, sheet))


@require_POST
@signed_in
def resolve(request: StaffRequest, number: str, note_id: int) -> HttpResponse:
    """Say that a remark is settled."""
    sheet = sheet_or_404(request, number)
    written = get_object_or_404(sheet.notes.select_related("sheet"), pk=note_id)
    return _answer(request, sheet, lambda: services.resolve_note(written, viewer=request.viewer), _back(request, sheet))


@require_POST
@signed_in
def approve(request: StaffRequest, number: str) -> HttpResponse:
    """Be the second person on a reopening."""
    sheet = sheet_or_404(request, number)
    proposal = queries.open_proposal(sheet)
    if proposal is None:
        raise Http404
    return _answer(request, sheet, lambda: services.approve(proposal, viewer=request.viewer))


@signed_in
def reject(request: StaffRequest, number: str) -> HttpResponse:
    """Turn a reopening down, with a reason."""
    sheet = sheet_or_404(request, number)
    proposal = queries.open_proposal(sheet)
    if proposal is None:
        raise Http404
    form = forms.WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answer(request, sheet, lambda: services.reject(proposal, form.cleaned_data["text"], viewer=request.viewer))
    return _form_page(request, sheet, form, _("Tolak usulan"))


def _answer(request: StaffRequest, sheet: Sheet, act: Callable[[], object], back: str = "") -> HttpResponse:
    """Do it and go back, saying what was done or why not."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Tersimpan."))
    return redirect(back or reverse("instruments:show", args=[sheet.number]))


def _back(request: StaffRequest, sheet: Sheet) -> str:
    """Where the form stood, if that is a page of this sheet."""
    there = request.POST.get("next", "")
    inside = there.startswith(reverse("instruments:show", args=[sheet.number]))
    return there if inside and url_has_allowed_host_and_scheme(there, None) else ""


def _form_page(request: StaffRequest, sheet: Sheet, form: Any, heading: Any, lead: Any = "") -> HttpResponse:
    context = {"sheet": sheet, "form": form, "heading": heading, "lead": lead, "back": reverse("instruments:show", args=[sheet.number])}
    return render(request, "instruments/write.html", context, status=400 if form.errors else 200)
