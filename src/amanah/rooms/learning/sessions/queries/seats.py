"""The people of one session, as the viewer may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count as SqlCount

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Unit, held_on
from amanah.kernel import clock
from amanah.rooms.learning.quizzes.models import Attempt
from amanah.rooms.learning.sessions.models import PLACED, Certificate, Seat, Session
from amanah.rooms.learning.sessions.queries.coursework import Passed, passed_course
from amanah.rooms.learning.sessions.queries.visible import headed_holdings, leads


@dataclass(frozen=True)
class Count:
    """How many have a place, wait, and are not decided yet; `places` is None without a limit."""

    placed: int
    waiting: int
    proposed: int
    places: int | None

    @property
    def left(self) -> int | None:
        """Places that are free."""
        return None if self.places is None else max(0, self.places - self.placed)


@dataclass(frozen=True)
class Shown:
    """One person of a session. `passed` is of the test afterwards: never how many were right. `course`: of a course that is the session."""

    seat: Seat
    unit: Unit | None
    passed: bool | None
    certificate: Certificate | None
    course: Passed | None


def count(session: Session) -> Count:
    """How full a session is; whoever may know of it may know this."""
    found = dict(session.seats.order_by().values_list("state").annotate(SqlCount("pk")))
    placed = sum(found.get(str(state), 0) for state in PLACED)
    return Count(placed, found.get("waiting", 0), found.get("proposed", 0), session.capacity)


def own_seat(viewer: Viewer, session: Session) -> Seat | None:
    """The viewer's own."""
    if viewer.person is None:
        return None
    return session.seats.filter(person=viewer.person).select_related("person", "outsider").first()


def shown(viewer: Viewer, session: Session) -> list[Shown]:
    """Everybody for who leads it, their own people for a head, nobody for others; in the order in which they are dealt with."""
    seats = session.seats.select_related("person", "outsider", "proposed_by__person")
    if not leads(viewer, session):
        held = headed_holdings(viewer)
        if held is None:
            return []
        seats = seats.filter(person__in=held.values("person_id"))
    found = list(seats)
    units = _units([seat.person_id for seat in found if seat.person_id is not None])
    passed = _passed(session, found)
    certificates = {one.seat_id: one for one in Certificate.objects.filter(seat__in=found, withdrawn_on__isnull=True)}
    courses = passed_course(session, found) if session.edition.course else {}
    rows = [Shown(seat, units.get(seat.person_id), passed.get(seat.pk), certificates.get(seat.pk), courses.get(seat.pk)) for seat in found]
    order = {state: place for place, state in enumerate(("proposed", "accepted", "invited", "waiting", "declined", "refused", "withdrawn"))}
    return sorted(rows, key=lambda row: (order[row.seat.state], row.seat.queued or 0, row.seat.name))


def _units(persons: list[UUID]) -> Mapping[UUID | None, Unit]:
    held = Holding.objects.filter(held_on(clock.today()), person__in=persons).select_related("post__unit")
    return {one.person_id: one.post.unit for one in held.order_by("since")}


def _passed(session: Session, seats: list[Seat]) -> dict[UUID, bool]:
    if session.edition.post_test_id is None:
        return {}
    taken = Attempt.objects.filter(test=session.edition.post_test_id, purpose="post", origin=session.ref, submitted_on__isnull=False)
    people: dict[Any, bool] = {}
    guests: dict[Any, bool] = {}
    for attempt in taken.only("person_id", "outsider_id", "passed"):
        kept: dict[Any, bool] = people if attempt.person_id is not None else guests
        key = attempt.person_id or attempt.outsider_id
        kept[key] = kept.get(key, False) or bool(attempt.passed)
    told = {seat.pk: people.get(seat.person_id) if seat.person_id is not None else guests.get(seat.outsider_id) for seat in seats}
    return {key: value for key, value in told.items() if value is not None}
