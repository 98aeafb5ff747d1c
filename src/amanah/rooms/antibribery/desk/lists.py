"""The list of scopes and its export."""

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
from amanah.rooms.antibribery import declare, glimpses, queries
from amanah.rooms.antibribery.desk.forms import FilterForm
from amanah.rooms.antibribery.queries import Filters, Row
from amanah.rooms.antibribery.roles import FUNCTION


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The scopes one may see, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    context = narrowing.shown(
        request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), reverse("antibribery:list")
    )
    told = glimpses.glimpses(request.viewer, [row.scope for row in context["rows"]])
    context["lines"] = [
        (
            row,
            [one for one in told[row.scope.pk] if one.headline],
            sum(not one.headline and one.tone in {"danger", "warning"} for one in told[row.scope.pk]),
        )
        for row in context["rows"]
    ]
    context["may_open"] = request.viewer.has(FUNCTION.key)
    return render(request, "antibribery/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every scope of the same filters, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**FilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=queries.LARGEST))
    headers = [_("Nomor"), _("Ruang lingkup"), _("Unit"), _("Edisi"), _("Manajemen puncak"), _("Jumlah orang"), _("Dibuat"), _("Status")]
    return table(_("ruang lingkup SMAP"), form, headers, [_line(row) for row in rows])


def _line(row: Row) -> list[Any]:
    scope = row.scope
    who = str(scope.top_person) if scope.top_person else scope.top_title
    state = str(declare.STATES[scope.state])
    return [scope.number, scope.title, str(scope.unit), str(row.editions), who, scope.headcount, scope.opened_on, state]
