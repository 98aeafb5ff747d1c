"""When a running clock has to be looked at, and what is then to be said."""

from datetime import date, timedelta
from enum import IntEnum
from typing import Final

from amanah import rulebook


class Level(IntEnum):
    """How far a clock has come; each is announced once, and only the highest when several were passed at once."""

    QUIET = 0
    NEAR = 1
    MISSED = 2
    FIRST = 3
    SECOND = 4
    THIRD = 5


_ESCALATIONS: Final = {
    Level.FIRST: "clocks.escalate_first_after",
    Level.SECOND: "clocks.escalate_second_after",
    Level.THIRD: "clocks.escalate_third_after",
}


def near_from(due_on: date) -> date:
    """The first day on which a duty due on `due_on` counts as due soon."""
    return rulebook.calendar().back(due_on, rulebook.provision("clocks.remind_before", on=due_on).length)


def day_of(level: Level, due_on: date) -> date:
    """The day on which a running clock reaches a level."""
    if level is Level.QUIET:
        return date.min
    if level is Level.NEAR:
        return near_from(due_on)
    if level is Level.MISSED:
        return due_on + timedelta(days=1)
    return rulebook.due(_ESCALATIONS[level], due_on).date


def reached(due_on: date, today: date) -> Level:
    """The highest level that a clock due on `due_on` has reached today."""
    return max(level for level in Level if day_of(level, due_on) <= today)


def next_alert(level: Level, due_on: date) -> date | None:
    """When the tick must look again at a clock that stands at `level`; None when there is nothing more to say."""
    return day_of(Level(level + 1), due_on) if level < Level.THIRD else None
