"""Offers, what is held of them, who sits in it, what was answered, and what was certified."""

from amanah.rooms.learning.sessions.models.certificates import Certificate, Tries
from amanah.rooms.learning.sessions.models.feedback import Tally, Words
from amanah.rooms.learning.sessions.models.offers import Edition, Offer, Part, Sort
from amanah.rooms.learning.sessions.models.outside import OutsideCertificate
from amanah.rooms.learning.sessions.models.seats import PLACED, PresenceNote, Seat
from amanah.rooms.learning.sessions.models.sessions import Session, State, Trainer

__all__ = [
    "PLACED",
    "Certificate",
    "Edition",
    "Offer",
    "OutsideCertificate",
    "Part",
    "PresenceNote",
    "Seat",
    "Session",
    "Sort",
    "State",
    "Tally",
    "Trainer",
    "Tries",
    "Words",
]
