"""The dispositions that wait for a person, for the one list of work of the house."""

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.clocks.work import Line
from amanah.foundation.letters import addresses, kinds
from amanah.foundation.letters.instructions import INSTRUCTIONS
from amanah.foundation.letters.models import Disposition
from amanah.foundation.letters.queries.lists import visible
from amanah.kernel import clock

LINES = 100


def lines(viewer: Viewer) -> list[Line]:
    """What was handed to the viewer and is not done; a letter whose matter they may no longer see is gone from here too."""
    owed = list(Disposition.objects.filter(receiver=viewer.account, done_on=None).select_related("letter")[:LINES])
    if not owed:
        return []
    seen = {letter.pk for letter in visible(viewer, [one.letter for one in owed])}
    running = clocks.open_by_ref([one.reference for one in owed])
    return [_line(one, running.get(one.reference, [])) for one in owed if one.letter_id in seen]


def _line(owed: Disposition, running: list[Deadline]) -> Line:
    deadline = clocks.most_pressing(running)
    return Line(
        owed.letter.number,
        addresses.of_letter(owed.letter),
        kinds.kind(owed.letter.kind).title,
        ", ".join(str(INSTRUCTIONS[code]) for code in owed.instructions),
        _("Disposisi"),
        owed.due_on,
        clocks.describe(deadline, clock.today()) if deadline else None,
    )
