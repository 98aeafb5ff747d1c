"""The list of controls and its export."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.risks.controls import declare, queries
from amanah.engines.risks.controls.desk.forms import FilterForm
from amanah.engines.risks.controls.queries import Filters, Row
from amanah.engines.risks.roles import MANAGER
from amanah.engines.risks.sides import standing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.exports.downloads import TYPES, table


def may_enter(viewer: Viewer) -> bool:
    """Whether the viewer keeps the controls of any unit."""
    return viewer.has(MANAGER.key) or bool(standing(viewer).headed)


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The controls one may see, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    context = narrowing.shown(
        request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), reverse("controls:list")
    )
    context["may_enter"] = may_enter(request.viewer)
    return render(request, "risks_controls/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every control of the same filters, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**FilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=queries.LARGEST))
    return table(_("pengendalian"), form, headers(), [line(row) for row in rows])


def headers() -> list[str]:
    """The columns of a list that leaves the house."""
    return [
        _("Nomor"),
        _("Pengendalian"),
        _("Cara kerja"),
        _("Golongan"),
        _("Pelaksanaan"),
        _("Seberapa sering"),
        _("Unit"),
        _("Dijalankan oleh"),
        _("Kunci"),
        _("Risiko yang dijaga"),
        _("Rancangan"),
        _("Rancangan diuji"),
        _("Pelaksanaan efektif"),
        _("Pelaksanaan diuji"),
        _("Uji tekan"),
        _("Uji berikutnya"),
        _("Dipakai"),
    ]


def line(row: Row) -> list[Any]:
    """One row of it."""
    control = row.control
    codes = [
        declare.NATURES[control.nature],
        declare.SORTS[control.sort],
        declare.WAYS[control.way],
        declare.FREQUENCIES[control.frequency],
    ]
    who = [str(control.unit), str(control.owner or ""), _("ya") if control.key else _("tidak"), row.risks]
    tests = [
        str(declare.verdict_title(control.design)),
        control.design_on,
        str(declare.verdict_title(control.operating)),
        control.operating_on,
        str(declare.verdict_title(control.pressure)),
        control.next_test_on,
    ]
    return [control.number, control.title, *(str(code) for code in codes), *who, *tests, str(declare.STATES[control.state])]
