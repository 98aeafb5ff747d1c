"""The list of indicators and its export."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.risks.controls.desk.lists import may_enter
from amanah.engines.risks.indicators import declare, periods, queries
from amanah.engines.risks.indicators.desk.forms import FilterForm
from amanah.engines.risks.indicators.desk.panel import told
from amanah.engines.risks.indicators.picture import SMALL_HEIGHT, SMALL_WIDTH
from amanah.engines.risks.indicators.queries import Filters, Row
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The indicators one may see, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    context = narrowing.shown(
        request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), reverse("indicators:list")
    )
    context |= {"rows": [told(row) for row in context["rows"]], "spark": (SMALL_WIDTH, SMALL_HEIGHT)}
    context["may_enter"] = may_enter(request.viewer)
    return render(request, "risks_indicators/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every indicator of the same filters, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**FilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=queries.LARGEST))
    return table(_("indikator risiko"), form, headers(), [line(row) for row in rows])


def headers() -> list[str]:
    """The columns of a list that leaves the house."""
    return [
        _("Nomor"),
        _("Indikator"),
        _("Satuan"),
        _("Arah"),
        _("Ambang waspada"),
        _("Ambang merah"),
        _("Masa ukur"),
        _("Sumber nilai"),
        _("Indikasi (red flag)"),
        _("Unit"),
        _("Orang yang mengisi"),
        _("Risiko"),
        _("Nilai terakhir"),
        _("Masa"),
        _("Keadaan"),
        _("Nilai berikutnya paling lambat"),
        _("Dipantau"),
    ]


def line(row: Row) -> list[Any]:
    """One row of it."""
    one = row.indicator
    words = [
        declare.DIRECTIONS[one.direction],
        float(one.amber),
        float(one.red),
        periods.FREQUENCIES[one.frequency],
        declare.SOURCES[one.feed],
    ]
    who = [one.redflag, str(one.unit), str(one.owner or ""), row.risks]
    value = float(one.value) if one.value is not None else ""
    found = [one.number, one.title, one.measured_in, *words, *who, value, row.period, row.level, one.due_on, declare.STATES[one.state]]
    return [cell if cell is None or isinstance(cell, int | float) or hasattr(cell, "isoformat") else str(cell) for cell in found]
