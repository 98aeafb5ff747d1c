"""The verbs of the catalogue. Each is one transaction with its entry in the ledger; what is wrong is a ValidationError by field."""

from amanah.foundation.public_services.services.deciding import approve, approve_all, reject, withdraw
from amanah.foundation.public_services.services.proposing import open_service, propose_edition, propose_fee

__all__ = ["approve", "approve_all", "open_service", "propose_edition", "propose_fee", "reject", "withdraw"]
