"""Whose link it is."""

from django.http import Http404

from amanah.rooms.learning.sessions.models import Seat


def seat_of(token: str) -> Seat:
    """The seat of a guest by the secret of their link. Raises Http404 where it opens nothing (any more)."""
    related = ("session__unit", "session__edition__pre_test", "session__edition__post_test", "outsider")
    found = Seat.objects.select_related(*related).defer("person", "proposed_by", "decided_by")
    seat = found.filter(token=token, outsider__isnull=False).exclude(state__in=["refused", "withdrawn"]).first()
    if seat is None:
        raise Http404
    return seat
