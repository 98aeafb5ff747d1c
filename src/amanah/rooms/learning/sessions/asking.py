"""Until when feedback to a session is taken, and on what scale."""

from datetime import date

from amanah import rulebook
from amanah.rooms.learning.sessions.models import Session

OPEN_FOR = "learning.feedback_open"
"""How many days after its last day feedback to a session is taken."""
HIGHEST = 5


def last_day(session: Session) -> date:
    """The last day on which feedback is taken; results are shown from the day after."""
    return rulebook.due(OPEN_FOR, session.last_day).date
