"""What is still to do on the way from the 2016 edition to that of 2025, requirement by requirement."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from amanah.engines.instruments.definition import Part
from amanah.rooms.antibribery.declare import EDITION_2016, EDITION_2025
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import catalogue, declare
from amanah.rooms.antibribery.requirements.catalogue import Tie
from amanah.rooms.antibribery.requirements.queries.answers import Line, sheet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Step:
    """One requirement of the 2025 edition, what it is to the answers there are, and what it was in 2016."""

    line: Line
    gap: str
    ties: tuple[Tie, ...]

    @property
    def title(self) -> "StrOrPromise":
        """What it is to the answers there are, in words."""
        return declare.GAPS[self.gap]

    @property
    def tone(self) -> str:
        """The tone of that."""
        return declare.GAP_TONES[self.gap]

    @property
    def before(self) -> str:
        """The requirements of 2016 that it comes from, by their keys."""
        return ", ".join(tie.question for tie in self.ties)


@dataclass(frozen=True)
class Chapter:
    """One chapter with its steps."""

    part: Part
    steps: tuple[Step, ...]

    @cached_property
    def counts(self) -> Counter[str]:
        """Gap → how many."""
        return Counter(step.gap for step in self.steps)

    @property
    def finished(self) -> int:
        """How many need nothing any more."""
        return sum(self.counts[code] for code in declare.FINISHED)

    @property
    def left(self) -> "list[Step]":
        """What is still to do."""
        return [step for step in self.steps if step.gap not in declare.FINISHED]


@dataclass(frozen=True)
class Gap:
    """The whole way over, chapter by chapter."""

    chapters: tuple[Chapter, ...]
    dropped: tuple[Line, ...]
    """Requirements of 2016 that nothing in 2025 continues."""

    @cached_property
    def counts(self) -> Counter[str]:
        """Gap → how many in all."""
        return sum((chapter.counts for chapter in self.chapters), Counter())

    @property
    def total(self) -> int:
        """How many requirements the 2025 edition has."""
        return sum(len(chapter.steps) for chapter in self.chapters)

    @property
    def finished(self) -> int:
        """How many need nothing any more."""
        return sum(chapter.finished for chapter in self.chapters)


def gap(scope: Scope) -> Gap:
    """The way over of one scope: the queries of two sheets. Whether the scope is run by 2025 already does not matter."""
    ties = catalogue.ties(EDITION_2025)
    steps: dict[str, list[Step]] = {}
    for line in sheet(scope, EDITION_2025):
        found = ties.get(line.question.key, ())
        steps.setdefault(catalogue.chapter_of(line.part.key), []).append(Step(line, _gap(line, found), found))
    back = catalogue.ties(EDITION_2016)
    dropped = tuple(line for line in sheet(scope, EDITION_2016) if not back.get(line.question.key))
    chapters = tuple(Chapter(part, tuple(steps[part.key])) for part in catalogue.clauses(EDITION_2025) if part.key in steps)
    return Gap(chapters, dropped)


def _gap(line: Line, ties: tuple[Tie, ...]) -> str:
    settled = line.state in declare.CLAIMED
    if settled and not line.borrowed:
        return declare.DONE
    if not ties:
        return declare.NEW
    if ties[0].relation != "equal" or line.question.news == "changed":
        # Words that changed are looked at again even where the requirement as such goes on.
        return declare.CHANGED
    return declare.CARRIES if settled else declare.WANTING
