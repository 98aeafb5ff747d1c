"""One sheet: its three columns, and every number unfolded down to the answers and what proves them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from amanah.engines.instruments.declare import Column
from amanah.engines.instruments.definition import Part, Question
from amanah.engines.instruments.events import ref_of_answer
from amanah.engines.instruments.models import Answer, Note, Sheet
from amanah.engines.instruments.queries.visible import visible
from amanah.engines.instruments.scoring import Answered, Score, Scored, score
from amanah.engines.proofs import queries as proofs
from amanah.foundation.access.viewer import Viewer

Columns = Mapping[str, Mapping[str, Answer]]
"""Column → question → what it says."""


@dataclass(frozen=True)
class Line:
    """One question: what each column says and earns, what proves it, and what was remarked.

    `rewritten`: the unit wrote its answer after the verifier judged it. `carried`: nobody touched it since the last round.
    """

    question: Question
    most: Decimal
    answers: Mapping[str, Answer]
    points: Mapping[str, Decimal]
    proofs: tuple[proofs.Shown, ...]
    notes: tuple[Note, ...]

    @property
    def carried(self) -> bool:
        """Whether the unit's answer came from the last round and was neither written nor confirmed since."""
        mine = self.answers.get(Column.SELF)
        return mine is not None and mine.carried

    @property
    def rewritten(self) -> bool:
        """Whether the verifier's answer is older than the unit's."""
        mine, theirs = self.answers.get(Column.SELF), self.answers.get(Column.INTERNAL)
        return mine is not None and theirs is not None and mine.seq > theirs.seq


@dataclass(frozen=True)
class Branch:
    """One part with what each column earned of it, and what that is made of: parts, or lines."""

    part: Part
    depth: int
    points: Mapping[str, Decimal]
    branches: tuple["Branch", ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Unfolded:
    """A whole sheet. `scores` holds the columns that say something."""

    sheet: Sheet
    scores: Mapping[str, Score]
    branches: tuple[Branch, ...]

    def lines(self) -> list[Line]:
        """Every question in official order."""
        return [line for branch in self.branches for line in _lines(branch)]


def columns(sheet: Sheet) -> dict[str, dict[str, Answer]]:
    """What each column says: one query. Whether the viewer may see the sheet is the caller's to ask."""
    found: dict[str, dict[str, Answer]] = {column.value: {} for column in Column}
    for one in Answer.objects.filter(sheet=sheet).select_related("actor__person"):
        found[one.column][one.question] = one
    return found


def scores(sheet: Sheet, said: Columns | None = None) -> dict[str, Score]:
    """The score of each column that says something, computed from its answers in the sheet's own edition of the instrument."""
    said = columns(sheet) if said is None else said
    return {column: score(sheet.definition, values(answers)) for column, answers in said.items() if answers}


def values(answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Question → what was answered."""
    return {key: one.value for key, one in answers.items()}


def unfold(viewer: Viewer, sheet: Sheet, part: str = "") -> Unfolded | None:
    """The sheet, or one part of it, down to each answer and proof: four queries. None for who may not see it or a part there is not."""
    if not visible(viewer).filter(pk=sheet.pk).exists() or (part and part not in sheet.definition.every_part):
        return None
    said = columns(sheet)
    earned = scores(sheet, said)
    tops = [sheet.definition.every_part[part]] if part else list(sheet.definition.parts)
    keys = [question.key for top in tops for below in top.walk() for question in below.questions]
    unfolding = _Unfolding(
        said,
        {column: {one.part.key: one for top in found.parts for one in top.walk()} for column, found in earned.items()},
        {column: {one.question.key: one for one in found.answers()} for column, found in earned.items()},
        _proofs(viewer, sheet, keys),
        _notes(sheet),
    )
    return Unfolded(sheet, earned, tuple(unfolding.branch(top, 0) for top in tops))


@dataclass(frozen=True)
class _Unfolding:
    said: Columns
    parts: Mapping[str, Mapping[str, Scored]]
    answered: Mapping[str, Mapping[str, Answered]]
    proofs: Mapping[str, Iterable[proofs.Shown]]
    notes: Mapping[str, list[Note]]

    def branch(self, part: Part, depth: int) -> Branch:
        """The part with all below it."""
        return Branch(
            part,
            depth,
            {column: found[part.key].points for column, found in self.parts.items()},
            tuple(self.branch(below, depth + 1) for below in part.parts),
            tuple(self.line(part, question) for question in part.questions),
        )

    def line(self, part: Part, question: Question) -> Line:
        """One question."""
        return Line(
            question,
            part.most(question),
            {column: answers[question.key] for column, answers in self.said.items() if question.key in answers},
            {column: found[question.key].points for column, found in self.answered.items()},
            tuple(self.proofs.get(question.key, ())),
            tuple(self.notes.get(question.key, ())),
        )


def _lines(branch: Branch) -> list[Line]:
    return [*branch.lines, *(line for below in branch.branches for line in _lines(below))]


def _proofs(viewer: Viewer, sheet: Sheet, keys: Iterable[str]) -> dict[str, list[proofs.Shown]]:
    refs = {ref_of_answer(sheet.pk, key): key for key in keys}
    return {refs[ref]: shown for ref, shown in proofs.of(viewer, refs).items()}


def _notes(sheet: Sheet) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = {}
    for one in Note.objects.filter(sheet=sheet).select_related("actor__person", "resolved_by__person"):
        found.setdefault(one.question, []).append(one)
    return found
