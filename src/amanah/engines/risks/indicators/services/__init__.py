"""Everything that changes indicators. Each verb is one transaction with its entry in the ledger last."""

from amanah.engines.risks.indicators.refusals import Refused
from amanah.engines.risks.indicators.services.keeping import change, enter, restore, retire, unwatch, watch
from amanah.engines.risks.indicators.services.reading import clear_flags, keep

__all__ = ["Refused", "change", "clear_flags", "enter", "keep", "restore", "retire", "unwatch", "watch"]
