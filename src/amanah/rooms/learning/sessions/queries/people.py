"""Who may be put into a session, and by whom."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Person, below, held_on
from amanah.kernel import clock
from amanah.rooms.learning.sessions.models import Seat, Session, State
from amanah.rooms.learning.sessions.queries.visible import above, headed_holdings, manages

MOST = 200
"""The most people that one form offers."""


def audience_of(session: Session, persons: Collection[UUID]) -> set[UUID]:
    """Those of these people who hold a post today where the session is meant for."""
    held = Holding.objects.filter(held_on(clock.today()), below(session.audience.path, "post__unit__path"), person__in=persons)
    return set(held.values_list("person_id", flat=True))


def heads_of(viewer: Viewer, persons: Collection[UUID]) -> set[UUID]:
    """Those of these people whose unit the viewer heads, or one above it."""
    held = headed_holdings(viewer)
    return set(held.filter(person__in=persons).values_list("person_id", flat=True)) if held is not None else set()


def headed_people(viewer: Viewer, session: Session) -> QuerySet[Person]:
    """Whom the viewer may put forward as head: meant by the session, and without a seat that stands."""
    held = headed_holdings(viewer)
    if held is None:
        return Person.objects.none()
    meant = held.filter(below(session.audience.path, "post__unit__path"))
    return _without_seat(Person.objects.filter(pk__in=meant.values("person_id")), session)


def chosen_people(session: Session, persons: Collection[UUID]) -> QuerySet[Person]:
    """Those of these people who have no seat that stands."""
    return _without_seat(Person.objects.filter(pk__in=persons), session)


def may_join(viewer: Viewer, session: Session) -> bool:
    """Whether the viewer may ask for a seat of their own."""
    if viewer.person is None or session.state != State.OPEN or clock.now() >= session.ends or session.audience_id not in above(viewer):
        return False
    mine = session.seats.filter(person=viewer.person).first()
    return mine is None or mine.state in {Seat.State.DECLINED, Seat.State.WITHDRAWN}


def may_decide(viewer: Viewer, session: Session, seat: Seat) -> bool:
    """Whether the viewer may say yes or no to somebody who was proposed.

    That is who manages the session; and, for people who asked for themselves, whoever heads their unit.
    """
    if seat.person_id is None or seat.person_id == viewer.account.person_id:
        return False
    if manages(viewer, session):
        return True
    return seat.proposed_by.person_id == seat.person_id and seat.person_id in heads_of(viewer, [seat.person_id])


def _without_seat(people: QuerySet[Person], session: Session) -> QuerySet[Person]:
    standing = session.seats.exclude(state__in=[Seat.State.DECLINED, Seat.State.REFUSED, Seat.State.WITHDRAWN])
    return people.exclude(pk__in=standing.filter(person__isnull=False).values("person_id")).order_by("name", "pk")
