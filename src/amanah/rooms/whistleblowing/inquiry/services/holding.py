"""The hold of a report under inquiry: its reasons are sealed in the staff record."""

from django.db import transaction

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Hold
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services.handling import write_entry
from amanah.rooms.whistleblowing.inquiry import telling

CHANNEL = "hold"


@transaction.atomic
def place(opened: Opened, reason: str) -> Hold:
    """Keep the case and its evidence from being destroyed. Raises Refused as the engine's `place_hold`."""
    return cases.place_hold(opened.case, viewer=opened.viewer, reason_field=_sealed(opened, reason))


@transaction.atomic
def ask(opened: Opened, reason: str) -> Hold:
    """Ask for the hold to be lifted; whoever can agree hears of it. Raises Refused as the engine's `ask_release`."""
    hold = cases.ask_release(opened.case, viewer=opened.viewer, reason_field=_sealed(opened, reason))
    telling.release_asked(opened.case, actor=opened.viewer.actor)
    return hold


def _sealed(opened: Opened, reason: str) -> str:
    return write_entry(opened, CHANNEL, CHANNEL, reason.encode()).field
