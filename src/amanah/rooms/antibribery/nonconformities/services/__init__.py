"""The verbs of nonconformities: each is one transaction with one step and one entry of the ledger."""

from amanah.rooms.antibribery.nonconformities.refusals import Refused
from amanah.rooms.antibribery.nonconformities.services.mending import analyse, appoint, correct, give, judge, stepped
from amanah.rooms.antibribery.nonconformities.services.opening import Seen, record, reported

__all__ = ["Refused", "Seen", "analyse", "appoint", "correct", "give", "judge", "record", "reported", "stepped"]
