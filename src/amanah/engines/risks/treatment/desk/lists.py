"""The measures of all plans, and their export."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.risks.treatment import queries
from amanah.engines.risks.treatment.desk.forms import FilterForm
from amanah.engines.risks.treatment.queries import Line
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table

PORTION = 500


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """What is to be done about risks, the most urgent first."""
    form = FilterForm(request.GET)
    chosen = form.filters()
    context = narrowing.shown(
        request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), reverse("treatment:list")
    )
    return render(request, "treatment/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every measure of the same filters, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = FilterForm(request.GET).filters()
    rows = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=PORTION))
    return table(_("rencana penanganan risiko"), form, headers(), [cells(row.line) for row in rows])


def headers() -> list[str]:
    """The columns of a plan that leaves the house."""
    return [
        _("Risiko"),
        _("Peristiwa risiko"),
        _("Unit pemilik risiko"),
        _("Tindakan"),
        _("Nomor tindak lanjut"),
        _("Keluaran"),
        _("Anggaran (Rp)"),
        _("Pengendalian"),
        _("Unit penanggung jawab"),
        _("Penanggung jawab"),
        _("Pemverifikasi"),
        _("Tenggat"),
        _("Kemajuan (%)"),
        _("Status"),
    ]


def cells(line: Line) -> list[Any]:
    """One measure as a row."""
    risk, action = line.measure.risk, line.row.action
    what = [risk.number, risk.title, str(risk.unit), action.title, action.number, line.measure.output, line.measure.budget]
    who = [str(line.control.title) if line.control else "", str(action.unit), str(action.owner or ""), str(action.verifier)]
    return [*what, *who, action.due_on, action.progress, str(line.row.state.title)]
