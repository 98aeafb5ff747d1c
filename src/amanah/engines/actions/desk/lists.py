"""The list of actions and its export."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.actions import queries
from amanah.engines.actions.desk import filters
from amanah.engines.actions.desk.requests import StaffRequest
from amanah.engines.actions.queries import Filters, Row
from amanah.engines.actions.roles import OVERSEER
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.exports.downloads import TYPES, table

MOST = 10_000
"""The most rows one export holds."""


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The actions one may see, narrowed as the address says."""
    form = filters.FilterForm(request.GET)
    chosen = filters.read(form)
    after = request.GET.get("after", "")
    try:
        page = queries.listing(request.viewer, chosen, after=after)
    except ValueError:
        raise Http404 from None
    query = filters.kept(request.GET)
    here = reverse("actions:list")
    context = {
        "form": form,
        "rows": page.rows,
        "sentence": filters.sentence(form, request.GET),
        "query": query,
        "by_due": bool(chosen.urgency),
        "may_give": request.viewer.has(OVERSEER.key),
        "next_url": f"{here}?{query}&after={page.after}" if page.after else "",
        "first_url": f"{here}?{query}" if after else "",
    }
    return render(request, "actions/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every action of the same filters, with the columns of the list, at most MOST."""
    if form not in TYPES:
        raise Http404
    chosen = filters.read(filters.FilterForm(request.GET))
    return table(_("tindak lanjut"), form, headers(), [line(row) for row in _every(request.viewer, chosen)])


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


def _every(viewer: Viewer, chosen: Filters) -> list[Row]:
    found: list[Row] = []
    after = ""
    while len(found) < MOST:
        page = queries.listing(viewer, chosen, after=after, size=queries.LARGEST)
        found += page.rows
        after = page.after
        if not after:
            break
    return found
