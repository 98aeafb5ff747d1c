"""Handing complaints back: a table in the shape of SP4N-LAPOR!, of what this person may see and can open now."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.reports.desk.opening import viewer_of
from amanah.foundation.access.decorators import role_required
from amanah.foundation.exports import tables
from amanah.foundation.imports.sheets import KINDS
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.rooms.complaints.exchange import exporting
from amanah.rooms.complaints.exchange.desk.forms import ExportForm
from amanah.rooms.complaints.workflow import OFFICERS


@require_safe
@role_required(*sorted(OFFICERS))
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The table; a person whose key is locked is told so."""
    if form not in KINDS:
        raise Http404
    asked = ExportForm(request.GET)
    pair = unlocked_keys(request)
    if not asked.is_valid() or pair is None:
        messages.error(request, _("Isi kedua tanggal.") if pair else _("Buka kunci Anda dahulu: isi pengaduan tersegel."))
        return redirect("complaints_exchange_desk:index")
    try:
        rows = exporting.rows(viewer_of(request), pair, asked.cleaned_data["first"], asked.cleaned_data["last"])
    except exporting.TooMany:
        messages.error(request, _("Lebih dari %(most)d pengaduan. Perpendek rentang tanggalnya.") % {"most": exporting.MOST})
        return redirect("complaints_exchange_desk:index")
    headers = exporting.HEADERS
    data = tables.csv_bytes(headers, rows) if form == "csv" else tables.xlsx_bytes([tables.Sheet("Laporan", headers, rows)])
    return HttpResponse(
        data,
        content_type=KINDS[form],
        headers={"Content-Disposition": f'attachment; filename="pengaduan.{form}"', "Cache-Control": "no-store"},
    )
