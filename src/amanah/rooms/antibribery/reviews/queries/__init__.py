"""What may be read of reviews, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.rooms.antibribery.reviews.queries.due import Due, counted, dues, kinds_of
from amanah.rooms.antibribery.reviews.queries.lists import LARGEST, Filters, lines, listing
from amanah.rooms.antibribery.reviews.queries.outcome import Outcome, outcomes
from amanah.rooms.antibribery.reviews.queries.pack import Difference, Input, build, compared, plain, thawed
from amanah.rooms.antibribery.reviews.queries.visible import Sides, find, sides_of, visible

__all__ = [
    "LARGEST",
    "Difference",
    "Due",
    "Filters",
    "Input",
    "Outcome",
    "Sides",
    "build",
    "compared",
    "counted",
    "dues",
    "find",
    "kinds_of",
    "lines",
    "listing",
    "outcomes",
    "plain",
    "sides_of",
    "thawed",
    "visible",
]
