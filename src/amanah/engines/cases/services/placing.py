"""Saying in clear which unit a case was passed on to, for kinds that allow it; and passing it on to others within its kind."""

from datetime import date

from django.db import transaction

from amanah.engines.cases.events import CaseHanded
from amanah.engines.cases.models import Case, Proposal
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.scope import Mover, actor_of, holds
from amanah.engines.cases.services.locking import count_change, lock
from amanah.engines.cases.services.people import end, works_on
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock, events


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


@transaction.atomic
def pass_on(case: Case, route: str, *, viewer: Viewer, day: date | None = None) -> None:
    """Give a case to the receivers of another route of its kind. State and clocks go on; no unit and no former handler has it any more.

    Raises:
        Refused: "not_found", "role" unless the viewer may hand out cases on its route, "closed", or "route" for one that the kind does
            not know or that it is on already.
    """
    lock(case, viewer)
    if not holds(viewer, case.declared.may_assign(case.route), case):
        raise Refused("role")
    if case.closed_on is not None:
        raise Refused("closed")
    if route not in case.declared.routes or route == case.route:
        raise Refused("route")
    day, former = day or clock.today(), case.route
    case.proposals.filter(verdict=Proposal.Verdict.OPEN).update(verdict=Proposal.Verdict.OVERTAKEN, decided_on=day)
    assigned = list(case.assignments.filter(until__isnull=True).select_related("account"))
    case.route, case.unit = route, None
    count_change(case)
    case.save(update_fields=["route", "unit", "changes"])
    for assignment in assigned:
        end(case, assignment, "handed", day, viewer.actor)
    events.publish(CaseHanded(case.id, case.kind, viewer.actor, case.kind))
    ledger.append("case.passed_on", case.ref, {"from": former, "route": route, "day": day}, actor=viewer.actor)
