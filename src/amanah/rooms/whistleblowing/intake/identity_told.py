"""The mailbox says when the reporter's identity was opened, and what for."""

from datetime import date
from typing import Any

from amanah.engines.reports.intake import sections
from amanah.engines.reports.queries.mailbox import Box
from amanah.foundation.vault.services import OpenedMailbox
from amanah.kernel import clock
from amanah.rooms.whistleblowing.models import IdentityRequest
from amanah.rooms.whistleblowing.words import PURPOSES


def build(key: OpenedMailbox, _box: Box) -> dict[str, Any] | None:
    """The openings that the reporter may know of by now."""
    lines = told(key.record)
    return {"lines": lines} if lines else None


def told(ref: str) -> list[dict[str, Any]]:
    """The openings of a case's identity that its reporter may know of: the day and what for."""
    rows = IdentityRequest.objects.filter(case__ref=ref, told_on__lte=clock.today()).order_by("decided_on")
    found = rows.values_list("decided_on", "purpose")
    return [{"day": _day(day), "purpose": PURPOSES[IdentityRequest.Purpose(purpose)]} for day, purpose in found]


def _day(day: date | None) -> date:
    return day or clock.today()


def install() -> None:
    """Show it in every mailbox; called where the addresses are loaded."""
    sections.add(sections.Section("identity", "whistleblowing/intake/identity_told.html", build, order=5))
