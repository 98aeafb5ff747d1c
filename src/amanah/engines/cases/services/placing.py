"""Saying in clear which unit a case was passed on to, for kinds that allow it."""

from datetime import date

from django.db import transaction

from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.scope import Mover, actor_of
from amanah.engines.cases.services.locking import count_change, lock
from amanah.engines.cases.services.people import works_on
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock


@transaction.atomic
def place(case: Case, unit: Unit | None, *, viewer: Mover, day: date | None = None) -> None:
    """Set the unit whose people handle the case; None where no unit has it any more.

    Raises:
        Refused: "not_found", "unit" for a kind that keeps units out of clear, "closed", or "role".
    """
    lock(case, viewer)
    if not case.declared.knows_unit:
        raise Refused("unit")
    if case.closed_on is not None:
        raise Refused("closed")
    if not isinstance(viewer, str) and not works_on(viewer, case):
        raise Refused("role")
    case.unit = unit
    count_change(case)
    case.save(update_fields=["unit", "changes"])
    facts = {"unit": str(unit.pk) if unit else "", "day": day or clock.today()}
    ledger.append("case.placed", case.ref, facts, actor=actor_of(viewer))
