"""A questionnaire in the conversation: asked by an officer, answered in the mailbox. Each is a message, sealed like any other."""

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.reports import said
from amanah.engines.reports.report import Message
from amanah.rooms.whistleblowing.questionnaires import answers as given

QUESTIONS: Final = "questions"
ANSWERS: Final = "answers"
TITLE: Final = gettext_lazy("Pertanyaan tambahan")


def asking(ref: str, note: str) -> Message:
    """The message that asks; `note` is what the officer adds in their own words."""
    return Message(note, QUESTIONS, facts={"questionnaire": ref})


def answering(ref: str, values: given.Answers, asked_in: str) -> Message:
    """The message that answers the one in the field `asked_in`."""
    return Message("", ANSWERS, facts={"questionnaire": ref, "answers": given.encode(values), "asked_in": asked_in})


def lines(message: Message) -> list[given.Line]:
    """The answers of a message, laid out; none of any other kind."""
    if message.kind != ANSWERS:
        return []
    try:
        values: Any = given.decode(message.facts.get("answers", ""))
    except given.NotAnswers:
        values = message.facts.get("answers", "")
    return given.laid_out(message.facts.get("questionnaire", ""), values)


def heading(message: Message) -> str:
    """What stands above answers."""
    return _("Jawaban atas daftar pertanyaan: %(title)s") % {"title": given.title_of(message.facts.get("questionnaire", ""))}


def _asked(message: Message) -> str:
    title = _("Daftar pertanyaan: %(title)s") % {"title": given.title_of(message.facts.get("questionnaire", ""))}
    return f"{title}\n\n{message.text}" if message.text else title


def _answered(message: Message) -> str:
    return "\n".join([heading(message), "", *given.plain(lines(message))])


def register() -> None:
    """Say how these messages read in the conversation."""
    said.add(QUESTIONS, _asked, _asked)
    said.add(ANSWERS, _answered, _answered, lines=lines, heading=heading, answers=True)
