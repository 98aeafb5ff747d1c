"""The verbs of workshops: each is one transaction with one entry of the ledger."""

from amanah.engines.risks.workshops.services.calling import call, cancel, excuse, invite
from amanah.engines.risks.workshops.services.judging import recuse, score
from amanah.engines.risks.workshops.services.settling import close, leave, note, open_scores, settle

__all__ = ["call", "cancel", "close", "excuse", "invite", "leave", "note", "open_scores", "recuse", "score", "settle"]
