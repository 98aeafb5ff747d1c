"""What this room does when it hears of cases, and on the beat."""

from amanah.engines.cases.events import CaseMoved
from amanah.engines.reports.services import wishes
from amanah.foundation.clocks import tick
from amanah.kernel import events
from amanah.rooms.complaints.acts import CLOSE_OFF, DISPUTE
from amanah.rooms.complaints.services import beat, handling
from amanah.rooms.complaints.workflow import COMPLAINT


def listen() -> None:
    """Called once, when the room is installed."""
    events.subscribe(CaseMoved, handling.moved, inside=True)
    wishes.register(COMPLAINT.key, DISPUTE, beat.dispute)
    wishes.register(COMPLAINT.key, CLOSE_OFF, beat.close_off)
    tick.register("complaints.time", lambda _moment: beat.run())
