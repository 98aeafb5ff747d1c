"""What may be read of actions, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.engines.actions.queries.lists import LARGEST, PAGE, Filters, listing
from amanah.engines.actions.queries.rows import Row, arising_from, related, rows
from amanah.engines.actions.queries.story import Happening, Offers, offers, open_proposal, timeline
from amanah.engines.actions.queries.visible import find, visible
from amanah.engines.actions.queries.work import lines

__all__ = [
    "LARGEST",
    "PAGE",
    "Filters",
    "Happening",
    "Offers",
    "Row",
    "arising_from",
    "find",
    "lines",
    "listing",
    "offers",
    "open_proposal",
    "related",
    "rows",
    "timeline",
    "visible",
]
