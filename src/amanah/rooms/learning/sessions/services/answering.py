"""What somebody who was invited answers, at the desk or by a guest's own link."""

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock
from amanah.rooms.learning.sessions.models import PLACED, Seat, State
from amanah.rooms.learning.sessions.refusals import Refused
from amanah.rooms.learning.sessions.services.holding import lock, worded
from amanah.rooms.learning.sessions.services.placing import promote, told


@transaction.atomic
def accept(seat: Seat, *, viewer: Viewer | None) -> Seat:
    """Say that one will come. `viewer` None is the guest who holds the link.

    Raises:
        Refused: "not_yours", "state" or "too_late".
    """
    seat = own(seat, viewer)
    if seat.session.state != State.OPEN or seat.state not in PLACED:
        raise Refused("state")
    if clock.now() >= seat.session.ends:
        raise Refused("too_late")
    seat.state = Seat.State.ACCEPTED
    seat.save(update_fields=["state"])
    ledger.append("session.accepted", seat.session.ref, {"seat": str(seat.pk)}, actor=actor_of(seat, viewer))
    return seat


@transaction.atomic
def decline(seat: Seat, reason: str, *, viewer: Viewer | None) -> Seat:
    """Say that one will not come, and why; the place goes to whoever waits longest (where a guest declines, on the next beat).

    Raises:
        Refused: "not_yours", "state", "too_late" or "words".
    """
    if viewer is not None:
        lock(seat.session)
    seat = own(seat, viewer)
    if seat.session.state != State.OPEN or seat.state not in {*PLACED, Seat.State.WAITING, Seat.State.PROPOSED} or seat.there:
        raise Refused("state")
    if clock.now() >= seat.session.ends:
        raise Refused("too_late")
    seat.state, seat.queued, seat.reason = Seat.State.DECLINED, None, worded(reason)
    seat.save(update_fields=["state", "queued", "reason"])
    if viewer is not None:
        told(seat.session, seat, viewer.actor)
        promote(seat.session, viewer.actor)
    facts = {"seat": str(seat.pk), "words": canonical.digest([seat.reason]).hex()}
    ledger.append("session.declined", seat.session.ref, facts, actor=actor_of(seat, viewer))
    return seat


def own(seat: Seat, viewer: Viewer | None) -> Seat:
    """The seat as it is now, its row held, for whose it is. Raises Refused "not_yours"."""
    held = Seat.objects.select_for_update(of=("self",)).select_related("session__unit", "session__edition", "outsider")
    if viewer is None:
        found = held.defer("person", "proposed_by", "decided_by").filter(pk=seat.pk, outsider__isnull=False).first()
    else:
        found = held.filter(pk=seat.pk, person__isnull=False, person=viewer.person).first()
    if found is None:
        raise Refused("not_yours")
    return found


def actor_of(seat: Seat, viewer: Viewer | None) -> str:
    """How whoever answers is named in the ledger."""
    return viewer.actor if viewer is not None else f"outside:{seat.pk}"
