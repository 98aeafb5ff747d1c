"""How complaints were handled: a page, a workbook, a PDF for the integrity zone's file of evidence."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.reports.desk.opening import viewer_of
from amanah.foundation.access.decorators import role_required
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.foundation.exports.tables import Sheet, xlsx_bytes
from amanah.kernel import clock
from amanah.rooms.complaints.desk.forms import PeriodForm
from amanah.rooms.complaints.queries import figures
from amanah.rooms.complaints.queries.figures import Figures, Line
from amanah.rooms.complaints.workflow import OFFICERS

FORMS = {"pdf": "application/pdf", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
YEAR, LONGEST = timedelta(days=364), timedelta(days=1100)
officers = role_required(*sorted(OFFICERS))


@require_safe
@officers
def show(request: HttpRequest) -> HttpResponse:
    """The figures of a period, the last twelve months unless somebody says otherwise."""
    form = PeriodForm(request.GET or None)
    since, until = _period(form)
    found = figures.figures(viewer_of(request), since, until)
    context = {"form": form, "found": found, "query": urlencode({"since": since.isoformat(), "until": until.isoformat()})}
    return render(request, "complaints/desk/figures.html", context)


@require_safe
@officers
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The same as XLSX or PDF."""
    if form not in FORMS:
        raise Http404
    found = figures.figures(viewer_of(request), *_period(PeriodForm(request.GET or None)))
    content = pdf_bytes("report.typ", _document(found)) if form == "pdf" else xlsx_bytes(_sheets(found))
    name = f"pengaduan-{found.since.isoformat()}-{found.until.isoformat()}.{form}"
    return HttpResponse(content, content_type=FORMS[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _period(form: PeriodForm) -> tuple[date, date]:
    given: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    until = given.get("until") or clock.today()
    since = given.get("since") or (until - YEAR).replace(day=1)
    return (since, until) if timedelta() <= until - since <= LONGEST else ((until - YEAR).replace(day=1), until)


def _headers(first: str) -> list[str]:
    return [first, _("Diterima"), _("Dijawab"), _("Dijawab (%)"), _("Tepat waktu"), _("Tepat waktu (%)"), _("Melewati tenggat")]


def _row(line: Line) -> list[Any]:
    return [line.title, line.received, line.done, line.share, line.in_time, line.kept, line.late]


def _tables(found: Figures) -> list[tuple[str, list[str], list[list[Any]]]]:
    total = Line(_("Semua"), found.total.received, found.total.done, found.total.in_time, found.total.late)
    return [
        (_("Golongan"), _headers(_("Golongan")), [_row(line) for line in (*found.classes, total)]),
        (_("Unit"), _headers(_("Unit")), [_row(line) for line in found.units]),
        (_("Bulan"), _headers(_("Bulan")), [_row(line) for line in found.months]),
        (_("Saluran masuk"), [_("Saluran masuk"), _("Jumlah")], [list(pair) for pair in found.ways]),
        (_("Hasil"), [_("Hasil"), _("Jumlah")], [list(pair) for pair in found.outcomes]),
    ]


def _sheets(found: Figures) -> list[Sheet]:
    return [Sheet(title, headers, rows) for title, headers, rows in _tables(found)]


def _document(found: Figures) -> dict[str, Any]:
    sections = [
        {
            "heading": title,
            "columns": [{"title": headers[0], "width": 3}, *({"title": header, "align": "right"} for header in headers[1:])],
            "rows": [["–" if value is None else str(value) for value in row] for row in rows],
        }
        for title, headers, rows in _tables(found)
        if rows
    ]
    lead = _("Pengaduan yang diterima %(since)s sampai %(until)s, menurut keadaannya pada %(today)s.")
    days = {"since": found.since, "until": found.until, "today": clock.today()}
    return {
        "title": _("Penanganan pengaduan masyarakat"),
        "lead": lead % {name: date_format(day, "j F Y") for name, day in days.items()},
        "facts": [
            [_("Diterima"), str(found.total.received)],
            [_("Dijawab"), f"{found.total.done} ({found.total.share or 0}%)"],
            [_("Tepat waktu"), f"{found.total.in_time} ({found.total.kept or 0}%)"],
        ],
        "sections": sections,
    }
