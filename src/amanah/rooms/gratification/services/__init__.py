"""Everything that changes a matter of gratification. Each verb is one transaction; words are sealed before they are kept."""

from amanah.rooms.gratification.services.filing import compose, file_typed
from amanah.rooms.gratification.services.goods import end_keeping, take_into_keeping
from amanah.rooms.gratification.services.handling import analyse, forward, record_decision, record_gol
from amanah.rooms.gratification.services.nil import declare_nil

__all__ = [
    "analyse",
    "compose",
    "declare_nil",
    "end_keeping",
    "file_typed",
    "forward",
    "record_decision",
    "record_gol",
    "take_into_keeping",
]
