"""Sending a questionnaire into the mailbox, and answering it there."""

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Entry
from amanah.engines.reports.channels import TO_REPORTER
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services import handling, mailbox
from amanah.foundation.vault.services import OpenedMailbox
from amanah.rooms.whistleblowing.questionnaires import answers as given
from amanah.rooms.whistleblowing.questionnaires import book as books
from amanah.rooms.whistleblowing.questionnaires import messages
from amanah.rooms.whistleblowing.questionnaires.queries import Asked


class Unknown(ValueError):  # noqa: N818 - it is an answer, not an error of the program
    """No questionnaire of that name can be sent."""


def send(opened: Opened, ref: str, note: str) -> Entry:
    """Put a questionnaire into the reporter's mailbox. Raises Unknown, and Refused as any message to the reporter."""
    if opened.case.closed_on is not None:
        raise cases.Refused("state")
    if ref not in {one.ref for one in books.book().to_send()}:
        raise Unknown(ref)
    return handling.write_entry(opened, TO_REPORTER, "message", messages.asking(ref, note).to_bytes())


def answer(box: OpenedMailbox, asked: Asked, values: given.Answers) -> None:
    """Keep the reporter's answers as one sealed message; a case that waited for them goes on.

    Raises:
        NotAnswers: these answers could not have been given on our page, or there are none.
        DatabaseError, OSError: nothing was stored.
    """
    if not values:
        raise given.NotAnswers("", "nothing was answered")
    given.checked(asked.questionnaire, values)
    mailbox.add(box, messages.answering(asked.questionnaire.ref, values, asked.field))
