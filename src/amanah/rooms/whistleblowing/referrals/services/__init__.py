"""The verbs of referrals and of the register of matters received."""

from amanah.rooms.whistleblowing.referrals.errors import Refused
from amanah.rooms.whistleblowing.referrals.services.packing import package
from amanah.rooms.whistleblowing.referrals.services.receiving import answer_received, link_received, register_received
from amanah.rooms.whistleblowing.referrals.services.recipients import add_recipient, end_recipient
from amanah.rooms.whistleblowing.referrals.services.sending import cancel, mark_answered, mark_sent, passphrase_of, prepare

__all__ = [
    "Refused",
    "add_recipient",
    "answer_received",
    "cancel",
    "end_recipient",
    "link_received",
    "mark_answered",
    "mark_sent",
    "package",
    "passphrase_of",
    "prepare",
    "register_received",
]
