"""How an objective stands: a function of its terms, its entries and a day; and which colour a value has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from amanah import rulebook
from amanah.engines.measures import UP
from amanah.rooms.antibribery.objectives import declare

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Terms:
    """What was set out: from where to where, which way, from when until when, and when it was given up."""

    baseline: Decimal
    target: Decimal
    direction: str
    begins_on: date
    due_on: date
    dropped_on: date | None = None


@dataclass(frozen=True)
class Entry:
    """A value as it was on a day. Of two for the same day the later one written counts."""

    day: date
    seq: int
    value: Decimal


@dataclass(frozen=True)
class Standing:
    """The state with, for one that is behind, why; `latest` is the entry that decided."""

    state: str
    why: str = ""
    latest: Entry | None = None


def stands(terms: Terms, entries: Iterable[Entry], day: date) -> Standing:
    """How it stands on a day. Entries of later days, and of days after the one on which it was due, decide nothing."""
    if terms.dropped_on is not None and terms.dropped_on <= day:
        return Standing(declare.DROPPED)
    until = min(day, terms.due_on)
    latest = max((one for one in entries if one.day <= until), key=lambda one: (one.day, one.seq), default=None)
    if latest is not None and meets(latest.value, terms.target, terms.direction):
        return Standing(declare.REACHED, latest=latest)
    if day > terms.due_on:
        return Standing(declare.MISSED, latest=latest)
    heard = max(latest.day, terms.begins_on) if latest is not None else terms.begins_on
    if rulebook.due(declare.PROGRESS_WITHIN, heard).date < day:
        return Standing(declare.BEHIND, declare.SILENT, latest)
    if latest is not None and _short(terms, latest):
        return Standing(declare.BEHIND, declare.SHORT, latest)
    return Standing(declare.ON_TRACK, latest=latest)


def meets(value: Decimal, bound: Decimal, direction: str) -> bool:
    """Whether a value is as good as a bound, or better."""
    return value >= bound if direction == UP else value <= bound


def expected(terms: Terms, day: date) -> Decimal:
    """Where it should be on a day, on a straight way from the baseline to the target."""
    whole = (terms.due_on - terms.begins_on).days
    gone = min(max((day - terms.begins_on).days, 0), whole)
    return terms.baseline + (terms.target - terms.baseline) * gone / whole if whole else terms.target


def colour(value: Decimal | None, green: Decimal, amber: Decimal, direction: str) -> str:
    """The colour of a value by its thresholds; of None "nothing"."""
    if value is None:
        return declare.NOTHING
    if meets(value, green, direction):
        return declare.GREEN
    return declare.AMBER if meets(value, amber, direction) else declare.RED


def _short(terms: Terms, latest: Entry) -> bool:
    wanting = expected(terms, latest.day) - latest.value
    if terms.direction != UP:
        wanting = -wanting
    allowed = rulebook.provision(declare.BEHIND_FROM, on=latest.day).value
    return wanting > abs(terms.target - terms.baseline) * Decimal(str(allowed)) / HUNDRED
