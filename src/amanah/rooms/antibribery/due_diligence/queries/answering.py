"""Where the questionnaire of a file stands: what is asked, what is answered in this round, and which answers are signs."""

from collections.abc import Mapping
from dataclasses import dataclass

from amanah.rooms.antibribery.due_diligence import questionnaire
from amanah.rooms.antibribery.due_diligence.models import Answer, Diligence
from amanah.rooms.antibribery.due_diligence.questionnaire import Question, Section, Words


@dataclass(frozen=True)
class Said:
    """One question that is asked, with what was answered; `fresh` whether that was confirmed in this round."""

    question: Question
    answer: Answer | None
    fresh: bool

    @property
    def words(self) -> Words | str:
        """The answer as people read it."""
        if self.answer is None:
            return ""
        return dict(self.question.options).get(self.answer.value, self.answer.value)

    @property
    def plain(self) -> bool:
        """Whether it is yes, no or unknown."""
        return self.question.kind == questionnaire.YES_NO

    @property
    def red(self) -> bool:
        """Whether the answer is a sign of danger."""
        return self.answer is not None and self.answer.value in self.question.red


@dataclass(frozen=True)
class Sheet:
    """One page of questions."""

    section: Section
    lines: tuple[Said, ...]

    @property
    def fresh(self) -> int:
        """How many of them are answered in this round."""
        return sum(line.fresh for line in self.lines)

    @property
    def done(self) -> bool:
        """Whether all of them are."""
        return self.fresh == len(self.lines)


def answers_of(one: Diligence) -> dict[str, str]:
    """Question → what is answered now."""
    return dict(one.answers.values_list("question", "value"))


def sheets(one: Diligence) -> list[Sheet]:
    """Every page with what is asked on it after the answers so far: one query."""
    rows = {row.question: row for row in one.answers.select_related("actor__person")}
    said = {key: row.value for key, row in rows.items()}
    return [
        Sheet(section, tuple(Said(question, rows.get(question.key), _fresh(one, rows, question)) for question in listed))
        for section, listed in questionnaire.pages(one.sort, one.form, said, deep=one.deep)
    ]


def unanswered(one: Diligence) -> list[Question]:
    """The questions that are asked and not answered in this round."""
    return [line.question for sheet in sheets(one) for line in sheet.lines if not line.fresh]


def flags(pages: list[Sheet]) -> list[Said]:
    """The answers that are signs of danger, in the order of the questions."""
    return [line for sheet in pages for line in sheet.lines if line.red]


def snapshot(one: Diligence) -> dict[str, object]:
    """What stands in the file now, for a decision to keep: answers, signs, owners, findings, likenesses, and versions of lists."""
    pages = sheets(one)
    lines = [line for sheet in pages for line in sheet.lines if line.answer is not None]
    owners = one.owners.filter(until__isnull=True)
    newest: dict[str, str] = {}
    for check in one.checks.select_related("version").order_by("pk"):
        newest[check.version.list] = check.version.digest
    return {
        "questionnaire": questionnaire.questionnaire().digest,
        "answers": {line.question.key: [line.answer.value, line.answer.note] for line in lines if line.answer is not None},
        "signs": [line.question.key for line in flags(pages)],
        "owners": [[owner.name, owner.share, owner.sure] for owner in owners],
        "findings": [[found.source, found.found_on.isoformat(), found.weight] for found in one.findings.all()],
        "hits": [[hit.name, hit.mark, hit.state] for hit in one.hits.all()],
        "lists": newest,
    }


def _fresh(one: Diligence, rows: Mapping[str, Answer], question: Question) -> bool:
    row = rows.get(question.key)
    return row is not None and row.round == one.round and question.takes(row.value)
