"""Who has not met what, as a list and as a file."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.keyset import Page
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock
from amanah.rooms.learning.needs import ground, queries
from amanah.rooms.learning.needs.desk import words
from amanah.rooms.learning.needs.desk.forms import FilterForm
from amanah.rooms.learning.needs.queries import Gap, Scope
from amanah.rooms.learning.needs.work import urgency

SIZE = 50


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The gaps in the units that one manages or heads."""
    seen, form, found = _asked(request)

    def fetch(after: str) -> Page[dict[str, Any]]:
        start = int(after) if after else 0
        if start < 0:
            raise ValueError(after)
        rows = [_row(gap, fully=seen.fully) for gap in found[start : start + SIZE]]
        return Page(rows, str(start + SIZE) if len(found) > start + SIZE else "")

    context = narrowing.shown(request.GET, form, fetch, reverse("needs:gaps"))
    context |= {"count": len(found), "fully": seen.fully, "people": len({gap.duty.person for gap in found})}
    return render(request, "needs/gaps.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """All of them as a file; whoever heads a unit gets no more than met or not and the day."""
    if form not in TYPES:
        raise Http404
    seen, _form, found = _asked(request)
    if not seen.tops:
        raise Http404
    headers = [_("Unit"), _("Kode unit"), _("Nama"), _("Kebutuhan"), _("Status"), _("Jatuh tempo")]
    rows = [
        [
            gap.unit.name,
            gap.unit.code,
            gap.name,
            str(gap.duty.rule.need),
            str(words.state(gap.duty.state, plainly=not seen.fully)["title"]),
            gap.duty.due,
        ]
        for gap in found[: narrowing.MOST * 10]
    ]
    return table(_("kesenjangan belajar"), form, headers, rows)


def _asked(request: StaffRequest) -> tuple[Scope, FilterForm, list[Gap]]:
    seen = queries.scope(request.viewer)
    needs = [(str(need.pk), str(need)) for need in ground.needs_on(clock.today())]
    form = FilterForm(request.GET, needs=needs)
    chosen = form.chosen()
    unit = _unit(chosen.get("unit"), seen)
    need = int(chosen["need"]) if chosen.get("need") else None
    found = queries.gaps(seen.tops, states=form.states, need=need, unit=unit) if seen.tops else []
    return seen, form, found


def _unit(said: UUID | None, seen: Scope) -> Unit | None:
    if said is None:
        return None
    unit = Unit.objects.filter(pk=said).first()
    if unit is None or not seen.covers(unit):
        raise Http404
    return unit


def _row(gap: Gap, *, fully: bool) -> dict[str, Any]:
    told = urgency(gap.duty)
    return {"gap": gap, "due": gap.duty.due, "urgency": told, **words.state(gap.duty.state, plainly=not fully)}
