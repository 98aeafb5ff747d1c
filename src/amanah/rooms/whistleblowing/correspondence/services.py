"""What letters do in this room beyond being letters."""

from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services import handling
from amanah.foundation.letters import kinds
from amanah.foundation.letters import services as letters
from amanah.foundation.letters.models import Letter


def send_to_box(opened: Opened, matter: letters.OpenMatter, letter: Letter) -> None:
    """Put the words of a numbered reply where the reporter reads: as feedback while the report is open, as closing letter after.

    Raises letters.Refused("state") for another kind of letter or one without a number.
    """
    if letter.kind != kinds.REPLY.key or letter.state not in {Letter.State.NUMBERED, Letter.State.SIGNED}:
        raise letters.Refused("state")
    values = letters.parts_of(matter, letter)
    text = f"{values['subject']}\n{letter.number}\n\n{values['body']}"
    if opened.case.closed_on is None:
        handling.give_feedback(opened, text)
    else:
        handling.send_closing(opened, text)
