"""What may be read of cases, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.engines.cases.queries.figures import Figures, statistics
from amanah.engines.cases.queries.holding import held, hold_of
from amanah.engines.cases.queries.lists import LARGEST, PAGE, Filters, listing, search
from amanah.engines.cases.queries.offers import Offer, allowed_moves, candidates, open_proposal, standing_aside
from amanah.engines.cases.queries.rows import Row, clocks_of, handlers_of
from amanah.engines.cases.queries.story import Happening, next_entry, timeline, unread_entries
from amanah.engines.cases.queries.visible import find, may_see, numbers_of, visible
from amanah.engines.cases.queries.work import WorkItem, Worklist, count_lines, worklist

__all__ = [
    "LARGEST",
    "PAGE",
    "Figures",
    "Filters",
    "Happening",
    "Offer",
    "Row",
    "WorkItem",
    "Worklist",
    "allowed_moves",
    "candidates",
    "clocks_of",
    "count_lines",
    "find",
    "handlers_of",
    "held",
    "hold_of",
    "listing",
    "may_see",
    "next_entry",
    "numbers_of",
    "open_proposal",
    "search",
    "standing_aside",
    "statistics",
    "timeline",
    "unread_entries",
    "visible",
    "worklist",
]
