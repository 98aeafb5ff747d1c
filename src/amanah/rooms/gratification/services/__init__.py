"""Everything that changes a matter of gratification. Each verb is one transaction; words are sealed before they are kept."""

from amanah.rooms.gratification.services.activities import note_activity, withdraw_activity
from amanah.rooms.gratification.services.filing import compose, own_upg, parted, type_in
from amanah.rooms.gratification.services.goods import end_keeping, take_into_keeping
from amanah.rooms.gratification.services.handling import analyse, forward, record_decision, record_gol
from amanah.rooms.gratification.services.nil import declare_nil
from amanah.rooms.gratification.services.receiving import pass_on, say_receipt

__all__ = [
    "analyse",
    "compose",
    "declare_nil",
    "end_keeping",
    "forward",
    "note_activity",
    "own_upg",
    "parted",
    "pass_on",
    "record_decision",
    "record_gol",
    "say_receipt",
    "take_into_keeping",
    "type_in",
    "withdraw_activity",
]
