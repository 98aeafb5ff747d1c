"""The page of a report of wrongdoing: where this room's own parts are added to it."""

from amanah.engines.reports.desk import parts
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING

PARTS = parts.of(WHISTLEBLOWING.key)
add_tab, add_panel, add_acts, add_writing = PARTS.add_tab, PARTS.add_panel, PARTS.add_acts, PARTS.add_writing
