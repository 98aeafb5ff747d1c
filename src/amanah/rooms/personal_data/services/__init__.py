"""Everything that changes the register, a breach or a request. Every verb is one transaction with its entry in the ledger."""

from amanah.rooms.personal_data.services.handling import (
    appoint,
    approve,
    assess,
    end,
    find_in,
    keep,
    notify,
    propose,
    recuse,
    reject,
    reply,
    verify,
)
from amanah.rooms.personal_data.services.opening import NoReceiver, record_request, report_breach
from amanah.rooms.personal_data.services.register import change, close, enter, review

__all__ = [
    "NoReceiver",
    "appoint",
    "approve",
    "assess",
    "change",
    "close",
    "end",
    "enter",
    "find_in",
    "keep",
    "notify",
    "propose",
    "record_request",
    "recuse",
    "reject",
    "reply",
    "report_breach",
    "review",
    "verify",
]
