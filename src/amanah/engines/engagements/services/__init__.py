"""The verbs of engagements: each is one transaction with its steps and entries of the ledger."""

from amanah.engines.engagements.refusals import NotIndependent, Refused
from amanah.engines.engagements.services.finding import Found, answer, change_finding, recommend, withdraw_finding, write_finding
from amanah.engines.engagements.services.moving import begin, cancel, close, conclude, follow, prepare, report
from amanah.engines.engagements.services.planning import Draft, open_engagement, revise
from amanah.engines.engagements.services.programmes import Slot, approve_programme, draft_programme, drop_item, end_programme, plan_item
from amanah.engines.engagements.services.team import ask_waiver, grant_waiver, join, leave, refuse_waiver
from amanah.engines.engagements.services.working import (
    Procedure,
    add_papers,
    draw_sample,
    return_paper,
    review_paper,
    skip_paper,
    write_result,
)

__all__ = [
    "Draft",
    "Found",
    "NotIndependent",
    "Procedure",
    "Refused",
    "Slot",
    "add_papers",
    "answer",
    "approve_programme",
    "ask_waiver",
    "begin",
    "cancel",
    "change_finding",
    "close",
    "conclude",
    "draft_programme",
    "draw_sample",
    "drop_item",
    "end_programme",
    "follow",
    "grant_waiver",
    "join",
    "leave",
    "open_engagement",
    "plan_item",
    "prepare",
    "recommend",
    "refuse_waiver",
    "report",
    "return_paper",
    "review_paper",
    "revise",
    "skip_paper",
    "withdraw_finding",
    "write_finding",
    "write_result",
]
