"""The verbs of approvals: each is one transaction with one step and one entry of the ledger."""

from amanah.rooms.antibribery.approvals.refusals import Refused
from amanah.rooms.antibribery.approvals.services.committing import Asked, ask_commitment, commit, refuse, remind, renew
from amanah.rooms.antibribery.approvals.services.delegating import Mandate, confirm, declare_conflict, delegate, doubt, recall
from amanah.rooms.antibribery.approvals.services.giving import Given, Wish, ask, report, sign, withdraw

__all__ = [
    "Asked",
    "Given",
    "Mandate",
    "Refused",
    "Wish",
    "ask",
    "ask_commitment",
    "commit",
    "confirm",
    "declare_conflict",
    "delegate",
    "doubt",
    "recall",
    "refuse",
    "remind",
    "renew",
    "report",
    "sign",
    "withdraw",
]
