"""Which questionnaires wait in a mailbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from amanah.engines.cases.models import Entry
from amanah.engines.reports.channels import FROM_REPORTER
from amanah.engines.reports.report import Message
from amanah.rooms.whistleblowing.questionnaires import book as books
from amanah.rooms.whistleblowing.questionnaires.messages import ANSWERS, QUESTIONS
from amanah.rooms.whistleblowing.questionnaires.questions import Questionnaire


@dataclass(frozen=True)
class Asked:
    """One questionnaire that an officer sent; `field` is the sealed message that asks."""

    field: str
    day: date
    note: str
    questionnaire: Questionnaire


def waiting(conversation: Iterable[tuple[Entry, Message]]) -> list[Asked]:
    """The questionnaires of this opened conversation that have no answer yet, oldest first. Asks the database nothing."""
    conversation = list(conversation)
    answered = {
        message.facts.get("asked_in") for entry, message in conversation if entry.channel == FROM_REPORTER and message.kind == ANSWERS
    }
    found = []
    for entry, message in conversation:
        sent = message.kind == QUESTIONS and entry.channel != FROM_REPORTER
        questionnaire = books.book().get(message.facts.get("questionnaire", "")) if sent else None
        if questionnaire is not None and entry.field not in answered:
            found.append(Asked(entry.field, entry.day, message.text, questionnaire))
    return found
