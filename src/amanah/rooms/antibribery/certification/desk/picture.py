"""A certification on a line of time: audits, certificate, deadlines. Everything in it also stands in the table beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from amanah.kernel import clock
from amanah.rooms.antibribery.certification import declare
from amanah.rooms.antibribery.certification.models import Certification
from amanah.rooms.antibribery.certification.queries import Deadline

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WIDTH, SIDE, ROW, TOP = 720, 8, 24, 44
MARGIN = timedelta(days=20)  # not a rule: room at both ends
ANCHORED = 0.6
"""From which share of the width on words stand to the left of their mark."""


@dataclass(frozen=True)
class Mark:
    """One day: what it is, and whether it lies ahead."""

    title: "StrOrPromise"
    day: date
    ahead: bool
    x: int = 0
    y: int = 0
    anchor: str = "start"

    @property
    def words(self) -> int:
        """Where its words stand."""
        return self.x + (10 if self.anchor == "start" else -10)


@dataclass(frozen=True)
class Picture:
    """The line with its marks; the certificate is a bar behind them."""

    marks: list[Mark]
    today: int
    bar_from: int
    bar_width: int
    height: int
    width: int = WIDTH


def marks_of(certification: Certification, deadlines: Iterable[Deadline]) -> list[Mark]:
    """Every day that there is to tell, in order."""
    today = clock.today()
    found = [Mark(declare.ACTS[declare.OPENED], certification.opened_on, ahead=False)]
    for visit in certification.visits.all():
        day = visit.held_to or visit.planned_on
        found.append(Mark(declare.VISITS[visit.kind], day, ahead=visit.held_to is None))
    if certification.valid_from is not None:
        found.append(Mark(declare.MOVES["certify"].told, certification.valid_from, ahead=False))
    found += [Mark(one.title, one.due_on, ahead=one.due_on >= today) for one in deadlines]
    return sorted(found, key=lambda mark: (mark.day, str(mark.title)))


def drawn(certification: Certification, marks: Sequence[Mark]) -> Picture:
    """The marks, each on a row of its own so that no words meet."""
    today = clock.today()
    first = min([mark.day for mark in marks] + [today]) - MARGIN
    last = max([mark.day for mark in marks] + [today]) + MARGIN
    span = (last - first).days

    def across(day: date) -> int:
        return round(SIDE + (WIDTH - 2 * SIDE) * (day - first).days / span)

    placed = []
    for row, mark in enumerate(marks):
        x = across(mark.day)
        anchor = "end" if x > WIDTH * ANCHORED else "start"
        placed.append(Mark(mark.title, mark.day, mark.ahead, x, TOP + row * ROW, anchor))
    bar_from = across(certification.valid_from) if certification.valid_from is not None else 0
    bar_width = across(certification.valid_to) - bar_from if certification.valid_to is not None else 0
    return Picture(placed, across(today), bar_from, bar_width, TOP + len(marks) * ROW + 4)
