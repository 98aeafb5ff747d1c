"""Who was there: by the code on the screen, by a guest's own link, or as the trainer ticks it."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock
from amanah.rooms.learning.sessions import codes
from amanah.rooms.learning.sessions.models import PLACED, PresenceNote, Seat, Session, State
from amanah.rooms.learning.sessions.queries.visible import manages
from amanah.rooms.learning.sessions.refusals import Refused
from amanah.rooms.learning.sessions.services.answering import actor_of, own
from amanah.rooms.learning.sessions.services.closing import resettle
from amanah.rooms.learning.sessions.services.holding import lead, worded

Mark = tuple[str, Decimal | None]
"""A presence, and the JP of somebody who was there in part."""


@transaction.atomic
def check_in(seat: Seat, code: str, *, viewer: Viewer | None) -> Seat:
    """Confirm that one is there, with the code that is shown there; `viewer` None is a guest at their own link. Again changes nothing.

    Raises:
        Refused: "not_yours", "state", "too_early", "too_late" or "code".
    """
    seat = own(seat, viewer)
    session = seat.session
    if session.state not in {State.OPEN, State.HELD} or seat.state not in PLACED:
        raise Refused("state")
    first, last = codes.window(session)
    if clock.now() < first:
        raise Refused("too_early")
    if clock.now() > last:
        raise Refused("too_late")
    if not codes.good(session, code):
        raise Refused("code")
    if seat.there:
        return seat
    means = Seat.Means.CODE if viewer is not None else Seat.Means.LINK
    _note(seat, (Seat.Presence.FULL, None), means, "", viewer)
    facts = {"seat": str(seat.pk), "presence": "full", "means": str(means)}
    ledger.append("session.present", session.ref, facts, actor=actor_of(seat, viewer))
    return seat


@transaction.atomic
def mark(session: Session, marks: Mapping[UUID, Mark], *, viewer: Viewer, reason: str = "") -> int:
    """Note who was there as the list says; how many seats changed.

    Once the session is closed that takes its manager and a reason, and what was credited follows.

    Raises:
        Refused: "not_found", "state", "leads", "side", "too_early", "words", "hours", or "not_yours" for a seat of another session.
    """
    lead(session, viewer, State.OPEN, State.HELD, State.CLOSED)
    if clock.now() < session.begins - codes.BEFORE:
        raise Refused("too_early")
    late = session.state == State.CLOSED
    if late and not manages(viewer, session):
        raise Refused("side")
    why = worded(reason) if late else reason.strip()[:300]
    seats = {seat.pk: seat for seat in session.seats.filter(pk__in=marks, state__in=PLACED).select_related("person", "outsider")}
    if seats.keys() != set(marks):
        raise Refused("not_yours")
    hours, changed = session.edition.hours, []
    for key, (presence, part) in marks.items():
        seat = seats[key]
        if presence not in Seat.Presence.values or (presence == Seat.Presence.PARTIAL and not (part and 0 < part <= hours)):
            raise Refused("hours")
        kept = part if presence == Seat.Presence.PARTIAL else None
        if (seat.presence, seat.hours) == (presence, kept):
            continue
        _note(seat, (presence, kept), Seat.Means.LIST if presence else Seat.Means.NONE, why, viewer)
        changed.append(seat)
    if not changed:
        return 0
    if late:
        resettle(session, changed, why, viewer)
    facts = {"marks": [f"{seat.pk}:{seat.presence}:{seat.hours or 0:.1f}" for seat in changed], "late": late}
    facts["words"] = canonical.digest([why]).hex()
    ledger.append("session.marked", session.ref, facts, actor=viewer.actor)
    return len(changed)


def _note(seat: Seat, mark: Mark, means: Seat.Means, reason: str, viewer: Viewer | None) -> None:
    seat.presence, seat.hours = mark
    seat.means = means
    seat.save(update_fields=["presence", "hours", "means"])
    PresenceNote.objects.create(
        seat_id=seat.pk,
        presence=seat.presence,
        hours=seat.hours,
        means=means,
        reason=reason,
        day=clock.today(),
        actor=viewer.account if viewer is not None else None,
    )
