"""The retention schedule: which closed cases are kept how long, and what becomes of them then. Rooms declare it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from amanah import rulebook
from amanah.engines.cases.models import Case
from amanah.kernel import clock
from amanah.rulebook.book import book

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DESTROY, KEEP, APPRAISE = "destroy", "keep", "appraise"


class Phase(StrEnum):
    """How old a closed case is."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DUE = "due"


def _closing(cases: Collection[Case]) -> dict[UUID, date | None]:
    return {case.pk: case.closed_on for case in cases}


@dataclass(frozen=True)
class Class:
    """One line of the schedule: cases of a kind with one of these outcomes.

    `active` and `inactive` are provisions of the rulebook, counted one after the other from the day of closing, or from the day that
    `begins` answers, for many cases at once by their keys, where closing does not end their use (None while one is still used). `fate`
    says what the schedule wants after that: DESTROY, KEEP for ever, or APPRAISE each.
    """

    key: str
    kind: str
    title: "StrOrPromise"
    outcomes: frozenset[str]
    active: str
    inactive: str
    fate: str
    begins: Callable[[Collection[Case]], Mapping[UUID, date | None]] = _closing


@dataclass(frozen=True)
class Term:
    """How long one case is kept: the last days of its active and inactive time, and by which line of the schedule."""

    line: Class
    active_until: date
    due_on: date

    def phase(self, day: date) -> Phase:
        """Where the case stands on a day."""
        if day <= self.active_until:
            return Phase.ACTIVE
        return Phase.INACTIVE if day <= self.due_on else Phase.DUE


@dataclass(frozen=True)
class Lists:
    """One line of the schedule for records that are no cases: lists of names, answers of one person.

    `kept` is a provision of the rulebook in months. After that `release(day)` takes the names or the content away from what is older than
    that day and answers how many; numbers stay. The beat does it: nothing is weighed there, and nobody has to remember.
    """

    key: str
    title: "StrOrPromise"
    kept: str
    release: Callable[[date], int]


_classes: dict[str, Class] = {}
_lists: dict[str, Lists] = {}
_LEAST_IN_MONTH = 28


def register(*lines: Class) -> None:
    """Declare lines of the schedule; a key declared again replaces its line."""
    _classes.update({line.key: line for line in lines})


def lines() -> list[Class]:
    """The whole schedule."""
    return list(_classes.values())


def register_lists(*those: Lists) -> None:
    """Declare lines for records that are no cases; a key declared again replaces its line."""
    _lists.update({one.key: one for one in those})


def lists() -> list[Lists]:
    """The lines for records that are no cases."""
    return list(_lists.values())


def release_due() -> int:
    """Release everything whose time is over; how many. Idempotent."""
    today = clock.today()
    return sum(one.release(_months_before(today, int(rulebook.provision(one.kept, on=today).value))) for one in _lists.values())


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day that both months have: never later than the exact one."""
    whole = day.year * 12 + day.month - 1 - months
    return date(whole // 12, whole % 12 + 1, min(day.day, _LEAST_IN_MONTH))


def line_of(case: Case) -> Class | None:
    """The line that this case falls under; None keeps it for ever."""
    return next((line for line in _classes.values() if line.kind == case.kind and case.outcome in line.outcomes), None)


def term(case: Case) -> Term | None:
    """How long a closed case is kept; None while it is open or still used, or has no line."""
    return terms([case]).get(case.pk)


def terms(cases: Collection[Case]) -> dict[UUID, Term]:
    """The same for several cases, by their keys: by the rules in force when the time of each began, or the first that there were."""
    of_line: dict[str, list[Case]] = {}
    for case in cases:
        line = line_of(case)
        if line is not None and case.closed_on is not None:
            of_line.setdefault(line.key, []).append(case)
    found: dict[UUID, Term] = {}
    for key, some in of_line.items():
        line = _classes[key]
        for case_id, start in line.begins(some).items():
            if start is not None:
                active = _end(line.active, start, start)
                found[case_id] = Term(line, active, _end(line.inactive, active, start))
    return found


def at_latest(line: Class, today: date) -> date | None:
    """No case closed after this day can be over today by the line, whichever version of its rules counts; None where closing says nothing.

    So that only old cases are looked at one by one, not everything that was ever closed.
    """
    if line.begins is not _closing:
        return None
    return today - sum((_shortest(provision) for provision in (line.active, line.inactive)), timedelta())


@cache
def _shortest(provision: str) -> timedelta:
    """Fewer calendar days than any version of a period has, local or national."""
    found = [
        version.value * (_LEAST_IN_MONTH if rule.unit == "month" else 1)
        for rule in book().layers(provision)
        for version in rule.versions
        if isinstance(version.value, int)
    ]
    return timedelta(days=min(found, default=0))


def _end(provision: str, start: date, on: date) -> date:
    first = min(version.since for layer in book().layers(provision) for version in layer.versions)
    rule = rulebook.provision(provision, on=max(on, first))  # a schedule also governs what is older than itself, such as imported cases
    return rulebook.calendar().add(start, rule.length, rule.unit).date
