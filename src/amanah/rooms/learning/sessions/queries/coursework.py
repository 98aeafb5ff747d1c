"""When people passed the course that a session consists of, and whether that counts for the session."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from amanah.rooms.learning.quizzes.declare import FINAL
from amanah.rooms.learning.quizzes.models import Attempt
from amanah.rooms.learning.quizzes.queries.given import of_course
from amanah.rooms.learning.sessions.models import Seat, Session

BEFORE, COUNTS, LATE = "before", "counts", "late"


@dataclass(frozen=True)
class Passed:
    """A day on which somebody passed: before they were named, within the session, or after its last day."""

    day: date
    when: str


def passed_course(session: Session, seats: Iterable[Seat]) -> dict[UUID, Passed]:
    """Seat → the pass that counts, else the first after the last day, else the last one before; two queries. Others are left out."""
    test = of_course(session.edition.course)
    every = list(seats)
    if test is None or not every:
        return {}
    taken = Attempt.objects.filter(test=test, purpose=FINAL, passed=True)
    people, guests = (taken.filter(**{f"{who}__in": [getattr(seat, f"{who}_id") for seat in every]}) for who in ("person", "outsider"))
    days: dict[tuple[UUID | None, UUID | None], list[date]] = {}
    for person, outsider, day in (people | guests).order_by("submitted_on").values_list("person", "outsider", "submitted_on"):
        days.setdefault((person, outsider), []).append(day)
    found = ((seat, _judged(session, seat, days.get((seat.person_id, seat.outsider_id), ()))) for seat in every)
    return {seat.pk: passed for seat, passed in found if passed is not None}


def _judged(session: Session, seat: Seat, days: Sequence[date]) -> Passed | None:
    """`days` in their order."""
    first, last = min(seat.proposed_on, session.day), session.last_day
    within = [day for day in days if first <= day <= last]
    after = [day for day in days if day > last]
    if within:
        return Passed(within[0], COUNTS)
    if after:
        return Passed(after[0], LATE)
    return Passed(days[-1], BEFORE) if days else None
