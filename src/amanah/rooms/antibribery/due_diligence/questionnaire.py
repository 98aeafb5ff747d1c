"""The questions of due diligence: which are asked, given what was answered, and which answers are signs of danger."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import get_language

from amanah.kernel import canonical

PATH: Final = Path(__file__).with_name("data") / "questionnaire.toml"
YES, NO, UNKNOWN = "yes", "no", "unknown"
ANSWERS: Final = (YES, NO, UNKNOWN)
YES_NO, CHOICE, TEXT = "yes_no", "choice", "text"
BASIC, DEEP = "basic", "deep"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the languages of the house."""

    id: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "id").startswith("en") else self.id


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `parent` and `opens` say after which answers it is asked; `red` are the answers that are signs, `why` says of what."""

    key: str
    section: str
    sorts: frozenset[str]
    forms: frozenset[str]
    kind: str
    deep: bool
    text: Words
    hint: Words
    options: tuple[tuple[str, Words], ...]
    red: frozenset[str]
    why: Words
    parent: str
    opens: frozenset[str]

    def fits(self, sort: str, form: str, *, deep: bool) -> bool:
        """Whether it is asked of this sort of subject at this depth, whatever was answered."""
        return sort in self.sorts and (not self.forms or form in self.forms) and (deep or not self.deep)

    def takes(self, value: str) -> bool:
        """Whether this can be its answer."""
        if self.kind == TEXT:
            return bool(value.strip())
        return value in (ANSWERS if self.kind == YES_NO else {key for key, _words in self.options})


@dataclass(frozen=True, slots=True)
class Section:
    """One page of questions."""

    key: str
    title: Words


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All of them, in order; `digest` tells one wording from the next."""

    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    digest: str

    @property
    def by_key(self) -> dict[str, Question]:
        """The questions by their key."""
        return {one.key: one for one in self.questions}


def _words(said: Mapping[str, str] | None) -> Words:
    return Words(said["id"], said["en"]) if said else Words("", "")


def read(text: str) -> Questionnaire:
    """The questionnaire out of its file. Raises ValueError for one that does not hold together."""
    said = tomllib.loads(text)
    sections = tuple(Section(one["key"], _words(one["title"])) for one in said["sections"])
    questions = tuple(
        Question(
            one["key"],
            one["section"],
            frozenset(one["sorts"]),
            frozenset(one.get("forms", ())),
            one.get("kind", YES_NO),
            one.get("level", BASIC) == DEEP,
            _words(one["text"]),
            _words(one.get("hint")),
            tuple((option["key"], _words(option["text"])) for option in one.get("options", ())),
            frozenset(one.get("red", ())),
            _words(one.get("why")),
            one.get("when", {}).get("question", ""),
            frozenset(one.get("when", {}).get("is", ())),
        )
        for one in said["questions"]
    )
    _check(sections, questions)
    return Questionnaire(sections, questions, canonical.digest(text).hex())


def _check(sections: tuple[Section, ...], questions: tuple[Question, ...]) -> None:
    """A question that opens another stands before it on the same page or an earlier one, and is asked of whomever the other is asked."""
    order = {section.key: place for place, section in enumerate(sections)}
    known: dict[str, Question] = {}
    for one in questions:
        parent = known.get(one.parent)
        fits = not one.parent or (
            parent is not None
            and one.sorts <= parent.sorts
            and order[parent.section] <= order[one.section]
            and all(parent.takes(value) for value in one.opens)
            and (one.deep or not parent.deep)
            and (not parent.forms or bool(one.forms and one.forms <= parent.forms))
        )
        if one.key in known or one.section not in order or not fits or bool(one.red) != bool(one.why.id):
            raise ValueError(one.key)
        if any(not one.takes(value) for value in one.red) or (one.kind == CHOICE) != bool(one.options):
            raise ValueError(one.key)
        known[one.key] = one


@cache
def questionnaire() -> Questionnaire:
    """The one in use."""
    return read(PATH.read_text(encoding="utf-8"))


def asked(sort: str, form: str, answers: Mapping[str, str], *, deep: bool) -> list[Question]:
    """The questions that are asked, given these answers: a further one only where the one that opens it is asked and answered so."""
    found: dict[str, Question] = {}
    for one in questionnaire().questions:
        if one.fits(sort, form, deep=deep) and (not one.parent or (one.parent in found and answers.get(one.parent, "") in one.opens)):
            found[one.key] = one
    return list(found.values())


def pages(sort: str, form: str, answers: Mapping[str, str], *, deep: bool) -> list[tuple[Section, list[Question]]]:
    """The questions page by page; pages without any are left out."""
    listed = asked(sort, form, answers, deep=deep)
    made = [(section, [one for one in listed if one.section == section.key]) for section in questionnaire().sections]
    return [(section, some) for section, some in made if some]


def flags(listed: list[Question], answers: Mapping[str, str]) -> list[Question]:
    """Those of the questions asked whose answer is a sign of danger."""
    return [one for one in listed if answers.get(one.key, "") in one.red]
