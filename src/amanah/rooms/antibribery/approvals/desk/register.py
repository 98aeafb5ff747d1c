"""A year of giving: the numbers by kind, which may be shown to anybody, and the register that only the readers of the scopes have."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.foundation.exports.tables import Sheet, xlsx_bytes
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals.desk import parts
from amanah.rooms.antibribery.approvals.desk.requests import columns, line
from amanah.rooms.antibribery.approvals.queries import figures, lists
from amanah.rooms.antibribery.approvals.queries.lists import Filters

FIRST = 2000


@signed_in
@require_safe
def show(request: StaffRequest, year: int) -> HttpResponse:
    """The numbers of one year, and the way to the others."""
    _known(year)
    rows = figures.of_year(request.viewer, year)
    years = sorted({*figures.years(request.viewer), year}, reverse=True)
    context = {"year": year, "years": years, "rows": rows, "total": figures.total(rows, _("Seluruhnya")), "tabs": parts.tabs("register")}
    return render(request, "antibribery_approvals/register.html", context)


@signed_in
@require_safe
def summary(request: StaffRequest, year: int, form: str) -> HttpResponse:
    """The same numbers as a file to publish: no name is in it."""
    _known(year)
    if form not in TYPES:
        raise Http404
    rows = figures.of_year(request.viewer, year)
    lines = [[str(row.title), *row.counts] for row in (*rows, figures.total(rows, _("Seluruhnya")))]
    return table(_("Ringkasan pemberian"), form, _heads(), lines, name=_("ringkasan-pemberian-%(year)d") % {"year": year})


@signed_in
@require_safe
def register(request: StaffRequest, year: int) -> HttpResponse:
    """Everything of one year that the viewer may see, with the numbers on a sheet of their own."""
    _known(year)
    chosen = Filters(year=str(year))
    rows = narrowing.every(lambda after: lists.requests(request.viewer, chosen, after=after, size=lists.LARGEST))
    told = figures.of_year(request.viewer, year)
    sheets = [
        Sheet(_("Register"), columns(), [line(one) for one in rows]),
        Sheet(_("Ringkasan"), _heads(), [[str(row.title), *row.counts] for row in (*told, figures.total(told, _("Seluruhnya")))]),
    ]
    name = _("register-pemberian-%(year)d") % {"year": year}
    headers = {"Content-Disposition": f'attachment; filename="amanah-{name}.xlsx"'}
    return HttpResponse(xlsx_bytes(sheets), content_type=TYPES["xlsx"], headers=headers)


def _heads() -> list[str]:
    counts = [_("Jenis"), _("Diminta"), _("Disetujui"), _("Ditolak"), _("Sesudah terjadi"), _("Dilaporkan"), _("Berbeda dari persetujuan")]
    return [*counts, _("Nilai disetujui (Rp)"), _("Nilai diberikan (Rp)")]


def _known(year: int) -> None:
    if not FIRST <= year <= clock.today().year:
        raise Http404
