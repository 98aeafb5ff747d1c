"""What follows from having been there: hours and topics credited, certificates given out, and the same again when the list was wrong."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from amanah import rulebook
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock, events
from amanah.rooms.learning import services as learning
from amanah.rooms.learning.models import Record
from amanah.rooms.learning.quizzes import queries as quizzes
from amanah.rooms.learning.sessions.events import SessionClosed
from amanah.rooms.learning.sessions.models import PLACED, Seat, Session, Sort, State
from amanah.rooms.learning.sessions.queries.coursework import COUNTS, passed_course
from amanah.rooms.learning.sessions.refusals import Refused
from amanah.rooms.learning.sessions.services.certifying import issue, withdraw_of
from amanah.rooms.learning.sessions.services.holding import lead, manage

SHARE = "learning.present_share"
"""How much of the hours one must have been there for, in percent."""


@transaction.atomic
def hold_session(session: Session, *, viewer: Viewer) -> None:
    """Say that it took place. Nobody is put into it from now on, and feedback is asked for.

    Raises:
        Refused: "not_found", "state", "leads" or "past" before it has begun.
    """
    lead(session, viewer, State.OPEN)
    if clock.now() < session.begins:
        raise Refused("past")
    session.state, session.held_on = State.HELD, clock.today()
    session.save(update_fields=["state", "held_on"])
    if session.edition.sort == Sort.COURSE:
        _by_course(session)
    ledger.append("session.held", session.ref, {}, actor=viewer.actor)


@transaction.atomic
def close(session: Session, *, viewer: Viewer) -> int:
    """Credit everybody who was there, and passed where that is asked; how many were credited. Who passes later is credited then.

    Raises:
        Refused: "not_found", "state", "side", "past" before it has ended, or "unmarked" while a presence is not known.
    """
    manage(session, viewer, State.HELD)
    if clock.now() < session.ends:
        raise Refused("past")
    if session.edition.sort == Sort.COURSE:
        _by_course(session)
        session.seats.filter(state__in=PLACED, presence=Seat.Presence.UNKNOWN).update(presence=Seat.Presence.ABSENT)
    if session.seats.filter(state__in=PLACED, presence=Seat.Presence.UNKNOWN).exists():
        raise Refused("unmarked")
    session.state, session.closed_on = State.CLOSED, clock.today()
    session.save(update_fields=["state", "closed_on"])
    credited = settle(session, actor=viewer.account)
    events.publish(SessionClosed(session.pk, viewer.actor))
    ledger.append("session.closed", session.ref, {"credited": credited}, actor=viewer.actor)
    return credited


def settle(session: Session, *, actor: Account | None = None, only: Iterable[Seat] | None = None) -> int:
    """Credit those of a closed session who have earned it and were not credited yet, in the caller's transaction; how many."""
    waiting = session.seats.filter(credited=False, state__in=PLACED, presence__in=[Seat.Presence.FULL, Seat.Presence.PARTIAL])
    if only is not None:
        waiting = waiting.filter(pk__in=[seat.pk for seat in only])
    done = 0
    for seat in waiting.select_related("person", "outsider").order_by("pk"):
        seat.session = session
        if earned(seat):
            _credit(seat, actor)
            done += 1
    return done


@transaction.atomic
def settle_late(session: Session) -> int:
    """As `settle`, with an entry of its own, when somebody passed after the session was closed."""
    session.refresh_from_db(from_queryset=Session.objects.select_for_update())
    if session.state != State.CLOSED or not (credited := settle(session)):
        return 0
    ledger.append("session.credited", session.ref, {"credited": credited}, actor="system")
    return credited


def resettle(session: Session, seats: Iterable[Seat], reason: str, viewer: Viewer) -> None:
    """What was credited follows a corrected list, in the caller's transaction."""
    for seat in seats:
        seat.session = session
        if seat.credited:
            whose = {"person": seat.person} if seat.person_id else {"outsider": seat.outsider}
            for record in Record.objects.filter(origin=session.ref, voided_on__isnull=True, **whose):
                learning.void_of_origin(record, reason, viewer)
            withdraw_of(seat, reason, viewer)
            seat.credited = False
            seat.save(update_fields=["credited"])
    settle(session, actor=viewer.account, only=seats)


def earned(seat: Seat) -> bool:
    """Whether somebody was there long enough and, where that is asked, has passed the test afterwards."""
    edition = seat.session.edition
    share = Decimal(str(rulebook.provision(SHARE, on=seat.session.day).value))
    if seat.hours_of(edition.hours) * 100 < edition.hours * share:
        return False
    return not edition.must_pass or passed(seat) is True


def passed(seat: Seat) -> bool | None:
    """Whether somebody passed the test afterwards; None where there is none or they have not taken it."""
    test = seat.session.edition.post_test
    result = quizzes.result(seat.who, test, "post", seat.session.ref) if test is not None else None
    return result.passed if result is not None else None


def _credit(seat: Seat, actor: Account | None) -> None:
    session, edition = seat.session, seat.session.edition
    if edition.sort != Sort.COURSE:  # whoever finishes a course has their record from the course itself
        share = seat.hours_of(edition.hours) / edition.hours
        for part in edition.parts.select_related("topic"):
            learning.credit(
                who=seat.who,
                topic=part.topic,
                title=edition.title,
                title_en=edition.title_en,
                done_on=session.last_day,
                hours=(part.hours * share).quantize(Decimal("0.1")),
                sort=edition.sort,
                actor=actor,
                provider=edition.provider or session.unit.name,
                origin=session.ref,
            )
    issue(seat)
    seat.credited = True
    seat.save(update_fields=["credited"])


def _by_course(session: Session) -> None:
    """Whoever passed the course since they were named, at the latest on its last day, was there."""
    unknown = list(session.seats.filter(state__in=PLACED, presence=Seat.Presence.UNKNOWN))
    passes = passed_course(session, unknown)
    for seat in unknown:
        if seat.pk in passes and passes[seat.pk].when == COUNTS:
            seat.presence, seat.means = Seat.Presence.FULL, Seat.Means.COURSE
            seat.save(update_fields=["presence", "means"])
