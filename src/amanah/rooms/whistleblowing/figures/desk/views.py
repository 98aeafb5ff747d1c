"""The figures as a page, as tables and as the yearly report."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.cases.desk import drawing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.foundation.exports.tables import csv_bytes, xlsx_bytes
from amanah.kernel import clock
from amanah.rooms.whistleblowing.figures import queries, report, tables
from amanah.rooms.whistleblowing.figures.desk.drawing import paces
from amanah.rooms.whistleblowing.figures.desk.forms import PeriodForm
from amanah.rooms.whistleblowing.figures.queries import Chosen, Indicators

EARLIEST = 2000
YEARLY = {"pdf": "application/pdf", "xlsx": TYPES["xlsx"]}


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """A question for each panel; each picture with its table."""
    form = PeriodForm(request.GET)
    found = _found(request, form)
    context: dict[str, Any] = {"form": form, "found": found, "query": request.GET.urlencode(), "today": clock.today()}
    if found is not None:
        context |= {
            "year": found.chosen.last.year,
            "trend": drawing.columns([(month.month, month.opened or 0, month.closed or 0) for month in found.months]),
            "paces": paces(found.speeds),
            "topics": drawing.bars(found.topics),
            "routes": drawing.bars(found.routes),
            "outcomes": drawing.bars(found.outcomes),
            "states": drawing.bars(found.states),
            "ages": drawing.bars(found.ages),
        }
    return render(request, "whistleblowing_figures/figures.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """The same as a table to keep."""
    found = _found(request, PeriodForm(request.GET))
    if form not in TYPES or found is None:
        raise Http404
    headers = [_("Bagian"), _("Butir"), _("Jumlah")]
    content = csv_bytes(headers, tables.flat(found)) if form == "csv" else xlsx_bytes(tables.sheets(found))
    name = f"amanah-{found.chosen.first:%Y-%m}-{found.chosen.last:%Y-%m}.{form}"
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


@signed_in
@require_safe
def yearly(request: StaffRequest, year: int, form: str) -> HttpResponse:
    """The yearly report as PDF, or its numbers as XLSX; of the current year, until now."""
    today = clock.today()
    if form not in YEARLY or not queries.may_look(request.viewer) or not EARLIEST <= year <= today.year:
        raise Http404
    last = today.replace(day=1) if year == today.year else date(year, 12, 1)
    found = queries.indicators(request.viewer, Chosen(date(year, 1, 1), last))
    content = pdf_bytes("yearly.typ", report.contents(found)) if form == "pdf" else xlsx_bytes(tables.sheets(found))
    headers = {"Content-Disposition": f'attachment; filename="amanah-{year}.{form}"'}
    return HttpResponse(content, content_type=YEARLY[form], headers=headers)


def _found(request: StaffRequest, form: PeriodForm) -> Indicators | None:
    if not queries.may_look(request.viewer) or not form.is_valid():
        return None
    return queries.indicators(request.viewer, form.chosen())
