"""What may be read of requirements. Whether somebody may know of the scope is asked before, by whoever calls."""

from amanah.rooms.antibribery.requirements.queries.answers import Line, find_line, history, lines, sheet
from amanah.rooms.antibribery.requirements.queries.documents import Expected, documents
from amanah.rooms.antibribery.requirements.queries.gap import Gap, gap
from amanah.rooms.antibribery.requirements.queries.readiness import Readiness, Tally, readiness

__all__ = [
    "Expected",
    "Gap",
    "Line",
    "Readiness",
    "Tally",
    "documents",
    "find_line",
    "gap",
    "history",
    "lines",
    "readiness",
    "sheet",
]
