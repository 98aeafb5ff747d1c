"""What a questionnaire is made of, and which of its questions are asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

SHORT, LONG, CHOICE, SEVERAL, WHEN, AMOUNT, YES_NO, ENTRIES = "short", "long", "choice", "several", "when", "amount", "yes_no", "entries"
KINDS: Final = (SHORT, LONG, CHOICE, SEVERAL, WHEN, AMOUNT, YES_NO, ENTRIES)
WITH_OPTIONS: Final = (CHOICE, SEVERAL)
YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True)
class Text:
    """Words in both languages; as a string, in the language of whoever reads."""

    id: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.id


@dataclass(frozen=True)
class Option:
    """One answer of a choice; `key` is what is kept."""

    key: str
    text: Text


@dataclass(frozen=True)
class Condition:
    """Asked only when the earlier `question` was answered with one of `values`."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question. `options` belong to CHOICE and SEVERAL, and YES_NO has its own; `fields`, `most` and `one` belong to ENTRIES.

    `one` is what a single entry is called ("Pembayaran"), `most` how many of them are taken.
    """

    key: str
    kind: str
    text: Text
    help: Text | None = None
    required: bool = False
    options: tuple[Option, ...] = ()
    shown_if: Condition | None = None
    fields: tuple["Question", ...] = ()
    most: int = 0
    one: Text | None = None

    def option(self, key: str) -> Text | None:
        """The words of an answer, or None when it is none of the options."""
        return next((option.text for option in self.options if option.key == key), None)


@dataclass(frozen=True)
class Questionnaire:
    """One version of one questionnaire. `topics` are those in whose reports it is asked; with none, only officers send it."""

    id: str
    version: int
    title: Text
    lead: Text
    topics: tuple[str, ...]
    questions: tuple[Question, ...]
    sendable: bool = True

    @property
    def ref(self) -> str:
        """What a report keeps to say which questions were asked: "illegal_levy/1"."""
        return f"{self.id}/{self.version}"

    def question(self, key: str) -> Question | None:
        """The question of that key."""
        return next((question for question in self.questions if question.key == key), None)


def visible(questions: Iterable[Question], answers: Mapping[str, object]) -> list[Question]:
    """The questions whose condition these answers meet; a question whose own condition fails answers no other's."""
    shown: list[Question] = []
    for question in questions:
        condition = question.shown_if
        if condition is None or (any(one.key == condition.question for one in shown) and _meets(condition, answers)):
            shown.append(question)
    return shown


def _meets(condition: Condition, answers: Mapping[str, object]) -> bool:
    given = answers.get(condition.question, "")
    chosen = given if isinstance(given, list | tuple) else [given]
    return any(value in condition.values for value in chosen)
