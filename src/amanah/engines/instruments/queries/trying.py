"""What a sheet would earn if it were answered otherwise. Nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from amanah.engines.instruments.declare import Column
from amanah.engines.instruments.models import Answer, Sheet
from amanah.engines.instruments.queries.visible import visible
from amanah.engines.instruments.scoring import Answered, Score, gains, score
from amanah.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Tried:
    """A column as it is, and as it would be."""

    now: Score
    then: Score

    @property
    def difference(self) -> Decimal:
        """What the total would win or lose."""
        return self.then.total - self.now.total


def what_if(viewer: Viewer, sheet: Sheet, changes: Mapping[str, Any], column: str = Column.SELF) -> Tried | None:
    """The score with these answers in place of those that stand (None or "" takes one away); None for who may not see the sheet.

    Raises:
        AnswerError: an answer that its question cannot take, or a question that there is not.
    """
    answers = _answers(viewer, sheet, column)
    if answers is None:
        return None
    return Tried(score(sheet.definition, answers), score(sheet.definition, {**answers, **changes}))


def what_lifts(viewer: Viewer, sheet: Sheet, column: str = Column.SELF) -> list[tuple[Answered, Decimal]]:
    """What each question could still add to a column, most first; nothing for who may not see the sheet."""
    answers = _answers(viewer, sheet, column)
    return [] if answers is None else gains(score(sheet.definition, answers))


def _answers(viewer: Viewer, sheet: Sheet, column: str) -> dict[str, Any] | None:
    if not visible(viewer).filter(pk=sheet.pk).exists():
        return None
    return dict(Answer.objects.filter(sheet=sheet, column=column).values_list("question", "value"))
