"""What may be read of reviews, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.engines.risks.reviews.queries.changes import Changes, Move, changes, found
from amanah.engines.risks.reviews.queries.lists import PAGE, Row, listing
from amanah.engines.risks.reviews.queries.visible import entries, find, keeps, may_sign, visible
from amanah.engines.risks.reviews.queries.work import lines

__all__ = [
    "PAGE",
    "Changes",
    "Move",
    "Row",
    "changes",
    "entries",
    "find",
    "found",
    "keeps",
    "lines",
    "listing",
    "may_sign",
    "visible",
]
