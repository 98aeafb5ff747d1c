"""Who is to be in a session: proposed, approved, invited from outside, or taken off again."""

import secrets
from collections.abc import Collection
from uuid import UUID, uuid4

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock, events
from amanah.rooms.learning.models import Outsider
from amanah.rooms.learning.sessions.events import SeatsGiven, SeatsProposed
from amanah.rooms.learning.sessions.models import PLACED, Seat, Session, State
from amanah.rooms.learning.sessions.queries.people import audience_of, heads_of, may_decide
from amanah.rooms.learning.sessions.queries.visible import manages
from amanah.rooms.learning.sessions.refusals import Refused
from amanah.rooms.learning.sessions.services.holding import hold, manage, seated, worded
from amanah.rooms.learning.sessions.services.placing import place, promote, told

_GONE = (Seat.State.DECLINED, Seat.State.REFUSED, Seat.State.WITHDRAWN)


@transaction.atomic
def nominate(session: Session, persons: Collection[Person], *, viewer: Viewer) -> list[Seat]:
    """Put people forward. Who manages the session gives them places at once; heads, and people for themselves, ask for one.

    Those who are in it already are left as they are; the others are answered. Places are given in the order of `persons`.

    Raises:
        Refused: "not_found", "state", "people" for nobody, "audience" for who is not meant, or "side" for who is not the viewer's to name.
    """
    hold(session, viewer, State.OPEN)
    if clock.now() >= session.ends:
        raise Refused("too_late")
    wanted = {person.pk: person for person in persons}
    if not wanted:
        raise Refused("people")
    decides = manages(viewer, session)
    if not decides:
        _may_name(session, set(wanted), viewer)
    known = {seat.person_id: seat for seat in session.seats.filter(person__in=wanted)}
    made: list[Seat] = []
    for person in wanted.values():
        seat = known.get(person.pk)
        if seat is not None and seat.state not in _GONE and not (decides and seat.state == Seat.State.PROPOSED):
            continue
        seat = seat or Seat(id=uuid4(), session=session, person=person)
        seat.proposed_by, seat.proposed_on, seat.reason = viewer.account, clock.today(), ""
        if decides and person.pk != viewer.account.person_id:
            seat.decided_by = viewer.account
            place(session, seat)
        else:
            seat.state, seat.decided_by = Seat.State.PROPOSED, None
        seat.save()
        made.append(seat)
    _tell(session, made, viewer)
    if made:
        facts = {"seats": [f"{seat.person_id}:{seat.state}" for seat in made]}
        ledger.append("session.nominated", session.ref, facts, actor=viewer.actor)
    return made


@transaction.atomic
def invite_guest(session: Session, name: str, organisation: str, email: str, *, viewer: Viewer) -> Seat:
    """Invite somebody of a business associate, who answers and attends by a link of their own.

    Raises:
        Refused: "not_found", "state", "side" or "words".
    """
    manage(session, viewer, State.OPEN)
    if not name.strip() or not organisation.strip():
        raise Refused("words")
    said = {"name": name.strip()[:150], "organisation": organisation.strip()[:160], "email": email.strip()}
    guest = Outsider.objects.filter(**said).first() or Outsider.objects.create(**said, invited_by=session.unit, added_on=clock.today())
    seat = session.seats.filter(outsider=guest).first() or Seat(id=uuid4(), session=session, outsider=guest)
    if seat.state in {*PLACED, Seat.State.WAITING}:
        raise Refused("again")
    seat.proposed_by, seat.proposed_on, seat.decided_by, seat.reason = viewer.account, clock.today(), viewer.account, ""
    seat.token = seat.token or secrets.token_urlsafe(32)
    place(session, seat)
    seat.save()
    told(session, seat, viewer.actor)
    ledger.append("session.guest_invited", session.ref, {"seat": str(seat.pk), "state": str(seat.state)}, actor=viewer.actor)
    return seat


@transaction.atomic
def approve(seat: Seat, *, viewer: Viewer) -> Seat:
    """Let somebody who was proposed have a place, or wait for one.

    Raises:
        Refused: "not_found", "state", "side", or "own".
    """
    session, seat = _deciding(seat, viewer)
    seat.decided_by = viewer.account
    place(session, seat)
    seat.save(update_fields=["state", "queued", "decided_by"])
    told(session, seat, viewer.actor)
    ledger.append("session.approved", session.ref, {"seat": str(seat.pk), "state": str(seat.state)}, actor=viewer.actor)
    return seat


@transaction.atomic
def refuse(seat: Seat, reason: str, *, viewer: Viewer) -> Seat:
    """Say no to somebody who was proposed. Raises Refused as `approve`, or "words"."""
    session, seat = _deciding(seat, viewer)
    seat.state, seat.decided_by, seat.reason = Seat.State.REFUSED, viewer.account, worded(reason)
    seat.save(update_fields=["state", "decided_by", "reason"])
    told(session, seat, viewer.actor)
    facts = {"seat": str(seat.pk), "words": canonical.digest([seat.reason]).hex()}
    ledger.append("session.refused", session.ref, facts, actor=viewer.actor)
    return seat


@transaction.atomic
def withdraw(seat: Seat, reason: str, *, viewer: Viewer) -> Seat:
    """Take somebody off again before it has begun to count; their place goes to whoever waits.

    Raises:
        Refused: "not_found", "state", "side" or "words".
    """
    session = seat.session
    manage(session, viewer, State.OPEN)
    seat = seated(seat)
    if seat.state not in {*PLACED, Seat.State.WAITING} or seat.there:
        raise Refused("state")
    seat.state, seat.queued, seat.reason, seat.decided_by = Seat.State.WITHDRAWN, None, worded(reason), viewer.account
    seat.save(update_fields=["state", "queued", "reason", "decided_by"])
    told(session, seat, viewer.actor)
    promote(session, viewer.actor)
    facts = {"seat": str(seat.pk), "words": canonical.digest([seat.reason]).hex()}
    ledger.append("session.withdrawn", session.ref, facts, actor=viewer.actor)
    return seat


def _may_name(session: Session, wanted: set[UUID], viewer: Viewer) -> None:
    own = viewer.account.person_id
    if not wanted <= heads_of(viewer, wanted) | ({own} if own else set()):
        raise Refused("side")
    if not wanted <= audience_of(session, wanted):
        raise Refused("audience")


def _deciding(seat: Seat, viewer: Viewer) -> tuple[Session, Seat]:
    session = seat.session
    hold(session, viewer, State.OPEN)
    seat = seated(seat)
    if seat.person_id is not None and seat.person_id == viewer.account.person_id:
        raise Refused("own")
    if not may_decide(viewer, session, seat):
        raise Refused("side")
    if seat.state != Seat.State.PROPOSED:
        raise Refused("state")
    return session, seat


def _tell(session: Session, made: list[Seat], viewer: Viewer) -> None:
    proposed = tuple(seat.pk for seat in made if seat.state == Seat.State.PROPOSED)
    given = tuple(seat.pk for seat in made if seat.state in PLACED)
    if proposed:
        events.publish(SeatsProposed(session.pk, viewer.actor, proposed))
    if given:
        events.publish(SeatsGiven(session.pk, viewer.actor, given))
    for seat in made:
        if seat.state == Seat.State.WAITING:
            told(session, seat, viewer.actor)
