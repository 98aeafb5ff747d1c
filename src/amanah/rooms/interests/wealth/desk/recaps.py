"""The recap by unit, on screen and for the ministry of state apparatus."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.foundation.exports.tables import Sheet, csv_bytes, xlsx_bytes
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock
from amanah.rooms.interests.desk.opening import viewer_of
from amanah.rooms.interests.wealth import queries
from amanah.rooms.interests.wealth.models import Kind
from amanah.rooms.interests.wealth.queries import Row

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
YEARS = 5


@dataclass(frozen=True)
class Chosen:
    """What the address asks for: the year of the position, and the unit."""

    year: int
    unit: Unit

    def query(self, **changes: str | int) -> str:
        """The address's query with something else chosen."""
        chosen: dict[str, str | int] = {"year": self.year, "unit": self.unit.code}
        return urlencode(chosen | changes)


@signed_in
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Both kinds of reports for one year in one unit, part by part."""
    chosen = _chosen(request)
    parts = [_part(kind, chosen) for kind in Kind]
    last = clock.today().year - 1
    parent = chosen.unit.parent
    keeps = queries.scopes(viewer_of(request))
    context = {
        "chosen": chosen,
        "parts": parts if queries.listed(chosen.year) else [],
        "special": queries.special(chosen.unit, chosen.year + 1),
        "years": [
            {"title": year, "url": f"?{chosen.query(year=year)}", "current": year == chosen.year} for year in range(last, last - YEARS, -1)
        ],
        "due_year": chosen.year + 1,
        "above": parent if parent is not None and any(top.contains(parent) for top in keeps) else None,
        "query": chosen.query(),
        "empty": not queries.listed(chosen.year),
    }
    return render(request, "wealth/recap.html", context)


@signed_in
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The recap as XLSX, CSV or PDF. It names no person."""
    chosen = _chosen(request)
    if form not in {*TYPES, "pdf"}:
        raise Http404
    name = f"amanah-lhkpn-lhkan-{chosen.year}-{chosen.unit.code}.{form}"
    if form == "pdf":
        content, content_type = pdf_bytes("report.typ", contents(chosen)), "application/pdf"
    elif form == "xlsx":
        sheets = [Sheet(str(kind.label), headers(kind), lines(kind, chosen)) for kind in Kind]
        content, content_type = xlsx_bytes(sheets), TYPES[form]
    else:
        rows = [[str(kind.label), *line, *[None] * (len(headers(Kind.LHKAN)) - len(line))] for kind in Kind for line in lines(kind, chosen)]
        content, content_type = csv_bytes([_("Jenis"), *headers(Kind.LHKAN)], rows), TYPES[form]
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def headers(kind: Kind) -> list[str]:
    """The columns of the recap; tax receipts for LHKAN alone."""
    common = [_("Unit"), _("Wajib lapor"), _("Tepat waktu"), _("Terlambat"), _("Perlu dilengkapi"), _("Belum"), _("Persen melapor")]
    return [*common, _("Bukti SPT")] if kind == Kind.LHKAN else common


def lines(kind: Kind, chosen: Chosen) -> list[list[Any]]:
    """The rows of the recap, the total last."""
    rows, total = queries.recap(kind, chosen.year, chosen.unit)
    return [_line(kind, row, row.unit.name) for row in rows] + [_line(kind, total, _("Seluruhnya"))]


def contents(chosen: Chosen) -> dict[str, Any]:
    """The data of "report.typ"."""
    sections = []
    for kind in Kind:
        due = date_format(queries.due_on(kind, "periodic", chosen.year), "j F Y")
        columns = [{"title": title, "align": "right" if place else "left"} for place, title in enumerate(headers(kind))]
        rows = [["–" if value is None else str(value) for value in line] for line in lines(kind, chosen)]
        sections.append({"heading": str(kind.label), "text": _("Batas: %(day)s.") % {"day": due}, "columns": columns, "rows": rows})
    sections[-1]["note"] = _("Hanya status dan tanggal yang tercatat; isi laporan harta tidak pernah disimpan di sini.")
    return {
        "title": _("Rekapitulasi LHKPN dan LHKAN"),
        "lead": _("%(unit)s, posisi 31 Desember %(year)s") % {"unit": chosen.unit.name, "year": chosen.year},
        "sections": sections,
    }


def _line(kind: Kind, row: Row, name: str) -> list[Any]:
    common = [name, row.owing, row.in_time, row.late, row.returned, row.left, row.per_cent]
    return [*common, row.receipts] if kind == Kind.LHKAN else common


def _part(kind: Kind, chosen: Chosen) -> dict[str, Any]:
    rows, total = queries.recap(kind, chosen.year, chosen.unit)
    return {"kind": kind, "rows": rows, "total": total, "due": queries.due_on(kind, "periodic", chosen.year), "taxes": kind == Kind.LHKAN}


def _chosen(request: HttpRequest) -> Chosen:
    keeps = queries.scopes(viewer_of(request))
    if not keeps:
        raise Http404
    code, last = request.GET.get("unit", ""), clock.today().year - 1
    unit = Unit.objects.filter(code=code).first() if code else keeps[0]
    year = request.GET.get("year", str(last))
    if unit is None or not any(top.contains(unit) for top in keeps) or year not in {str(last - back) for back in range(YEARS)}:
        raise Http404
    return Chosen(int(year), unit)
