"""The verbs of risks: each is one transaction with one step and one entry of the ledger."""

from amanah.engines.risks.refusals import Refused
from amanah.engines.risks.services.describing import change, enter
from amanah.engines.risks.services.flagging import clear_flag, raise_flag, withdraw_flags
from amanah.engines.risks.services.moving import activate, close, decide, refresh_review, reviewed
from amanah.engines.risks.services.plans import CausePlan, ConsequencePlan, Plan, RedFlagPlan, plan_of
from amanah.engines.risks.services.scoring import assess

__all__ = [
    "CausePlan",
    "ConsequencePlan",
    "Plan",
    "RedFlagPlan",
    "Refused",
    "activate",
    "assess",
    "change",
    "clear_flag",
    "close",
    "decide",
    "enter",
    "plan_of",
    "raise_flag",
    "refresh_review",
    "reviewed",
    "withdraw_flags",
]
