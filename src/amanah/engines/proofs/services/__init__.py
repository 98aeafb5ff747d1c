"""The verbs of the library: each is one transaction with its entry of the ledger."""

from amanah.engines.proofs.refusals import Refused
from amanah.engines.proofs.services.adding import Draft, add, replace
from amanah.engines.proofs.services.using import unuse, use
from amanah.engines.proofs.services.withdrawing import withdraw

__all__ = ["Draft", "Refused", "add", "replace", "unuse", "use", "withdraw"]
