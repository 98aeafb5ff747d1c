"""The list of actions and its export."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.actions import queries
from amanah.engines.actions.desk.filters import FilterForm
from amanah.engines.actions.queries import Filters, Row
from amanah.engines.actions.roles import OVERSEER
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The actions one may see, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    context = narrowing.shown(
        request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), reverse("actions:list")
    )
    context |= {"by_due": bool(chosen.urgency), "may_give": request.viewer.has(OVERSEER.key)}
    return render(request, "actions/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every action of the same filters, with the columns of the list, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**FilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=queries.LARGEST))
    return table(_("tindak lanjut"), form, headers(), [line(row) for row in rows])


def headers() -> list[str]:
    """The columns of a list that leaves the house."""
    return [
        _("Nomor"),
        _("Judul"),
        _("Prioritas"),
        _("Unit"),
        _("Penanggung jawab"),
        _("Pemverifikasi"),
        _("Status"),
        _("Status tindak lanjut"),
        _("Kemajuan (%)"),
        _("Bagian selesai"),
        _("Bagian seluruhnya"),
        _("Ditetapkan"),
        _("Tenggat"),
        _("Ditutup"),
    ]


def line(row: Row) -> list[Any]:
    """One row of it."""
    action, state = row.action, row.state
    people = [str(action.unit), str(action.owner or ""), str(action.verifier)]
    texts = [action.number, action.title, str(row.priority), *people, str(state.title), str(state.answer)]
    return [*texts, action.progress, row.parts_done, row.parts, action.opened_on, action.due_on, action.closed_on]
