"""Places and the waiting list. Never more people than places, and whoever waits longest moves up first."""

from django.db.models import Max

from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock, events
from amanah.rooms.learning.sessions.events import SeatDecided, SeatsGiven
from amanah.rooms.learning.sessions.models import PLACED, Seat, Session, State


def free(session: Session) -> int | None:
    """How many places are free; None where there is no limit. The caller holds the session."""
    if session.capacity is None:
        return None
    return max(0, session.capacity - session.seats.filter(state__in=PLACED).count())


def place(session: Session, seat: Seat) -> bool:
    """Give a seat one of the places, or put it at the end of the waiting list; whether it got one. The caller saves the seat."""
    left = free(session)
    if (left is None or left > 0) and not session.seats.filter(state=Seat.State.WAITING).exclude(pk=seat.pk).exists():
        seat.state, seat.queued = Seat.State.INVITED, None
        return True
    last = session.seats.aggregate(last=Max("queued"))["last"] or 0
    seat.state, seat.queued = Seat.State.WAITING, last + 1
    return False


def promote(session: Session, actor: str) -> list[Seat]:
    """Give free places to those who wait, in their order, in the caller's transaction, which holds the session."""
    if session.state != State.OPEN or clock.now() >= session.ends:
        return []
    left = free(session)
    waiting = session.seats.filter(state=Seat.State.WAITING).order_by("queued")
    moved = list(waiting if left is None else waiting[:left])
    for seat in moved:
        seat.state, seat.queued = Seat.State.INVITED, None
        seat.save(update_fields=["state", "queued"])
    if moved:
        events.publish(SeatsGiven(session.pk, actor, tuple(seat.pk for seat in moved)))
        ledger.append("session.moved_up", session.ref, {"seats": [str(seat.pk) for seat in moved]}, actor=actor)
    return moved


def told(session: Session, seat: Seat, actor: str) -> None:
    """Let it be known how a seat was decided."""
    if seat.state in PLACED:
        events.publish(SeatsGiven(session.pk, actor, (seat.pk,)))
    else:
        events.publish(SeatDecided(session.pk, actor, seat.pk))
