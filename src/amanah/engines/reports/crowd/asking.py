"""Whether a report may be sent at once, and what is asked of its sender if not."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from amanah.engines.reports.crowd import tokens
from amanah.engines.reports.crowd.gauge import gauge
from amanah.engines.reports.crowd.tokens import Ticket
from amanah.engines.reports.intake.draft import PATH, set_cookie

COOKIE = "turn"
WORK = "work"


@dataclass(frozen=True)
class Asked:
    """What is asked of one sender: seconds to wait still (0: none), or the sum, whichever comes first."""

    ticket: Ticket
    challenge: str

    @property
    def left(self) -> int:
        """Seconds to wait still."""
        return self.ticket.left

    def remember(self, response: HttpResponse) -> None:
        """Let the visitor's browser keep the ticket, for the report's pages alone."""
        set_cookie(response, COOKIE, str(self.ticket), PATH)


def ask(request: HttpRequest, case: UUID | str) -> Asked | None:
    """What is asked before this draft is sent: None while the house is calm. A ticket once given out stays as it is."""
    level = gauge.level()
    if not level:
        return None
    held = Ticket.read(request.COOKIES.get(COOKIE, ""), str(case))
    if held is None:
        gauge.note()
        held = Ticket.give(str(case), level)
    return Asked(held, tokens.challenge(str(case), level))


def let_in(request: HttpRequest, case: UUID | str) -> Asked | None:
    """None when this draft may be sent now: the house is calm, the wait is over, or the sum is solved. Else what is asked."""
    held = Ticket.read(request.COOKIES.get(COOKIE, ""), str(case))
    if held is not None and not held.left:
        return None
    if not gauge.level():
        if held is None:
            gauge.note()
        return None
    return None if tokens.solved(request.POST.get(WORK, ""), str(case)) else ask(request, case)
