"""What the inquiry does when it hears of cases: a merge begins and ends with the moves that two people agreed on."""

from amanah.engines.cases.events import CaseClosed, CaseReopened
from amanah.kernel import events
from amanah.rooms.whistleblowing.inquiry.services import merging
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING


def closed(event: CaseClosed) -> None:
    """A report was closed; perhaps as a part of another one."""
    if event.kind == WHISTLEBLOWING.key:
        merging.closed(event)


def reopened(event: CaseReopened) -> None:
    """A closed report is looked at again by itself."""
    if event.kind == WHISTLEBLOWING.key:
        merging.reopened(event)


def listen() -> None:
    """Called once, when the app is installed."""
    events.subscribe(CaseClosed, closed, inside=True)
    events.subscribe(CaseReopened, reopened, inside=True)
