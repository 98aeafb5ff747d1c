"""What may be read of sheets, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.engines.instruments.mapping import Mapped, mapped
from amanah.engines.instruments.queries.lists import LARGEST, PAGE, Filters, Row, instruments_in_use, listing
from amanah.engines.instruments.queries.mapping import Reusable, reusable
from amanah.engines.instruments.queries.results import results
from amanah.engines.instruments.queries.rolling import Figure, Weak, roll_up, weakest
from amanah.engines.instruments.queries.rounds import Round, Since, between, history, left_behind, since_last
from amanah.engines.instruments.queries.sheet import Branch, Line, Unfolded, columns, scores, unfold, values
from amanah.engines.instruments.queries.story import Happening, Offers, offers, open_proposal, timeline
from amanah.engines.instruments.queries.trying import Tried, what_if, what_lifts
from amanah.engines.instruments.queries.visible import find, visible
from amanah.engines.instruments.queries.work import lines

__all__ = [
    "LARGEST",
    "PAGE",
    "Branch",
    "Figure",
    "Filters",
    "Happening",
    "Line",
    "Mapped",
    "Offers",
    "Reusable",
    "Round",
    "Row",
    "Since",
    "Tried",
    "Unfolded",
    "Weak",
    "between",
    "columns",
    "find",
    "history",
    "instruments_in_use",
    "left_behind",
    "lines",
    "listing",
    "mapped",
    "offers",
    "open_proposal",
    "results",
    "reusable",
    "roll_up",
    "scores",
    "since_last",
    "timeline",
    "unfold",
    "values",
    "visible",
    "weakest",
    "what_if",
    "what_lifts",
]
