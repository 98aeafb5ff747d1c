"""What is due in a certification, and when people hear of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amanah import rulebook
from amanah.kernel import clock
from amanah.rooms.antibribery.certification import declare
from amanah.rooms.antibribery.certification.models import Certification, Finding

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MISSED = -1
"""Stands for "its day is over" among the numbers of days."""


@dataclass(frozen=True)
class Deadline:
    """One day that matters; `rule` is the provision that counted it, "" where a contract or the institution named the day."""

    what: str
    title: "StrOrPromise"
    due_on: date
    rule: str = ""

    def left(self, day: date) -> int:
        """Days until it, below zero afterwards."""
        return (self.due_on - day).days


def deadlines(certification: Certification) -> list[Deadline]:
    """Everything that is due, what comes first in front. Reads visits and findings, which may be at hand, and the scope."""
    return sorted(_found(certification), key=lambda one: (one.due_on, one.what))


def _found(certification: Certification) -> Iterable[Deadline]:
    state, titles = certification.state, declare.DEADLINES
    if state in declare.HOLDING and certification.valid_to is not None:
        yield Deadline(declare.CERTIFICATE, titles[declare.CERTIFICATE], certification.valid_to)
    if state in {"certified", "surveillance_1"} and certification.valid_from is not None:
        held = [visit.held_to for visit in certification.visits.all() if visit.kind.startswith("surveillance") and visit.held_to]
        since = max([certification.valid_from, *(day for day in held if day >= certification.valid_from)])
        yield Deadline(declare.SURVEILLANCE, titles[declare.SURVEILLANCE], rulebook.due(declare.SURVEIL, since).date, declare.SURVEIL)
    if state == "suspended" and certification.suspended_on is not None:
        due = rulebook.due(declare.SUSPENSION, certification.suspended_on).date
        yield Deadline(declare.SUSPENDED, titles[declare.SUSPENDED], due, declare.SUSPENSION)
    if state == "expired" and certification.valid_to is not None:
        yield Deadline(
            declare.RESTORE, titles[declare.RESTORE], rulebook.due(declare.RESTORED, certification.valid_to).date, declare.RESTORED
        )
    if state not in declare.ENDED:
        yield from _of_findings(certification.findings.all())
        day = certification.scope.transition_on
        if day is not None and certification.edition == "2016":
            yield Deadline(declare.TRANSITION, titles[declare.TRANSITION], day)


def _of_findings(findings: Iterable[Finding]) -> Iterable[Deadline]:
    for finding in findings:
        if finding.waits and finding.due_on is not None:
            yield Deadline(f"{declare.FINDING}-{finding.pk}", declare.DEADLINES[declare.FINDING], finding.due_on)


def alert_days() -> list[int]:
    """How many days before a deadline people hear of it, by the rulebook, the longest first."""
    today = clock.today()
    return sorted({rulebook.provision(key, on=today).length for key in declare.ALERTS}, reverse=True)


def reached(left: int, days: list[int]) -> int | None:
    """The nearest of these numbers of days that was reached, MISSED when the day is over; None while it is further away than all."""
    if left < 0:
        return MISSED
    return min((one for one in days if left <= one), default=None)
