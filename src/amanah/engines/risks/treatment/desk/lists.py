"""The measures of all plans, and their export."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.actions.desk.requests import StaffRequest
from amanah.engines.risks.treatment import queries
from amanah.engines.risks.treatment.desk.forms import FilterForm
from amanah.engines.risks.treatment.queries import Filters, Line, Row
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.exports.downloads import TYPES, table

MOST, PORTION = 10_000, 500


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """What is to be done about risks, the most urgent first."""
    form, chosen = _read(request)
    after = request.GET.get("after", "")
    try:
        rows, further = queries.listing(request.viewer, chosen, after=after)
    except ValueError:
        raise Http404 from None
    query = urlencode({"status": chosen.status or "all", **({"unit": chosen.unit} if chosen.unit else {})})
    here = reverse("treatment:list")
    context = {
        "form": form,
        "rows": rows,
        "query": query,
        "sentence": _sentence(chosen),
        "next_url": f"{here}?{query}&after={further}" if further else "",
        "first_url": f"{here}?{query}" if after else "",
    }
    return render(request, "treatment/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every measure of the same filters, at most MOST."""
    if form not in TYPES:
        raise Http404
    chosen = _read(request)[1]
    return table(_("rencana penanganan risiko"), form, headers(), [cells(row.line) for row in _every(request.viewer, chosen)])


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


def _read(request: StaffRequest) -> tuple[FilterForm, Filters]:
    form = FilterForm(request.GET if "status" in request.GET or "unit" in request.GET else {"status": "open"})
    form.is_valid()
    status = form.cleaned_data.get("status") or "open"
    return form, Filters(status="" if status == "all" else status, unit=form.cleaned_data.get("unit", ""))


def _sentence(chosen: Filters) -> list[dict[str, str]]:
    here, titles = reverse("treatment:list"), dict(FilterForm.STATUS)
    found = []
    if chosen.status:
        rest = {"status": "all", **({"unit": chosen.unit} if chosen.unit else {})}
        found.append({"text": str(titles[chosen.status]), "url": f"{here}?{urlencode(rest)}"})
    if chosen.unit:
        text = _("unit memuat %(text)s") % {"text": chosen.unit}
        found.append({"text": text, "url": f"{here}?{urlencode({'status': chosen.status or 'all'})}"})
    return found


def _every(viewer: Viewer, chosen: Filters) -> list[Row]:
    found: list[Row] = []
    after = ""
    while len(found) < MOST:
        rows, after = queries.listing(viewer, chosen, after=after, size=PORTION)
        found += rows
        if not after:
            break
    return found
