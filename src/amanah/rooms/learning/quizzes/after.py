"""Where an attempt leads that belongs to something else: whoever owns that says so, by the kind that its origin names."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from amanah.rooms.learning.quizzes.models import Attempt


@dataclass(frozen=True)
class Leads:
    """(Address, words) of where it came from and of what follows a result; the address that begins it again by POST, "" for none."""

    back: tuple[str, str]
    onward: tuple[str, str] | None = None
    again: str = ""


Answers: TypeAlias = Callable[[Attempt], Leads | None]
_owners: dict[str, Answers] = {}


def register(kind: str, answers: Answers) -> None:
    """Answer for attempts whose origin begins with "`kind`:"."""
    _owners[kind] = answers


def leads(attempt: Attempt) -> Leads | None:
    """Where this one leads; None where nobody says."""
    answers = _owners.get(attempt.origin.partition(":")[0])
    return answers(attempt) if answers is not None else None
