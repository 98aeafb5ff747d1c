"""The lists of engagements and findings, and their exports."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.engagements import queries
from amanah.engines.engagements.desk.filters import FilterForm, FindingFilterForm
from amanah.engines.engagements.queries import Filters, FindingFilters, FindingRow, Row
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The engagements one may see, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    here = reverse("engagements:list")
    context = narrowing.shown(request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), here)
    return render(request, "engagements/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every engagement of the same filters, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**FilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=queries.LARGEST))
    columns = [
        _("Nomor"),
        _("Judul"),
        _("Jenis"),
        _("Unit"),
        _("Ketua tim"),
        _("Status"),
        _("Dimulai"),
        _("Selesai"),
        _("Dilaporkan"),
        _("Temuan"),
    ]
    return table(_("penugasan"), form, columns, [_line(row) for row in rows])


@signed_in
@require_safe
def findings(request: StaffRequest) -> HttpResponse:
    """The findings one may see, narrowed as the address says."""
    form = FindingFilterForm(request.GET)
    chosen = FindingFilters(**form.chosen())
    here = reverse("engagements:findings")
    context = narrowing.shown(request.GET, form, lambda after: queries.finding_list(request.viewer, chosen, after=after), here)
    return render(request, "engagements/findings.html", context)


@signed_in
@require_safe
def export_findings(request: StaffRequest, form: str) -> HttpResponse:
    """Every finding of the same filters, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = FindingFilters(**FindingFilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.finding_list(request.viewer, chosen, after=after, size=queries.LARGEST))
    return table(_("temuan"), form, finding_headers(), [finding_line(row) for row in rows])


def finding_headers() -> list[str]:
    """The columns of a list of findings that leaves the house."""
    return [
        _("Nomor"),
        _("Temuan"),
        _("Penugasan"),
        _("Tingkat"),
        _("Unit"),
        _("Kriteria"),
        _("Kondisi"),
        _("Sebab"),
        _("Akibat"),
        _("Ditemukan"),
        _("Mengulang"),
        _("Status tindak lanjut"),
    ]


def finding_line(row: FindingRow) -> list[Any]:
    """One row of it."""
    one = row.finding
    repeats = one.repeats.number if one.repeats is not None else ""
    words = [", ".join(one.criteria), one.condition, one.cause, one.effect]
    head = [one.number, one.title, one.engagement.number, str(one.graded.title), str(one.unit)]
    return [*head, *words, one.found_on, repeats, str(row.stands.title) if row.stands else ""]


def _line(row: Row) -> list[Any]:
    one = row.engagement
    days = [one.starts_on, one.ends_on, one.reported_on]
    return [one.number, one.title, str(one.declared.title), str(one.unit), row.lead, str(one.stands.title), *days, row.findings]
