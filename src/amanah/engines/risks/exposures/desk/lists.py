"""The posts with their class, what else is classed, and a file of the posts to fill in and bring back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.risks.declare import BRIBERY
from amanah.engines.risks.exposures import declare, queries
from amanah.engines.risks.exposures.desk.forms import FilterForm
from amanah.engines.risks.exposures.desk.guard import readers
from amanah.engines.risks.exposures.models import Exposure
from amanah.engines.risks.exposures.queries import Line
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table

PORTION = 1000


@readers
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """What is classed in the units one reads."""
    form = FilterForm(request.GET)
    chosen = form.filters()
    context = narrowing.shown(
        request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), reverse("exposures:list")
    )
    context["rows"] = [{"line": line, **said(line.exposure)} for line in context["rows"]]
    context["things"] = [{"one": one, "sort": declare.SORTS[one.sort], **said(one)} for one in queries.things(request.viewer)]
    context["all"], context["classed"], context["more"] = queries.counts(request.viewer)
    return render(request, "exposures/list.html", context)


@readers
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every post of the same filters with its class and reason: the table that can be brought back."""
    if form not in TYPES:
        raise Http404
    chosen = FilterForm(request.GET).filters()
    rows = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=PORTION), most=20_000)
    return table(_("golongan jabatan"), form, ["unit", "jabatan", "golongan", "alasan", "pemegang"], [_cells(line) for line in rows])


def said(exposure: Exposure | None) -> dict[str, Any]:
    """A class in words and tone."""
    chosen = exposure.bribery_class if exposure is not None else ""
    return {"class": BRIBERY.get(chosen, ""), "tone": declare.TONES[chosen]}


def _cells(line: Line) -> list[Any]:
    one = line.exposure
    words = {declare.LOW: "rendah", declare.MORE: "di atas rendah"}
    told = [words[one.bribery_class], one.reason] if one is not None else ["", ""]
    return [line.post.unit.code, line.post.title, *told, ", ".join(line.holders)]
