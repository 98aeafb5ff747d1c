"""What may be read of due diligence, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.rooms.antibribery.due_diligence.queries.answering import Said, Sheet, flags, sheets, unanswered
from amanah.rooms.antibribery.due_diligence.queries.lists import LARGEST, Filters, Gap, GapFilters, Row, gaps, lines, listing
from amanah.rooms.antibribery.due_diligence.queries.visible import (
    askable,
    find,
    find_inadequacy,
    inadequacies,
    may_ask,
    may_decide,
    sides_of,
    visible,
    worked,
)

__all__ = [
    "LARGEST",
    "Filters",
    "Gap",
    "GapFilters",
    "Row",
    "Said",
    "Sheet",
    "askable",
    "find",
    "find_inadequacy",
    "flags",
    "gaps",
    "inadequacies",
    "lines",
    "listing",
    "may_ask",
    "may_decide",
    "sheets",
    "sides_of",
    "unanswered",
    "visible",
    "worked",
]
