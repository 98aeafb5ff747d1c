"""The recap of a quarter: a page, a PDF to sign, a workbook to count on with."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.foundation.exports.tables import Sheet, xlsx_bytes
from amanah.kernel import clock
from amanah.rooms.illegal_levies.queries import recap as queries
from amanah.rooms.illegal_levies.queries.recap import Counted, Quarter, Recap
from amanah.rulebook import RuleError

SHOWN = 9
"""How many periods the page offers to go back."""
FORMS = {"pdf": "application/pdf", "xlsx": TYPES["xlsx"]}


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The recap of the period asked for, or of the present one."""
    quarter = _quarter(request)
    found = queries.recap(request.viewer, quarter)
    earlier = queries.recap(request.viewer, quarter.before)
    context = {
        "found": found,
        "earlier": earlier,
        "rows": list(_rows(found)),
        "periods": _periods(request, quarter),
        "title": _title(quarter),
        "query": f"year={quarter.year}&quarter={quarter.number}",
    }
    return render(request, "illegal_levies/recap.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """The same as PDF or XLSX."""
    if form not in FORMS:
        raise Http404
    found = queries.recap(request.viewer, _quarter(request))
    content = pdf_bytes("report.typ", _document(found)) if form == "pdf" else xlsx_bytes(list(_sheets(found)))
    name = f"pungutan-liar-{found.quarter.year}-{found.quarter.number}.{form}"
    return HttpResponse(content, content_type=FORMS[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _quarter(request: StaffRequest) -> Quarter:
    """Which period was asked for. Raises Http404 for none, and for whoever may make no recap."""
    if not queries.may_look(request.viewer):
        raise Http404
    today = clock.today()
    now = Quarter.around(today)
    try:
        asked = Quarter.of(int(request.GET.get("year", now.year)), int(request.GET.get("quarter", now.number)))
    except (ValueError, OverflowError, RuleError):
        raise Http404 from None
    if asked.first > today:
        raise Http404
    return asked


def _periods(request: StaffRequest, chosen: Quarter) -> list[dict[str, Any]]:
    first, quarter = queries.earliest(request.viewer), Quarter.around(clock.today())
    found: list[dict[str, Any]] = []
    while quarter.last >= first and len(found) < SHOWN:
        found.append({"title": _title(quarter), "query": f"?year={quarter.year}&quarter={quarter.number}", "current": quarter == chosen})
        quarter = quarter.before
    return found


def _title(quarter: Quarter) -> str:
    return _("Triwulan %(number)d tahun %(year)d") % {"number": quarter.number, "year": quarter.year}


def _rows(found: Recap) -> Iterator[tuple[str, int, bool]]:
    """Title, number, and whether it is a part of the line above."""
    yield _("Diterima"), found.received, False
    yield _("Menunggu uji"), found.untested, True
    yield _("Laporan ganda"), found.duplicates, True
    yield _("Bukan kewenangan"), found.outside, True
    yield _("Data tidak cukup"), found.insufficient, True
    yield _("Laporan yang ditangani"), found.handled, False
    for fate in found.fates:
        yield str(fate.title), fate.count, True


def _money(found: Recap) -> list[tuple[str, str]]:
    return [
        (_("Pelimpahan kepada aparat penegak hukum"), number_format(found.referrals, use_l10n=True)),
        (_("Pengembalian yang disetujui"), _rupiah(found.agreed)),
        (_("Sudah kembali"), _rupiah(found.returned)),
        (_("Pembayar yang sudah menerima"), number_format(found.payers, use_l10n=True)),
    ]


def _rupiah(amount: int) -> str:
    return "Rp" + f"{amount:,}".replace(",", ".")


def _document(found: Recap) -> dict[str, Any]:
    count = {"title": _("Jumlah"), "align": "right"}
    sections: list[dict[str, Any]] = [
        {
            "heading": _("Apa yang terjadi dengan laporan"),
            "columns": [{"title": _("Keadaan"), "width": 4}, count],
            "rows": [[f"– {title}" if part else title, str(number)] for title, number, part in _rows(found)],
        }
    ]
    for heading, counted in ((_("Layanan"), found.services), (_("Modus"), found.modes)):
        if counted:
            sections.append(
                {"heading": heading, "columns": [{"title": heading, "width": 4}, count], "rows": [_texts(one) for one in counted]}
            )
    return {
        "title": _("Rekapitulasi penanganan pungutan liar: %(period)s") % {"period": _title(found.quarter).lower()},
        "lead": _("Laporan yang diterima %(first)s sampai %(last)s, menurut keadaannya pada %(today)s.")
        % {"first": _day(found.quarter.first), "last": _day(found.quarter.last), "today": _day(clock.today())},
        "facts": [list(fact) for fact in _money(found)],
        "sections": sections,
    }


def _texts(one: Counted) -> list[str]:
    return [str(one.title), str(one.count)]


def _day(day: Any) -> str:
    return date_format(day, "j F Y")


def _sheets(found: Recap) -> Iterator[Sheet]:
    yield Sheet(_("Keadaan"), [_("Keadaan"), _("Jumlah")], [[title, number] for title, number, _part in _rows(found)])
    for title, counted in ((_("Layanan"), found.services), (_("Modus"), found.modes)):
        yield Sheet(title, [_("Kode"), title, _("Jumlah")], [[one.code, str(one.title), one.count] for one in counted])
    rows = [
        [_("Pelimpahan kepada aparat penegak hukum"), found.referrals],
        [_("Pengembalian yang disetujui (rupiah)"), found.agreed],
        [_("Sudah kembali (rupiah)"), found.returned],
        [_("Pembayar yang sudah menerima"), found.payers],
    ]
    yield Sheet(_("Tindakan"), [_("Butir"), _("Jumlah")], rows)
