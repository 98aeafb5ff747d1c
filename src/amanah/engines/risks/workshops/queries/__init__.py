"""What may be read of workshops, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.engines.risks.workshops.queries.lists import PAGE, Filters, Row, listing, of_risk
from amanah.engines.risks.workshops.queries.scores import Attendance, attendance, notes, own, revealed
from amanah.engines.risks.workshops.queries.spread import Opinion, Range, Spread, spread, spreads
from amanah.engines.risks.workshops.queries.visible import find, items, manages, participant_of, visible
from amanah.engines.risks.workshops.queries.work import lines

__all__ = [
    "PAGE",
    "Attendance",
    "Filters",
    "Opinion",
    "Range",
    "Row",
    "Spread",
    "attendance",
    "find",
    "items",
    "lines",
    "listing",
    "manages",
    "notes",
    "of_risk",
    "own",
    "participant_of",
    "revealed",
    "spread",
    "spreads",
    "visible",
]
