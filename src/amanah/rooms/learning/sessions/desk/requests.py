"""What the views of this part share."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import numbers
from amanah.kernel.refusal import Refusal
from amanah.rooms.learning.sessions import queries
from amanah.rooms.learning.sessions.models import Offer, Seat, Session


def found(request: StaffRequest, number: str) -> Session:
    """The session of that number; not there and not yours look alike."""
    session = queries.find(request.viewer, numbers.tidy(number))
    if session is None:
        raise Http404
    return session


def found_offer(request: StaffRequest, number: str) -> Offer:
    """The offer of that number."""
    offer = queries.find_offer(request.viewer, numbers.tidy(number))
    if offer is None:
        raise Http404
    return offer


def found_seat(request: StaffRequest, number: str, seat_id: UUID) -> Seat:
    """A seat that the viewer may see: one's own, or one of those shown to them."""
    session = found(request, number)
    own = queries.own_seat(request.viewer, session)
    seats = {row.seat.pk: row.seat for row in queries.shown(request.viewer, session)} | ({own.pk: own} if own is not None else {})
    if seat_id not in seats:
        raise Http404
    seats[seat_id].session = session
    return seats[seat_id]


def managed(request: StaffRequest, number: str) -> Session:
    """As `found`, for who manages it."""
    session = found(request, number)
    if not queries.manages(request.viewer, session):
        raise Http404
    return session


def led(request: StaffRequest, number: str) -> Session:
    """As `found`, for who leads it."""
    session = found(request, number)
    if not queries.leads(request.viewer, session):
        raise Http404
    return session


def tried(request: StaffRequest, act: Callable[[], object], done: str = "") -> bool:
    """Do it and say so, or say why not; whether it was done."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done or _("Tersimpan."))
    return True


def written(request: StaffRequest, context: dict[str, Any]) -> HttpResponse:
    """A page with one form on it."""
    return render(request, "sessions/write.html", context, status=400 if context["form"].errors else 200)
