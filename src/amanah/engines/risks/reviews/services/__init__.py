"""The verbs of reviews: each is one transaction with one entry of the ledger."""

from amanah.engines.risks.reviews.services.rounds import open_review, send_back, sign, submit
from amanah.engines.risks.reviews.services.saying import change, close, confirm

__all__ = ["change", "close", "confirm", "open_review", "send_back", "sign", "submit"]
