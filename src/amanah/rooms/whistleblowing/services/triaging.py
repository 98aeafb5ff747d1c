"""What only this room writes about a report: its triage sheet and the plan of the inquiry."""

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case, Entry
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services.handling import write_entry
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.whistleblowing.triage import Sheet


def acknowledge(case: Case, *, viewer: Viewer) -> None:
    """Tell the reporter that the report is being read. Needs no key: it says nothing about the content."""
    cases.move(case, "acknowledge", viewer=viewer)


def write_triage(opened: Opened, sheet: Sheet) -> Entry:
    """Keep a triage sheet; an earlier one stays readable."""
    return write_entry(opened, "triage", "triage", sheet.to_bytes())


def write_plan(opened: Opened, text: str) -> Entry:
    """Keep a plan of the inquiry; the latest is the one in force."""
    return write_entry(opened, "plan", "plan", text.encode())
