"""Everything that changes controls. Each verb is one transaction with its entry in the ledger last."""

from amanah.engines.risks.controls.refusals import Refused
from amanah.engines.risks.controls.services.keeping import Place, change, enter, link, restore, retire, unlink
from amanah.engines.risks.controls.services.planning import approve, plan_pressure, plan_test, reject, withdraw
from amanah.engines.risks.controls.services.testing import (
    Found,
    clear_flags,
    record_design,
    record_operating,
    record_pressure,
)

__all__ = [
    "Found",
    "Place",
    "Refused",
    "approve",
    "change",
    "clear_flags",
    "enter",
    "link",
    "plan_pressure",
    "plan_test",
    "record_design",
    "record_operating",
    "record_pressure",
    "reject",
    "restore",
    "retire",
    "unlink",
    "withdraw",
]
