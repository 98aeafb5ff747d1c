"""The verbs of scopes: each is one transaction with one step and one entry of the ledger."""

from amanah.rooms.antibribery.refusals import Refused
from amanah.rooms.antibribery.services.changes import Plan, decide, finish, propose
from amanah.rooms.antibribery.services.reports import Words, draft, issue
from amanah.rooms.antibribery.services.scopes import change, close, open_scope, state_anew
from amanah.rooms.antibribery.services.standing import add, appoint, confirm_transition, decide_climate, end

__all__ = [
    "Plan",
    "Refused",
    "Words",
    "add",
    "appoint",
    "change",
    "close",
    "confirm_transition",
    "decide",
    "decide_climate",
    "draft",
    "end",
    "finish",
    "issue",
    "open_scope",
    "propose",
    "state_anew",
]
