"""The questions of one page as they are asked and answered: three columns side by side, and the form in the one that is open now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from amanah.engines.instruments.declare import COLUMNS
from amanah.engines.instruments.definition import Question
from amanah.engines.instruments.desk import loading
from amanah.engines.instruments.desk.forms import AnswerForm
from amanah.engines.instruments.events import ref_of_answer
from amanah.engines.instruments.models import Answer, Note, Sheet
from amanah.engines.instruments.queries import Branch, Line
from amanah.engines.proofs import addresses as proofs
from amanah.engines.proofs.desk.panel import Line as ProofLine
from amanah.engines.proofs.desk.panel import Panel
from amanah.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Cell:
    """What one column says to one question, or the form that asks it."""

    column: str
    title: Any
    answer: Answer | None
    text: str
    counts: list[tuple[str, Decimal]]
    worth: Decimal | None
    points: Decimal | None
    form: AnswerForm | None


@dataclass(frozen=True)
class Asked:
    """One question on the page."""

    question: Question
    anchor: str
    place: str
    line: Line
    most: Decimal
    cells: list[Cell]
    notes: list[Note]
    panel: Panel
    agreeable: bool
    """Whether the verifier can still agree to the unit's answer as it is."""

    @property
    def said(self) -> list[Cell]:
        """The columns that say something or ask for it."""
        return [cell for cell in self.cells if cell.form is not None or cell.answer is not None]

    @property
    def open(self) -> bool:
        """Whether the column that can be written now says nothing yet."""
        return any(cell.form is not None and not cell.text for cell in self.cells)

    @property
    def silent(self) -> list[Any]:
        """The titles of the others."""
        return [cell.title for cell in self.cells if cell.form is None and cell.answer is None]


@dataclass(frozen=True)
class Section:
    """A part with its questions."""

    branch: Branch
    asked: list[Asked] = field(default_factory=list)


@dataclass(frozen=True)
class Asking:
    """Makes the questions of one sheet for one person. `sent` is the form that came back with something wrong in it."""

    viewer: Viewer
    sheet: Sheet
    column: str
    here: str
    sent: Mapping[str, AnswerForm] = field(default_factory=dict)

    def sections(self, branch: Branch) -> list[Section]:
        """The parts below (or this one itself) that have questions, in order."""
        made = [Section(branch, [self._asked(line) for line in branch.lines])] if branch.lines else []
        return [*made, *(one for below in branch.branches for one in self.sections(below))]

    def form(self, question: Question, data: QueryDict | None = None, answer: Answer | None = None) -> AnswerForm:
        """The form of one question."""
        value = answer.value if answer is not None and answer.value != "" else None
        reason = answer.reason if answer is not None else ""
        return AnswerForm(self.sheet.definition, question, data, prefix=question.key, answer=value, reason=reason)

    def _asked(self, line: Line) -> Asked:
        question = line.question
        anchor = anchor_of(question.key)
        return Asked(
            question,
            anchor,
            question.place,
            line,
            line.most,
            [self._cell(line, column, title) for column, title in COLUMNS.items()],
            [note for note in line.notes if note.resolved_on is None],
            self._panel(line, f"{self.here}#{anchor}"),
            self.column == "internal" and unjudged(line),
        )

    def _panel(self, line: Line, back: str) -> Panel:
        shown = tuple(ProofLine(one, one.freshness(self.sheet.period_from, self.sheet.period_to)) for one in line.proofs)
        attach = proofs.attaching(ref_of_answer(self.sheet.pk, line.question.key), back) if self.column else ""
        return Panel(shown, bool(self.column), attach, back)

    def _cell(self, line: Line, column: str, title: Any) -> Cell:
        question, answer = line.question, line.answers.get(column)
        value = answer.value if answer is not None and answer.value != "" else None
        form = (self.sent.get(question.key) or self.form(question, answer=answer)) if column == self.column else None
        return Cell(
            column,
            title,
            answer,
            loading.written(question, value),
            loading.by_name(self.sheet.definition, value),
            answer.worth if answer is not None else None,
            line.points.get(column) if value is not None else None,
            form,
        )


def unjudged(line: Line) -> bool:
    """Whether the unit's answer waits for the verifier's: none yet, or one from before the unit wrote it."""
    mine, theirs = line.answers.get("self"), line.answers.get("internal")
    return mine is not None and mine.value != "" and (theirs is None or theirs.seq < mine.seq)


def anchor_of(question: str) -> str:
    """Where on its page a question stands."""
    return "q-" + question.replace(".", "-")
