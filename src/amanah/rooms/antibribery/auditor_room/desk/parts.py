"""What the pages of visits share: finding a visit, the frame of the institution's page and of the room, one form on a page of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import numbers
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.auditor_room import addresses, declare, queries
from amanah.rooms.antibribery.auditor_room.models import Visit
from amanah.rooms.antibribery.auditor_room.queries import Sides
from amanah.rooms.antibribery.auditor_room.refusals import Refused

ROOM, RECORDS, REQUESTS = "auditor_room:room", "auditor_room:records", "auditor_room:requests"


def visit_or_404(request: StaffRequest, number: str) -> tuple[Visit, Sides]:
    """The visit of that number, and what the viewer is to it. Not there, not yours and over for you look alike."""
    found = queries.find(request.viewer, numbers.tidy(number))
    if found is None:
        raise Http404
    return found, queries.sides_of(request.viewer, found)


def kept(request: StaffRequest, number: str) -> Visit:
    """A visit that the viewer keeps: 404 for who may not know of it, 403 for who may only read it."""
    visit, sides = visit_or_404(request, number)
    if not sides.keeps:
        raise PermissionDenied
    return visit


def open_room(request: StaffRequest, number: str) -> tuple[Visit, Sides]:
    """As `visit_or_404`, while the visit runs: afterwards the room is closed for everybody."""
    visit, sides = visit_or_404(request, number)
    if not visit.runs():
        raise Http404
    return visit, sides


def edition_or_404(visit: Visit, edition: str) -> str:
    """An edition that the visit looks at; its newest where none is named."""
    edition = edition or visit.edition_keys[0]
    if edition not in visit.edition_keys:
        raise Http404
    return edition


def framed(visit: Visit, sides: Sides, current: str, /, **more: Any) -> dict[str, Any]:
    """What every page of the room is given; the institution sees it as its auditors do, and is told so."""
    titles = ((ROOM, _("Bukti per klausul")), (RECORDS, _("Laporan dan rekaman")), (REQUESTS, _("Permintaan dan tanya jawab")))
    runs = visit.runs()
    return {
        "visit": visit,
        "scope": visit.scope,
        "sides": sides,
        "runs": runs,
        "kind": declare.KINDS[visit.kind],
        "editions": scopes.EDITIONS[visit.editions],
        "tabs": [
            {"title": title, "url": reverse(name, args=[visit.number]), "current": name == current}
            for name, title in titles
            if runs or name == REQUESTS
        ],
        **more,
    }


def act(
    request: StaffRequest,
    visit: Visit,
    form: forms.Form,
    heading: str,
    done: Callable[[], Any],
    *,
    back: str = "",
    lead: str = "",
    fields: dict[str, str] | None = None,
) -> HttpResponse:
    """Show the form; on POST do it, and go back."""
    back = back or addresses.of_visit(visit.number)
    if request.method == "POST" and form.is_valid():
        try:
            made = done()
        except Refused as refusal:
            field = (fields or {}).get(refusal.code)
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(made if isinstance(made, str) else back)
    context = {"form": form, "heading": heading, "back": back, "lead": lead, "number": visit.number, "above": visit.body}
    return render(request, "auditor_room/write.html", context, status=400 if form.errors else 200)
