"""The acts of protection: each is one form, each goes back to the tab."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.actions.desk.forms import ActionForm
from amanah.engines.cases.scope import holds
from amanah.engines.reports.desk.followup import may_act
from amanah.engines.reports.desk.opening import answer, case_or_404, page_of, viewer_of, with_opened
from amanah.engines.reports.opened import Opened
from amanah.foundation.access.decorators import signed_in
from amanah.rooms.whistleblowing.protection import services
from amanah.rooms.whistleblowing.protection.desk import forms
from amanah.rooms.whistleblowing.protection.questions import MEASURES

TAB = "protection"

WRITINGS: dict[str, tuple[type[Any], Any, Any, Callable[[Opened, Any], Any]]] = {
    "assessment": (
        forms.AssessmentForm,
        gettext_lazy("Penilaian risiko pembalasan"),
        gettext_lazy("Penilaian tersegel; tingkat risikonya dihitung."),
        lambda opened, form: services.assess(opened, form.cleaned_data, form.cleaned_data["text"]),
    ),
    "measure": (
        forms.MeasureForm,
        gettext_lazy("Tindakan perlindungan"),
        gettext_lazy("Tindakan perlindungan tercatat."),
        lambda opened, form: services.take_measure(opened, form.cleaned_data["measure"], form.cleaned_data["text"]),
    ),
    "check": (
        forms.CheckForm,
        gettext_lazy("Pemantauan"),
        gettext_lazy("Pemantauan tercatat; yang berikutnya dihitung."),
        lambda opened, form: services.note_check(opened, form.cleaned_data["answer"], form.cleaned_data["text"]),
    ),
    "lpsk": (
        forms.LpskForm,
        gettext_lazy("Rujukan ke LPSK"),
        gettext_lazy("Rujukan tersegel. Unduh suratnya di bawah."),
        lambda opened, form: services.refer(opened, form.cleaned_data["text"], form.facts),
    ),
    "clearing": (
        forms.ClearingForm,
        gettext_lazy("Pemulihan nama baik"),
        gettext_lazy("Pemulihan nama baik tercatat."),
        lambda opened, form: services.clear_name(opened, form.cleaned_data["text"], form.facts, form.cleaned_data["delivered_on"]),
    ),
}


@with_opened
def write(request: HttpRequest, opened: Opened, paper: str) -> HttpResponseBase:
    """Keep one paper. What was typed stays in the form when something is wrong."""
    case = opened.case
    if paper not in WRITINGS or not holds(opened.viewer, case.declared.may_handle(case.route), case):
        raise Http404
    form_class, heading, done, act = WRITINGS[paper]
    if request.method != "POST":
        return redirect(page_of(case, TAB))
    form = form_class(request.POST)
    if form.is_valid():
        return answer(request, case, TAB, lambda: act(opened, form), done)
    context = {"case": case, "form": form, "heading": heading, "button": _("Simpan"), "lead": "", "back": page_of(case, TAB)}
    return render(request, "reports/desk/write.html", context, status=400)


@signed_in
def action(request: HttpRequest, number: str, measure: str) -> HttpResponse:
    """Give an action for a measure, in words that point to nobody and that stand there already."""
    case, viewer = case_or_404(request, number), viewer_of(request)
    chosen = MEASURES.get(measure)
    if chosen is None or not chosen.action or not may_act(viewer, case):
        raise Http404
    form = ActionForm(request.POST or None, neutral=True, initial={"title": chosen.action, "priority": "high"})
    if request.method == "POST" and form.is_valid():
        given = form.give(viewer, source=case.ref)
        if given is not None:
            messages.success(request, _("Tindak lanjut %(number)s ditetapkan.") % {"number": given.number})
            return redirect(page_of(case, TAB))
    context = {
        "form": form,
        "number": case.number,
        "heading": chosen.title,
        "back": page_of(case, TAB),
        "warning": _("Yang ditulis di sini tidak disegel"),
        "warning_text": _(
            "Mintalah sesuatu yang berlaku bagi seluruh unit, bukan bagi satu orang: tindak lanjut yang melindungi satu nama "
            "menunjuk siapa pelapornya."
        ),
    }
    return render(request, "actions/new.html", context, status=400 if form.errors else 200)
