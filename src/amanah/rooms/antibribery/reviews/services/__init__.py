"""The verbs of reviews: each is one transaction with one step and one entry of the ledger."""

from amanah.rooms.antibribery.reviews.refusals import Refused
from amanah.rooms.antibribery.reviews.services.concluding import (
    Judged,
    Resolved,
    approve,
    close,
    decide,
    inputs,
    meet,
    minute,
    send_back,
    submit,
)
from amanah.rooms.antibribery.reviews.services.preparing import Meeting, cancel, comment, freeze, move, plan

__all__ = [
    "Judged",
    "Meeting",
    "Refused",
    "Resolved",
    "approve",
    "cancel",
    "close",
    "comment",
    "decide",
    "freeze",
    "inputs",
    "meet",
    "minute",
    "move",
    "plan",
    "send_back",
    "submit",
]
