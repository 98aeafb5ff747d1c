"""The verbs of sessions: each is one transaction with its entry in the ledger; only feedback leaves none, so that nothing joins it."""

from amanah.rooms.learning.sessions.services.answering import accept, decline
from amanah.rooms.learning.sessions.services.attending import Mark, check_in, mark
from amanah.rooms.learning.sessions.services.certifying import issue, withdraw_certificate
from amanah.rooms.learning.sessions.services.closing import close, hold_session, settle
from amanah.rooms.learning.sessions.services.feeding_back import give_feedback
from amanah.rooms.learning.sessions.services.nominating import approve, invite_guest, nominate, refuse, withdraw
from amanah.rooms.learning.sessions.services.offering import Content, make_offer, retire, revise
from amanah.rooms.learning.sessions.services.outside import Earned, accept_outside, refuse_outside, send_outside
from amanah.rooms.learning.sessions.services.planning import Plan, cancel, change, open_session, plan_session

__all__ = [
    "Content",
    "Earned",
    "Mark",
    "Plan",
    "accept",
    "accept_outside",
    "approve",
    "cancel",
    "change",
    "check_in",
    "close",
    "decline",
    "give_feedback",
    "hold_session",
    "invite_guest",
    "issue",
    "make_offer",
    "mark",
    "nominate",
    "open_session",
    "plan_session",
    "refuse",
    "refuse_outside",
    "retire",
    "revise",
    "send_outside",
    "settle",
    "withdraw",
    "withdraw_certificate",
]
