"""What may be read of engagements, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.engines.engagements.queries.follow_up import FollowUp, counted, follow_up
from amanah.engines.engagements.queries.visible import find, find_finding, findings, inside, papers, programmes, visible
from amanah.engines.engagements.queries.work import lines

__all__ = [
    "FollowUp",
    "counted",
    "find",
    "find_finding",
    "findings",
    "follow_up",
    "inside",
    "lines",
    "papers",
    "programmes",
    "visible",
]
