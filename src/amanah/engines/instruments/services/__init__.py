"""The verbs of sheets: each is one transaction with one step and one entry of the ledger."""

from amanah.engines.instruments.refusals import Refused
from amanah.engines.instruments.services.answering import Said, agree, answer, answer_many, note, resolve_note
from amanah.engines.instruments.services.deciding import approve, propose_reopen, reject
from amanah.engines.instruments.services.moving import NOTHING, lock, record_verdict, resubmit, send_back, submit, verdicts, verify
from amanah.engines.instruments.services.opening import next_round, open_sheet

__all__ = [
    "NOTHING",
    "Refused",
    "Said",
    "agree",
    "answer",
    "answer_many",
    "approve",
    "lock",
    "next_round",
    "note",
    "open_sheet",
    "propose_reopen",
    "record_verdict",
    "reject",
    "resolve_note",
    "resubmit",
    "send_back",
    "submit",
    "verdicts",
    "verify",
]
