"""Who was asked, who signed and who did not, and how far units are covered."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.kernel import clock
from amanah.rooms.campaigns.commitments import declare, queries
from amanah.rooms.campaigns.commitments.desk.forms import FilterForm
from amanah.rooms.campaigns.commitments.models import Commitment
from amanah.rooms.campaigns.commitments.queries import Filters
from amanah.rooms.campaigns.roles import MANAGER


@signed_in
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """Commitments, narrowed as the address says; above them this year's coverage."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    here = reverse("commitments:list")
    context = narrowing.shown(request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), here)
    context["rows"] = [_row(one) for one in context["rows"]]
    year = int(chosen.year) if chosen.year.isdecimal() else clock.today().year
    context |= {
        "year": year,
        "coverage": queries.coverage(request.viewer, year),
        "may_ask": request.viewer.has(MANAGER.key),
        "text": queries.in_force(),
    }
    return render(request, "campaigns_commitments/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every commitment of the same filters, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**FilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=500))
    columns = [
        _("Nomor"),
        _("Unit"),
        _("Tahun"),
        _("Keadaan"),
        _("Paling lambat"),
        _("Penanda tangan"),
        _("Ditandatangani"),
        _("Saksi"),
        _("Disaksikan"),
        _("Tampil kepada publik sejak"),
    ]
    lines: list[list[Any]] = [
        [
            one.number,
            str(one.unit),
            one.year,
            str(declare.STATES[one.state]),
            one.due_on,
            str(one.signer or ""),
            one.signed_on,
            str(one.witness or ""),
            one.witnessed_on,
            one.shown_since,
        ]
        for one in rows
    ]
    return table(_("komitmen unit"), form, columns, lines)


def _row(one: Commitment) -> dict[str, Any]:
    late = one.state in declare.OWED and one.due_on < clock.today()
    return {"commitment": one, "state": declare.STATES[one.state], "tone": declare.TONES[one.state], "late": late}
