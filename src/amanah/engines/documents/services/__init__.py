"""The verbs of documents: each is one transaction with its step and its entry of the ledger."""

from amanah.engines.documents.refusals import Refused
from amanah.engines.documents.services.approving import approve, ask, send_back
from amanah.engines.documents.services.destroying import ask_end, destroy, may_end, spare
from amanah.engines.documents.services.drafting import Content, Heading, describe, drop, keep, open_document, revise, write
from amanah.engines.documents.services.handing_out import Aim, acknowledge, again, catch_up, distribute
from amanah.engines.documents.services.keeping import confirm, tie, untie, withdraw
from amanah.engines.documents.services.reviewing import answer, finish, remark, review

__all__ = [
    "Aim",
    "Content",
    "Heading",
    "Refused",
    "acknowledge",
    "again",
    "answer",
    "approve",
    "ask",
    "ask_end",
    "catch_up",
    "confirm",
    "describe",
    "destroy",
    "distribute",
    "drop",
    "finish",
    "keep",
    "may_end",
    "open_document",
    "remark",
    "review",
    "revise",
    "send_back",
    "spare",
    "tie",
    "untie",
    "withdraw",
    "write",
]
