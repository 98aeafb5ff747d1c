"""The questionnaire, page by page: kept at once, left and taken up again at any time."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.antibribery.due_diligence import addresses, declare, queries, services
from amanah.rooms.antibribery.due_diligence.declare import Side
from amanah.rooms.antibribery.due_diligence.desk.forms import SheetForm
from amanah.rooms.antibribery.due_diligence.desk.parts import diligence_or_404
from amanah.rooms.antibribery.due_diligence.models import Diligence
from amanah.rooms.antibribery.due_diligence.refusals import Refused


@signed_in
def page(request: StaffRequest, number: str, section: str) -> HttpResponse:
    """One page of questions. Whoever does not carry it out, or reads a file that is decided, sees the answers only."""
    one = diligence_or_404(request, number)
    sheets = queries.sheets(one)
    place = next((at for at, sheet in enumerate(sheets) if sheet.section.key == section), None)
    if place is None:
        raise Http404
    may = bool(queries.sides_of(request.viewer, one) & {Side.EXAMINER, Side.KEEPER}) and one.state == declare.EXAMINING
    form = SheetForm(request.POST if request.method == "POST" else None, sheet=sheets[place])
    if request.method == "POST":
        if not may:
            raise Http404
        if form.is_valid():
            try:
                services.answer(one, section, form.said, viewer=request.viewer)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return _onward(request, one, section, {line.question.key for line in sheets[place].lines})
    sheet = sheets[place]
    context = {
        "one": one,
        "form": form,
        "sheet": sheet,
        "may": may,
        "now": place + 1,
        "total": len(sheets),
        "pages": [(each, reverse("due_diligence:questions", args=[one.number, each.section.key]), each is sheet) for each in sheets],
        "again": one.round > 1,
    }
    return render(request, "antibribery_due_diligence/questions.html", context, status=400 if form.errors else 200)


def _onward(request: StaffRequest, one: Diligence, section: str, before: set[str]) -> HttpResponse:
    """Back to the file, to questions that an answer has opened on the same page, or to the next page."""
    sheets = queries.sheets(one)
    keys = [sheet.section.key for sheet in sheets]
    here = next((sheet for sheet in sheets if sheet.section.key == section), None)
    opened = [line for line in here.lines if not line.fresh and line.question.key not in before] if here is not None else []
    if request.POST.get("later"):
        messages.success(request, _("Tersimpan. Lanjutkan kapan saja."))
        return redirect(addresses.of_diligence(one.number))
    if opened:
        told = ngettext(
            "Tersimpan. Jawaban Anda membuka %(n)d pertanyaan lanjutan.",
            "Tersimpan. Jawaban Anda membuka %(n)d pertanyaan lanjutan.",
            len(opened),
        )
        messages.info(request, told % {"n": len(opened)})
        return redirect(reverse("due_diligence:questions", args=[one.number, section]) + f"#id_{opened[0].question.key}")
    messages.success(request, _("Tersimpan."))
    after = keys.index(section) + 1 if section in keys else len(keys)
    if after < len(keys):
        return redirect(reverse("due_diligence:questions", args=[one.number, keys[after]]))
    return redirect(addresses.of_diligence(one.number))
