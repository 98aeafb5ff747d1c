"""What a course is."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from amanah.rooms.learning.courses.media import File, Film, Picture, Strip
from amanah.rulebook.rules import Text

Sort = Literal["good", "poor", "harm"]
"""good: it helps · poor: well meant, not enough · harm: somebody is worse off."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that somebody in the scene could do, and what follows from it."""

    sort: Sort
    text: Text
    follows: Text


@dataclass(frozen=True, slots=True)
class Page:
    """One page: a text as Markdown, and choices where it is a scene. `key` is its address within the course.

    Pictures stand before the text, a film strip and a film after it.
    """

    key: str
    title: Text
    text: Text
    choices: tuple[Choice, ...]
    pictures: tuple[Picture, ...] = ()
    strip: Strip | None = None
    film: Film | None = None

    @property
    def files(self) -> Iterator[File]:
        """Every file that the page shows."""
        yield from (one.file for one in self.pictures)
        if self.strip is not None:
            yield self.strip.file
        if self.film is not None:
            if self.film.poster is not None:
                yield self.film.poster.file
            yield self.film.file
            yield from self.film.captions.values()

    @property
    def told(self) -> list[str]:
        """What its pictures and films say in words, in both languages."""
        said = [text for one in self.pictures for text in (one.alt, one.caption, one.long) if text is not None]
        said += [text for one in (self.strip.frames if self.strip is not None else ()) for text in (one.alt, one.caption)]
        said += [text for one in (self.strip, self.film) if one is not None for text in (one.title, one.transcript)]
        return [words for text in said for words in (text.id, text.en)]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, and why it is right or not."""

    text: Text
    why: Text
    right: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question with one right answer."""

    key: str
    text: Text
    answers: tuple[Answer, ...]

    @property
    def right(self) -> int:
        """The place of the right answer, from 0."""
        return next(place for place, answer in enumerate(self.answers) if answer.right)


@dataclass(frozen=True)
class Course:
    """A course in one edition; `minutes` is how long it takes with time to think, `hours` what it counts in lesson hours (JP).

    `questions` are asked where anyone may take it. `bank` holds further ones: the final test of those who sign in draws from both.
    """

    id: str
    edition: str
    minutes: int
    title: Text
    lead: Text
    learned: tuple[Text, ...]
    pages: tuple[Page, ...]
    questions: tuple[Question, ...]
    bank: tuple[Question, ...] = ()
    hours: Decimal = Decimal(0)

    @cached_property
    def places(self) -> dict[str, int]:
        """Key of a page → its place, from 0."""
        return {page.key: place for place, page in enumerate(self.pages)}

    @cached_property
    def files(self) -> dict[str, File]:
        """Name of a file → the file, of everything that its pages show."""
        return {file.name: file for page in self.pages for file in page.files}
