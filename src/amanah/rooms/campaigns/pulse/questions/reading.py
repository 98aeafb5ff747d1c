"""Questions out of their data files; what is wrong with one is named with its place."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from amanah.rooms.campaigns.pulse.questions.definition import Choice, Question
from amanah.rulebook.rules import MARKS, Text

OURS: Final = Path(__file__).parent / "data"
FEWEST_CHOICES, MOST_CHOICES = 2, 7


class QuestionError(Exception):
    """A data file that cannot be used; the text names file and place."""


@cache
def library() -> Mapping[str, Question]:
    """Every question by key, in the order of the files. Raises QuestionError."""
    own = os.environ.get("AMANAH_PULSE_QUESTIONS", "")
    folders = [OURS, *([Path(own)] if own else [])]
    return {one.key: one for folder in folders for path in sorted(folder.glob("*.toml")) for one in read(path)}


def read(path: Path) -> list[Question]:
    """The questions of one file. Raises QuestionError naming the place."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        found = [_question(key, one, raw["scales"]) for key, one in raw["questions"].items()]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise QuestionError(f"{path.name}: {type(error).__name__}: {error}") from error
    wrong = [f"{one.key}: {what}" for one in found for what in _wrong(one)]
    if wrong:
        raise QuestionError(f"{path.name}: " + "; ".join(wrong))
    return found


def _question(key: str, raw: Mapping[str, Any], scales: Mapping[str, Any]) -> Question:
    choices = tuple(
        Choice(one["key"], _text(one), one.get("favourable", False)) for one in (scales[raw["scale"]] if "scale" in raw else raw["choices"])
    )
    turned = raw.get("favourable")
    if turned is not None:
        choices = tuple(Choice(one.key, one.text, one.key in turned) for one in choices)
    words = _text(raw["short"]), _text(raw["text"])
    return Question(key, raw["edition"], raw.get("measure", ""), *words, choices, _text(raw["source"]), raw["mark"])


def _text(raw: Mapping[str, str]) -> Text:
    return Text(raw["id"].strip(), raw["en"].strip())


def _wrong(question: Question) -> Iterator[str]:
    if not FEWEST_CHOICES <= len(question.choices) <= MOST_CHOICES:
        yield "it has too few or too many choices"
    if len(set(question.keys)) != len(question.keys) or "" in question.keys:
        yield "its choices need different keys"
    if len(question.favourable) == len(question.choices):
        yield "every choice counts as favourable"
    if question.measure and not question.favourable:
        yield "it measures something, but no choice counts as favourable"
    if question.mark not in MARKS:
        yield f"{question.mark} is no mark"
