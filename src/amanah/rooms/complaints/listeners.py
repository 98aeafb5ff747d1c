"""What this room does when it hears of cases, and on the beat."""

from amanah.engines.cases.events import CaseMoved
from amanah.foundation.clocks import tick
from amanah.kernel import events
from amanah.rooms.complaints.services import beat, handling


def listen() -> None:
    """Called once, when the room is installed."""
    events.subscribe(CaseMoved, handling.moved, inside=True)
    tick.register("complaints.time", lambda _moment: beat.run())
