"""When people passed the course that a session consists of, and whether that counts for the session."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
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
    passed = Attempt.objects.filter(test=test, purpose=FINAL, passed=True).order_by("submitted_on")
    found: dict[UUID, Passed] = {}
    # A guest is known by `outsider` alone: the public program may not even ask whether a seat has a person.
    for who in ("outsider", "person"):
        these = {getattr(seat, f"{who}_id"): seat for seat in every if (seat.outsider_id is not None) == (who == "outsider")}
        days: dict[Any, list[date]] = {}
        for one, day in passed.filter(**{f"{who}__in": list(these)}).values_list(who, "submitted_on"):
            if day is not None:  # whoever passed has handed in
                days.setdefault(one, []).append(day)
        for one, seat in these.items():
            if (judged := _judged(session, seat, days.get(one, ()))) is not None:
                found[seat.pk] = judged
    return found


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
