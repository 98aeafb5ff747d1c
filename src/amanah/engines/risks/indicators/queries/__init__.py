"""What may be read of indicators, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.engines.risks.indicators.queries.lists import LARGEST, Filters, Row, listing, of_risk, rows
from amanah.engines.risks.indicators.queries.page import Entry, Offers, offers, timeline, watched
from amanah.engines.risks.indicators.queries.readings import Counted, counted, latest, missing, open_flags
from amanah.engines.risks.indicators.queries.visible import find, may_keep, sides_of, visible
from amanah.engines.risks.indicators.queries.work import lines

__all__ = [
    "LARGEST",
    "Counted",
    "Entry",
    "Filters",
    "Offers",
    "Row",
    "counted",
    "find",
    "latest",
    "lines",
    "listing",
    "may_keep",
    "missing",
    "of_risk",
    "offers",
    "open_flags",
    "rows",
    "sides_of",
    "timeline",
    "visible",
    "watched",
]
