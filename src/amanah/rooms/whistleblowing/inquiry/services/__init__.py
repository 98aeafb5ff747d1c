"""The verbs of the inquiry."""

from amanah.rooms.whistleblowing.inquiry.services.writing import revise, withdraw, write

__all__ = ["revise", "withdraw", "write"]
