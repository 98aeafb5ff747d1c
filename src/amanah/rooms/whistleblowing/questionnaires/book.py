"""The questionnaires as data: one TOML file a version, read once, every version kept so that an old answer stays readable.

`book()` is what the program asks. Files live in `data/`; an institution lays its own over them with the folder that
AMANAH_QUESTIONNAIRES names. A file with a mistake is left out and `amanah check` says why.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from amanah.rooms.whistleblowing.questionnaires.questions import Questionnaire
from amanah.rooms.whistleblowing.questionnaires.reading import Problem, read_file

OVERLAY: Final = "AMANAH_QUESTIONNAIRES"
DATA: Final = Path(__file__).with_name("data")


@dataclass(frozen=True)
class Book:
    """Every version of every questionnaire, by "id/version"."""

    versions: Mapping[str, Questionnaire] = field(default_factory=dict)

    def get(self, ref: str) -> Questionnaire | None:
        """That version, however old; None for one that was never here."""
        return self.versions.get(ref)

    def latest(self) -> list[Questionnaire]:
        """The newest version of each, those without questions left out: so one ends a questionnaire."""
        newest: dict[str, Questionnaire] = {}
        for one in self.versions.values():
            if one.id not in newest or one.version > newest[one.id].version:
                newest[one.id] = one
        return [newest[key] for key in sorted(newest) if newest[key].questions]

    def for_topic(self, topic: str) -> Questionnaire | None:
        """What a report on this topic is asked."""
        return next((one for one in self.latest() if topic in one.topics), None)

    def fits(self, ref: str, topic: str) -> Questionnaire | None:
        """The version of that name if reports on this topic are or were asked it: a draft outlives a new version."""
        found = self.get(ref)
        return found if found is not None and topic in found.topics else None

    def to_send(self) -> list[Questionnaire]:
        """What an officer may send into a mailbox."""
        return [one for one in self.latest() if one.sendable]


def read_book(overlay: Path | None = None, data: Path = DATA) -> tuple[Book, list[Problem]]:
    """All files of both folders; a file of the overlay replaces the one of its name. What is wrong comes beside it."""
    files = {path.name: path for folder in (data, overlay) if folder for path in sorted(folder.glob("*.toml"))}
    versions: dict[str, Questionnaire] = {}
    problems: list[Problem] = []
    for name in sorted(files):
        found, wrong = read_file(files[name])
        problems += wrong
        if found is not None:
            versions[found.ref] = found
    book = Book(versions)
    return book, [*problems, *_together(book)]


@cache
def _read(overlay: str) -> Book:
    return read_book(Path(overlay) if overlay else None)[0]


def book() -> Book:
    """The questionnaires of this installation, read once."""
    return _read(os.environ.get(OVERLAY, ""))


def _together(book: Book) -> Iterator[Problem]:
    """What only shows when all are seen: a topic with two questionnaires."""
    asked: dict[str, str] = {}
    for one in book.latest():
        for topic in one.topics:
            if topic in asked:
                yield Problem(f"{one.id}.{one.version}.toml", f"topic {topic} is asked by {asked[topic]} already")
            asked.setdefault(topic, one.id)
