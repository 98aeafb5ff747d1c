"""What the clocks tell others. Each event goes out once per clock and level."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DeadlineNear:
    """The duty falls due soon (rulebook: clocks.remind_before)."""

    ref: str
    name: str
    due_on: date


@dataclass(frozen=True, slots=True)
class DeadlineMissed:
    """The duty was due and is not met. `escalation` is 0 on the first day after, then 1 to 3 (rulebook: clocks.escalate_…_after)."""

    ref: str
    name: str
    due_on: date
    escalation: int


@dataclass(frozen=True, slots=True)
class DeadlineMoved:
    """The date changed because the calendar of days off did; nobody decided it."""

    ref: str
    name: str
    due_on: date
    was_due_on: date
