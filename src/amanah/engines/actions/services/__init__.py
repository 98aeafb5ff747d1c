"""The verbs of actions: each is one transaction with one step and one entry of the ledger."""

from amanah.engines.actions.declare import FOLLOW_UP
from amanah.engines.actions.refusals import Refused
from amanah.engines.actions.services.deciding import approve, propose, reject
from amanah.engines.actions.services.opening import PartPlan, open_action
from amanah.engines.actions.services.working import (
    appoint,
    begin,
    extend,
    finish_part,
    refresh_due,
    report_done,
    send_back,
    verify,
    write_progress,
)

__all__ = [
    "FOLLOW_UP",
    "PartPlan",
    "Refused",
    "appoint",
    "approve",
    "begin",
    "extend",
    "finish_part",
    "open_action",
    "propose",
    "refresh_due",
    "reject",
    "report_done",
    "send_back",
    "verify",
    "write_progress",
]
