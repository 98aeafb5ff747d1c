"""What may be read of scopes, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.rooms.antibribery.queries.lists import LARGEST, Filters, Row, listing
from amanah.rooms.antibribery.queries.page import (
    Carried,
    climate,
    entries,
    function,
    review_due,
    statement,
    statements,
    timeline,
)
from amanah.rooms.antibribery.queries.processes import SORT, Process, processes
from amanah.rooms.antibribery.queries.reporting import figures, report_due
from amanah.rooms.antibribery.queries.visible import Sides, family, find, function_of, may_keep, membership, sides_of, standing, visible
from amanah.rooms.antibribery.queries.work import lines

__all__ = [
    "LARGEST",
    "SORT",
    "Carried",
    "Filters",
    "Process",
    "Row",
    "Sides",
    "climate",
    "entries",
    "family",
    "figures",
    "find",
    "function",
    "function_of",
    "lines",
    "listing",
    "may_keep",
    "membership",
    "processes",
    "report_due",
    "review_due",
    "sides_of",
    "standing",
    "statement",
    "statements",
    "timeline",
    "visible",
]
