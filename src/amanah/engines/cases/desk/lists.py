"""The list of cases, its export, and the way to one case."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.cases import addresses, numbers, queries
from amanah.engines.cases.desk import filters, parts
from amanah.engines.cases.models import SavedView
from amanah.engines.cases.queries import Row
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The cases one may see, narrowed as the address says."""
    form = filters.FilterForm(request.GET, filters.kinds_of(request.viewer))
    chosen = form.filters()
    context = narrowing.shown(request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), reverse("cases:list"))
    context |= {"by_due": bool(chosen.urgency), "saved": SavedView.objects.filter(account=request.viewer.account)}
    return render(request, "cases/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every case of the same filters, with the columns of the list, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = filters.FilterForm(request.GET, filters.kinds_of(request.viewer)).filters()
    rows = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=queries.LARGEST))
    return table(_("perkara"), form, headers(), [line(row) for row in rows])


@signed_in
@require_safe
def one(request: StaffRequest, number: str) -> HttpResponse:
    """The room's page of the case, or a plain one for a kind whose room brings none. Not there and not yours look alike."""
    case = queries.find(request.viewer, numbers.tidy(number))
    if case is None:
        raise Http404
    address = addresses.of_room(case.declared, case.number)
    if address is not None:
        return redirect(address)
    return render(request, "cases/case.html", parts.of_case(request.viewer, case))


def headers() -> list[str]:
    """The columns of a list that leaves the house."""
    return [
        _("Nomor"),
        _("Jenis"),
        _("Pokok masalah"),
        _("Jalur"),
        _("Status"),
        _("Hasil"),
        _("Diterima"),
        _("Ditutup"),
        _("Penangan"),
        _("Tenggat"),
    ]


def line(row: Row) -> list[Any]:
    """One row of it."""
    case = row.case
    texts = [case.number, *(str(text) for text in (row.kind.title, row.topic, row.route, row.state, row.outcome))]
    handlers = ", ".join(str(handler) for handler in row.handlers)
    return [*texts, case.opened_on, case.closed_on, handlers, row.pressing.deadline.due_on if row.pressing else None]
