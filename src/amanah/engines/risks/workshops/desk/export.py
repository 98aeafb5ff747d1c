"""What leaves the house of a workshop: only once its scores are opened."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.risks.workshops import queries
from amanah.engines.risks.workshops.desk.requests import found
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.tables import Sheet, xlsx_bytes
from amanah.kernel import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
@require_safe
def workbook(request: StaffRequest, number: str) -> HttpResponse:
    """What was settled, every opinion by name, and what was said: three sheets of what this viewer may read."""
    workshop = found(request, number)
    if not workshop.opened:
        raise Http404
    of = queries.items(request.viewer, workshop)
    spreads = queries.spreads(request.viewer, of)
    settled, opinions, said = [], [], []
    for item in of:
        risk, spread, came_to = item.risk, spreads.get(item.pk), item.assessment
        lies = [spread.likelihood, spread.impact] if spread else []
        ranges: list[Any] = [value for one in lies for value in (one.low, one.middle, one.high)] or [None] * 6
        outcome: list[Any] = [came_to.likelihood, came_to.impact, came_to.score, came_to.level] if came_to else [None] * 4
        settled.append([risk.number, risk.title, str(item.get_outcome_display()), *outcome, item.reason, item.decided_on, *ranges])
        for opinion in spread.opinions if spread else ():
            score = opinion.score
            person = str(score.participant.person)
            far, late = (_("ya") if flag else "" for flag in (opinion.far, opinion.late))
            opinions.append([risk.number, person, score.likelihood, score.impact, score.reason, score.day, far, late])
        said += [[risk.number, note.day, str(note.actor), note.text] for note in queries.notes(request.viewer, item)]
    heads = [_("Nomor"), _("Risiko"), _("Hasil"), _("Kemungkinan"), _("Dampak"), _("Nilai"), _("Tingkat"), _("Alasan"), _("Tanggal")]
    ranges_of = [f"{axis}: {part}" for axis in (_("Kemungkinan"), _("Dampak")) for part in (_("terendah"), _("median"), _("tertinggi"))]
    sheets = [
        Sheet(_("Penetapan"), [*heads, *ranges_of], settled),
        Sheet(
            _("Penilaian"),
            [_("Nomor"), _("Peserta"), _("Kemungkinan"), _("Dampak"), _("Alasan"), _("Tanggal"), _("Jauh dari median"), _("Terlambat")],
            opinions,
        ),
        Sheet(_("Pembahasan"), [_("Nomor"), _("Tanggal"), _("Oleh"), _("Catatan")], said),
    ]
    name = f"amanah-{workshop.number.lower()}-{clock.today().isoformat()}.xlsx"
    return HttpResponse(xlsx_bytes(sheets), content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
