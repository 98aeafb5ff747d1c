"""The questions of feedback on a page, and what was answered; the same at the desk and at a guest's link."""

from collections.abc import Iterator, Mapping
from typing import Any

from amanah.rooms.learning.sessions.asking import HIGHEST
from amanah.rooms.learning.sessions.models import Session
from amanah.rooms.learning.sessions.queries.feedback import said


def questions(session: Session, given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each question in the reader's language, with what was chosen already."""
    for question in session.edition.questions:
        key = question["key"]
        chosen = str(given.get(key, ""))
        scale = [{"value": value, "chosen": chosen == str(value)} for value in range(1, HIGHEST + 1)]
        yield {"key": key, "text": said(question), "scale": scale if question["sort"] == "scale" else None, "given": chosen}


def of_post(session: Session, given: Mapping[str, Any]) -> dict[str, int | str]:
    """What was answered, by question."""
    answers: dict[str, int | str] = {}
    for question in session.edition.questions:
        value = str(given.get(question["key"], "")).strip()
        if question["sort"] == "words":
            answers[question["key"]] = value
        elif value.isascii() and value.isdigit():
            answers[question["key"]] = int(value[:2])
    return answers
