"""When a requirement counts as ready, and what keeps it from that: one rule for a page of one scope and for figures of many."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from amanah import rulebook
from amanah.engines.proofs.queries import Dates
from amanah.foundation.organisation.models import Holding, held_on
from amanah.kernel import clock
from amanah.rooms.antibribery.requirements import declare


def reasons(state: str, *, owned: bool, owner_here: bool, evidence: bool, speaks: bool, verified: bool) -> tuple[str, ...]:
    """What is amiss with an answer, as codes; an answer that says it does not apply lacks at most the look of a second person."""
    found = []
    if state in {declare.OPEN, declare.PARTLY}:
        found.append(state)
    if state != declare.NOT_APPLICABLE:
        if not owned:
            found.append(declare.NO_OWNER)
        elif not owner_here:
            found.append(declare.OWNER_LEFT)
    if state == declare.MET and not evidence:
        found.append(declare.NO_EVIDENCE)
    if state == declare.MET and evidence and not speaks:
        found.append(declare.STALE)
    if state in declare.CLAIMED and not verified:
        found.append(declare.UNVERIFIED)
    return tuple(found)


NOTHING_SAID: tuple[str, ...] = (declare.OPEN, declare.NO_OWNER)
"""What is amiss where nobody said anything yet."""


def ready(found: Iterable[str]) -> bool:
    """Whether none of these reasons keeps the requirement from being ready."""
    return declare.BLOCKING.isdisjoint(found)


def period() -> tuple[date, date]:
    """The days for which evidence must speak: back from today as far as the rulebook says."""
    today = clock.today()
    months = rulebook.provision(declare.EVIDENCE_WITHIN, on=today).length
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, 28)), today


def speaks(shown: Iterable[Dates]) -> bool:
    """Whether one of these proofs held on a day of that period."""
    since, until = period()
    return any(one.withdrawn_on is None and one.effective_from <= until and (one.ends_on is None or one.ends_on >= since) for one in shown)


def here(people: Collection[UUID]) -> set[UUID]:
    """Those of the people who hold a post today: one query."""
    return set(Holding.objects.filter(held_on(clock.today()), person_id__in=people).values_list("person_id", flat=True))
