"""The verbs of due diligence: each is one transaction with its steps and its entries of the ledger."""

from amanah.rooms.antibribery.due_diligence.refusals import Refused
from amanah.rooms.antibribery.due_diligence.services.asking import Earlier, Subject, ask, assign, carry, close, key_of, reclass
from amanah.rooms.antibribery.due_diligence.services.bringing import Listed, bring, digest_of
from amanah.rooms.antibribery.due_diligence.services.deciding import Duty, decide, give, hand_back, spare
from amanah.rooms.antibribery.due_diligence.services.inadequacy import Proposal, decide_inadequacy, follow, propose
from amanah.rooms.antibribery.due_diligence.services.reopening import reopen, stand
from amanah.rooms.antibribery.due_diligence.services.working import (
    Adverse,
    Holder,
    answer,
    end_owner,
    find,
    judge_hit,
    name_owner,
    submit,
    weigh,
)

__all__ = [
    "Adverse",
    "Duty",
    "Earlier",
    "Holder",
    "Listed",
    "Proposal",
    "Refused",
    "Subject",
    "answer",
    "ask",
    "assign",
    "bring",
    "carry",
    "close",
    "decide",
    "decide_inadequacy",
    "digest_of",
    "end_owner",
    "find",
    "follow",
    "give",
    "hand_back",
    "judge_hit",
    "key_of",
    "name_owner",
    "propose",
    "reclass",
    "reopen",
    "spare",
    "stand",
    "submit",
    "weigh",
]
