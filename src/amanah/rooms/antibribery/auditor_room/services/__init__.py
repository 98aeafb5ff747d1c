"""The verbs of visits: each is one transaction with its step and its entry of the ledger."""

from amanah.rooms.antibribery.auditor_room.refusals import Refused
from amanah.rooms.antibribery.auditor_room.services.asking import Asked, accept, again, answer, ask
from amanah.rooms.antibribery.auditor_room.services.looking import look, take
from amanah.rooms.antibribery.auditor_room.services.opening import Plan, end, expire, note_link, open_visit, prolong, seat, unseat

__all__ = [
    "Asked",
    "Plan",
    "Refused",
    "accept",
    "again",
    "answer",
    "ask",
    "end",
    "expire",
    "look",
    "note_link",
    "open_visit",
    "prolong",
    "seat",
    "take",
    "unseat",
]
