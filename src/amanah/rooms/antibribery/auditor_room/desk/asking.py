"""What the auditors ask and the institution answers, read by both; written while the visit runs."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.proofs.desk.panel import panel
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import numbers
from amanah.rooms.antibribery.auditor_room import addresses, declare, nodes, queries, services
from amanah.rooms.antibribery.auditor_room.desk import forms
from amanah.rooms.antibribery.auditor_room.desk.parts import REQUESTS, act, framed, open_room, visit_or_404
from amanah.rooms.antibribery.auditor_room.desk.room import told
from amanah.rooms.antibribery.auditor_room.models import Request, Visit
from amanah.rooms.antibribery.auditor_room.queries import Sides
from amanah.rooms.antibribery.auditor_room.queries.room import handed_to

_FIELD_OF = {"words": "text", "clauses": "clause", "due": "due_on", "code": "sort"}


@signed_in
@require_safe
def listed(request: StaffRequest, number: str) -> HttpResponse:
    """What was asked, what waits in front."""
    visit, sides = visit_or_404(request, number)
    rows = [
        {
            "one": one,
            "state": declare.REQUEST_STATES[one.state],
            "tone": declare.REQUEST_TONES[one.state],
            "sort": declare.SORTS[one.sort],
            "url": addresses.of_request(visit.number, one.number),
        }
        for one in queries.requests_of(visit)
    ]
    return render(request, "auditor_room/requests.html", framed(visit, sides, REQUESTS, rows=rows))


@signed_in
@require_safe
def show(request: StaffRequest, number: str, request_number: str) -> HttpResponse:
    """One request: what was said, and the evidence that was attached."""
    visit, sides, one = _found(request, number, request_number)
    runs = visit.runs()
    purpose = next(iter(nodes.described(request.viewer, [one.ref])), None)
    more: dict[str, Any] = {
        "one": one,
        "state": declare.REQUEST_STATES[one.state],
        "tone": declare.REQUEST_TONES[one.state],
        "sort": declare.SORTS[one.sort],
        "entries": queries.talk(one),
        "proofs": told(visit, handed_to([one.ref]).get(one.ref, [])),
        "panel": panel(request.viewer, purpose, request.path) if purpose is not None and not sides.audits else None,
        "may_answer": runs and sides.keeps and one.state != declare.ACCEPTED,
        "may_judge": runs and sides.audits and one.state == declare.ANSWERED,
    }
    return render(request, "auditor_room/request.html", framed(visit, sides, REQUESTS, **more))


@signed_in
def ask(request: StaffRequest, number: str) -> HttpResponse:
    """Ask the institution for something."""
    visit, sides = open_room(request, number)
    if not sides.audits:
        raise PermissionDenied
    form = forms.AskForm(request.POST or None, initial={"sort": declare.EVIDENCE, "clause": request.GET.get("clause", "")[:20]})

    def asked() -> str:
        return addresses.of_request(visit.number, services.ask(visit, form.asked, viewer=request.viewer).number)

    back = reverse(REQUESTS, args=[visit.number])
    return act(request, visit, form, _("Ajukan permintaan"), asked, back=back, fields=_FIELD_OF)


@signed_in
def answer(request: StaffRequest, number: str, request_number: str) -> HttpResponse:
    """Answer with words."""
    _visit, sides, one = _found(request, number, request_number)
    if not sides.keeps:
        raise PermissionDenied
    form = forms.TextForm(request.POST or None)
    answered = lambda: services.answer(one, form.cleaned_data["text"], viewer=request.viewer)  # noqa: E731 - one line, named for reading
    return _act(request, one, form, _("Jawab permintaan"), answered)


@signed_in
def again(request: StaffRequest, number: str, request_number: str) -> HttpResponse:
    """Say what the answer leaves open."""
    _visit, sides, one = _found(request, number, request_number)
    if not sides.audits:
        raise PermissionDenied
    form = forms.TextForm(request.POST or None)
    asked = lambda: services.again(one, form.cleaned_data["text"], viewer=request.viewer)  # noqa: E731 - one line, named for reading
    return _act(request, one, form, _("Minta lagi"), asked)


@signed_in
def accept(request: StaffRequest, number: str, request_number: str) -> HttpResponse:
    """Say that the answer is enough."""
    _visit, sides, one = _found(request, number, request_number)
    if not sides.audits:
        raise PermissionDenied
    form = forms.AcceptForm(request.POST or None)
    accepted = lambda: services.accept(one, form.cleaned_data["text"], viewer=request.viewer)  # noqa: E731 - one line, named for reading
    return _act(request, one, form, _("Terima jawaban"), accepted)


def _act(request: StaffRequest, one: Request, form: Any, heading: str, done: Any) -> HttpResponse:
    visit = one.visit
    back = addresses.of_request(visit.number, one.number)
    return act(request, visit, form, heading, done, back=back, lead=one.text, fields=_FIELD_OF)


def _found(request: StaffRequest, number: str, request_number: str) -> tuple[Visit, Sides, Request]:
    visit, sides = visit_or_404(request, number)
    one = queries.request_of(visit, numbers.tidy(request_number))
    if one is None:
        raise Http404
    return visit, sides, one
