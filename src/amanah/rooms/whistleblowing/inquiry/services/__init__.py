"""The verbs of the inquiry."""

from amanah.rooms.whistleblowing.inquiry.services.masking import keep_masked
from amanah.rooms.whistleblowing.inquiry.services.talking import mark_read, say
from amanah.rooms.whistleblowing.inquiry.services.writing import revise, withdraw, write

__all__ = ["keep_masked", "mark_read", "revise", "say", "withdraw", "write"]
