"""A review as a workbook: what was said of each risk, and what changed since the last round."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.risks.declare import STAGES
from amanah.engines.risks.reviews import queries
from amanah.engines.risks.reviews.desk import showing
from amanah.engines.risks.reviews.desk.requests import found
from amanah.engines.risks.reviews.models import Entry, Review
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.tables import Sheet, xlsx_bytes
from amanah.kernel import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
@require_safe
def workbook(request: StaffRequest, number: str) -> HttpResponse:
    """Exactly what the page shows this viewer."""
    review = found(request, number)
    entries = [_cells(entry) for entry in queries.entries(request.viewer, review)]
    stages = [f"{title}: {when}" for title in STAGES.values() for when in (_("awal putaran"), _("saat disahkan"))]
    heads = [
        _("Nomor"),
        _("Peristiwa risiko"),
        _("Unit"),
        _("Dari putaran lalu"),
        *stages,
        _("Hasil"),
        _("Uraian"),
        _("Oleh"),
        _("Tanggal"),
    ]
    changed = [
        [group.title, row["risk"].number, row["risk"].title, str(row["risk"].unit), row["remark"]]
        for group in showing.groups(request.viewer, review)
        for row in group.rows
    ]
    sheets = [
        Sheet(_("Tinjauan"), heads, entries),
        Sheet(_("Yang berubah"), [_("Perubahan"), _("Nomor"), _("Peristiwa risiko"), _("Unit"), _("Keterangan")], changed),
        Sheet(_("Pengesahan"), [_("Hal"), _("Isi")], _facts(review)),
    ]
    name = f"amanah-{review.number.lower()}-{clock.today().isoformat()}.xlsx"
    return HttpResponse(xlsx_bytes(sheets), content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _cells(entry: Entry) -> list[Any]:
    before, after = showing.compared(entry.before), showing.compared(entry.after)
    levels = [_words(one[stage]) for stage in STAGES for one in (before, after)]
    carried = _("ya") if entry.carried else _("tidak")
    verdict, actor = str(entry.get_verdict_display()), str(entry.actor or "")
    return [entry.risk.number, entry.risk.title, str(entry.risk.unit), carried, *levels, verdict, entry.words, actor, entry.day]


def _words(level: showing.Level | None) -> str:
    return f"{level.title} ({level.score})" if level else ""


def _facts(review: Review) -> list[list[Any]]:
    return [
        [_("Nomor"), review.number],
        [_("Unit"), str(review.unit)],
        [_("Dari"), review.period_from],
        [_("Sampai"), review.period_to],
        [_("Tahap"), str(review.get_state_display())],
        [_("Kesimpulan"), review.summary],
        [_("Diajukan oleh"), str(review.submitted_by or "")],
        [_("Diajukan"), review.submitted_on],
        [_("Disahkan oleh"), str(review.signed_by or "")],
        [_("Disahkan"), review.signed_on],
        [_("Catatan pengesahan"), review.signed_words],
    ]
