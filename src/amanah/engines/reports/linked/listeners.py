"""What merging does when it hears of cases: a merge begins and ends with the moves that two people agreed on."""

from amanah.engines.cases.events import CaseClosed, CaseReopened
from amanah.engines.reports import regimes
from amanah.engines.reports.linked import merging
from amanah.kernel import events


def closed(event: CaseClosed) -> None:
    """A report was closed; perhaps as a part of another one."""
    if event.kind in regimes.kinds():
        merging.closed(event)


def reopened(event: CaseReopened) -> None:
    """A closed report is looked at again by itself."""
    if event.kind in regimes.kinds():
        merging.reopened(event)


def listen() -> None:
    """Called once, when the app is installed."""
    events.subscribe(CaseClosed, closed, inside=True)
    events.subscribe(CaseReopened, reopened, inside=True)
