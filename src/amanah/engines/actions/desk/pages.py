"""One action, one page: the story on the left, facts and next acts on the right."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.actions import queries
from amanah.engines.actions.declare import CLOCKS, MOVES, PRIORITIES
from amanah.engines.actions.desk.acts import titled
from amanah.engines.actions.desk.forms import ActionForm
from amanah.engines.actions.models import Action
from amanah.engines.actions.roles import OVERSEER
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.threads import queries as threads
from amanah.kernel import clock, numbers


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one action. Not there and not yours look alike."""
    action = queries.find(request.viewer, numbers.tidy(number))
    if action is None:
        raise Http404
    return render(request, "actions/action.html", _context(request, action))


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Give an action that arose from no other record; for overseers. Rooms have pages of their own that begin at a record."""
    if not request.viewer.has(OVERSEER.key):
        raise PermissionDenied
    form = ActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unit = form.cleaned_data["unit"]
        if not request.viewer.has(OVERSEER.key, unit):
            form.add_error("unit", _("Anda hanya dapat menugasi unit yang Anda pantau."))
        elif (action := form.give(request.viewer)) is not None:
            messages.success(request, _("Tindak lanjut ditetapkan."))
            return redirect("actions:action", action.number)
    context = {"form": form, "back": reverse("actions:list"), "heading": _("Buat tindak lanjut")}
    return render(request, "actions/new.html", context, status=400 if form.errors else 200)


def _context(request: StaffRequest, action: Action) -> dict[str, Any]:
    viewer = request.viewer
    parts = list(action.parts.select_related("unit", "person"))
    proposal = queries.open_proposal(action)
    offers = queries.offers(viewer, action, parts, proposal)
    running = clocks.open_by_ref([action.ref]).get(action.ref, [])
    walk = threads.walk_for(viewer, action.ref)
    return {
        "action": action,
        "state": action.stands,
        "priority": PRIORITIES[action.priority],
        "parts": parts,
        "acts": [{"key": key, "title": titled(key), "plain": key == "begin"} for key in offers.acts],
        "my_parts": offers.parts,
        "proposal": proposal,
        "proposed": MOVES[proposal.move].title if proposal else "",
        "may_decide": offers.may_decide,
        "clocks": [{"title": CLOCKS[one.name], "deadline": one, "urgency": clocks.describe(one, clock.today())} for one in running],
        "timeline": queries.timeline(viewer, action),
        "ties": [{"source": walk.nodes[tie.source], "verb": tie.verb(tie.source), "target": walk.nodes[tie.target]} for tie in walk.ties],
    }
