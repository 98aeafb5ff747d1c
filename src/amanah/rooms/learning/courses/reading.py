"""Courses out of their data files; what is wrong with one is named with its place."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from amanah.rooms.learning.courses import media
from amanah.rooms.learning.courses.definition import Answer, Choice, Course, Page, Question
from amanah.rooms.learning.courses.words import rules_in
from amanah.rooms.learning.quizzes.declare import FEWEST_ANSWERS, LONGEST, MOST_ANSWERS
from amanah.rulebook.book import book
from amanah.rulebook.rules import Text

OURS: Final = Path(__file__).parent / "data"
BANK: Final = "bank"
"""The folder, beside a course, that holds its further questions in a file of the same name."""
SORTS: Final = ("good", "poor", "harm")
ORDER: Final = ("service-counter", "gifts", "conflict-of-interest", "speaking-up")
"""Ours in the order in which they build on each other; others follow by title."""
NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
LONGEST_NAME: Final = 40
"""Signs of the name of a course, a page or a question: it stands in addresses."""
TAKEN: Final = frozenset({"questions", "begin", "with", "for"})
"""Addresses beside those of courses and pages."""


class CourseError(Exception):
    """A data file that cannot be used; the text names file and place."""


@cache
def courses() -> Mapping[str, Course]:
    """Every course by id, in the order in which they are offered. Raises CourseError."""
    own = os.environ.get("AMANAH_COURSES", "")
    folders = [OURS, *([Path(own)] if own else [])]
    found = {one.id: one for folder in folders for path in sorted(folder.glob("*.toml")) for one in [read(path)]}
    return dict(sorted(found.items(), key=lambda pair: (ORDER.index(pair[0]) if pair[0] in ORDER else len(ORDER), pair[1].title.id)))


def read(path: Path) -> Course:
    """One course, with what lies beside it: further questions in the folder `bank`, pictures and films in the folder of its own name.

    Raises CourseError naming the place.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        more = path.parent / BANK / path.name
        bank = tomllib.loads(more.read_text(encoding="utf-8"))["questions"] if more.exists() else []
        found = _course(raw, bank, path.with_suffix(""))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, OSError) as error:
        raise CourseError(f"{path.name}: {type(error).__name__}: {error}") from error
    wrong = list(_wrong(found))
    if wrong:
        raise CourseError(f"{path.name}: " + "; ".join(wrong))
    return found


def _course(raw: Mapping[str, Any], more: list[Mapping[str, Any]], folder: Path) -> Course:
    return Course(
        id=raw["id"],
        edition=raw["edition"],
        minutes=raw["minutes"],
        title=media.text(raw["title"]),
        lead=media.text(raw["lead"]),
        learned=tuple(Text(ours, english) for ours, english in zip(raw["learned"]["id"], raw["learned"]["en"], strict=True)),
        pages=tuple(_page(one, folder) for one in raw["pages"]),
        questions=tuple(_question(one) for one in raw["questions"]),
        bank=tuple(_question(one) for one in more),
        hours=Decimal(str(raw.get("hours", 0))),
    )


def _page(raw: Mapping[str, Any], folder: Path) -> Page:
    choices = tuple(Choice(one["sort"], media.text(one["text"]), media.text(one["follows"])) for one in raw.get("choices", ()))
    return Page(
        raw["key"],
        media.text(raw["title"]),
        media.text(raw["text"]),
        choices,
        tuple(media.picture(one, folder) for one in raw.get("pictures", ())),
        media.strip(raw["strip"], folder) if "strip" in raw else None,
        media.film(raw["film"], folder) if "film" in raw else None,
    )


def _question(raw: Mapping[str, Any]) -> Question:
    answers = tuple(Answer(media.text(one["text"]), media.text(one["why"]), one.get("right", False)) for one in raw["answers"])
    return Question(raw["key"], media.text(raw["text"]), answers)


def _wrong(course: Course) -> Iterator[str]:
    if not course.pages or not course.questions:
        yield "it has no pages or no questions"
    keys = [page.key for page in course.pages]
    for key in {key for key in keys if keys.count(key) > 1}:
        yield f"two pages are called {key}"
    for key in [course.id, *keys, *(question.key for question in (*course.questions, *course.bank))]:
        if not NAME.fullmatch(key) or len(key) > LONGEST_NAME:
            yield f"{key} is no name of at most {LONGEST_NAME} small letters, digits and hyphens"
    for key in sorted(TAKEN & {course.id, *keys}):
        yield f"nothing can be called {key}: that is an address of its own"
    for page in course.pages:
        if any(choice.sort not in SORTS for choice in page.choices):
            yield f"a choice on {page.key} is none of {', '.join(SORTS)}"
        if page.choices and not any(choice.sort == "good" for choice in page.choices):
            yield f"nothing that one can do on {page.key} helps"
    yield from _wrong_questions((*course.questions, *course.bank))
    known = set(book().every_key())
    for key in sorted({key for text in _texts(course) for key in rules_in(text.id) | rules_in(text.en)} - known):
        yield f"it names the rule {key}, which there is not"


def _wrong_questions(questions: Sequence[Question]) -> Iterator[str]:
    asked = [question.key for question in questions]
    for key in sorted({key for key in asked if asked.count(key) > 1}):
        yield f"two questions are called {key}"
    for question in questions:
        if sum(answer.right for answer in question.answers) != 1:
            yield f"{question.key} does not have exactly one right answer"
        if not FEWEST_ANSWERS <= len(question.answers) <= MOST_ANSWERS:
            yield f"{question.key} does not have {FEWEST_ANSWERS} to {MOST_ANSWERS} answers"
        if len({answer.text.id.casefold() for answer in question.answers}) != len(question.answers):
            yield f"{question.key} has the same answer twice"
        said = [question.text, *(text for answer in question.answers for text in (answer.text, answer.why))]
        if any(len(words) > LONGEST for text in said for words in (text.id, text.en)):
            yield f"{question.key} has a text of more than {LONGEST} signs"


def _texts(course: Course) -> Iterator[Text]:
    for page in course.pages:
        yield page.text
        yield from (choice.follows for choice in page.choices)
