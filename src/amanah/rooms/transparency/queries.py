"""Figures for the public: counted by the engine, hidden where they are so small that they could point at somebody."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import get_language

from amanah import rulebook
from amanah.engines.cases import queries as cases
from amanah.kernel import clock

SMALL = 10
"""Below this a number is only said to be small: with few reports a count can tell who reported."""

KIND = "whistleblowing"
"""The case kind whose figures the front page tells. Known by its key alone: rooms do not import each other."""

_PROVEN = ("proven", "partly_proven")
_FRESH_FOR = 3600
_STEPS = tuple(f"whistleblowing.{name}_within" for name in ("acknowledge", "triage", "feedback", "close"))


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be said of this year's reports; None stands for "fewer than SMALL"."""

    year: int
    received: int | None
    closed: int | None
    answered: int | None
    answered_on_time: int | None
    proven: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One promised step in the page's language: what, how long, counted from when, on which basis."""

    title: str
    span: str
    counted_from: str
    basis: str
    verified: bool


def suppressed(value: int | None) -> int | None:
    """`value`, or None where it is below SMALL."""
    return value if value is not None and value >= SMALL else None


def figures() -> Figures | None:
    """This year's figures, at most an hour old; None where there is nothing to count yet."""
    found: Figures | None = cache.get_or_set("transparency.figures", _figures, _FRESH_FOR)
    return found


def _figures() -> Figures | None:
    counted = cases.public_figures(KIND)
    if counted.received == 0:
        return None
    outcomes = {each.code: each.count for each in counted.outcomes}
    parts = [outcomes.get(code) for code in _PROVEN]
    owed = counted.clocks.get("acknowledge")
    answered, on_time = owed or (None, None)
    return Figures(
        year=counted.year,
        received=suppressed(counted.received),
        closed=suppressed(counted.closed),
        answered=suppressed(answered),
        answered_on_time=suppressed(on_time),
        proven=None if None in parts else suppressed(sum(part or 0 for part in parts)),
    )


def steps() -> list[Step]:
    """The promised lengths in force today, from the rulebook."""
    today, language = clock.today(), get_language() or "id"
    found = []
    for key in _STEPS:
        rule = rulebook.provision(key, on=today)
        counted_from = rule.counted_from.get(language) if rule.counted_from else ""
        found.append(Step(rule.title.get(language), rule.in_words(language), counted_from, rule.cite(language), rule.verified))
    return found
