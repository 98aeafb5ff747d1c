"""Attempts: those of one person, and what came of them."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from amanah.rooms.learning.models import Outsider
from amanah.rooms.learning.quizzes.models import Attempt, Test

if TYPE_CHECKING:
    from amanah.foundation.organisation.models import Person
    from amanah.rooms.learning.quizzes.services.taking import Result


def mine(who: "Person | Outsider | None") -> QuerySet[Attempt]:
    """The attempts of this person, newest first: the only ones whose answers they may be shown."""
    if who is None:
        return Attempt.objects.none()
    whose = {"outsider": who} if isinstance(who, Outsider) else {"person": who}
    return Attempt.objects.filter(**whose).select_related("test__topic").order_by("-begun_on", "-pk")


def open_of(who: "Person | Outsider | None") -> QuerySet[Attempt]:
    """Those that were begun and not handed in."""
    return mine(who).filter(submitted_on__isnull=True)


def last(who: "Person | Outsider", test: Test, purpose: str, origin: str = "") -> Attempt | None:
    """The latest that was handed in."""
    handed_in = mine(who).filter(test=test, purpose=purpose, origin=origin, submitted_on__isnull=False)
    return handed_in.order_by("-submitted_on", "-pk").first()


def best(who: "Person | Outsider", test: Test, purpose: str, origin: str = "") -> Attempt | None:
    """The one that counts: a passed one where there is any, else the one with the most right answers."""
    handed_in = mine(who).filter(test=test, purpose=purpose, origin=origin, submitted_on__isnull=False)
    return max(handed_in, key=lambda one: (bool(one.passed), one.right or 0), default=None)


def result(who: "Person | Outsider", test: Test, purpose: str, origin: str = "") -> "Result | None":
    """What came of the attempt that counts, None where none was handed in."""
    from amanah.rooms.learning.quizzes.services.taking import result_of  # late: services read through queries

    found = best(who, test, purpose, origin)
    return None if found is None else result_of(found)
