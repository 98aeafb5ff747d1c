"""Handing a case to another kind: another law, other people, other clocks; the same matter."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from amanah.engines.cases import turning
from amanah.engines.cases.declare import HAND, OPEN, CaseKind
from amanah.engines.cases.events import CaseHanded
from amanah.engines.cases.models import Case, Proposal, Step
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.scope import holds
from amanah.engines.cases.services.locking import count_change, lock
from amanah.engines.cases.services.people import end
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock, events


@transaction.atomic
def hand(case: Case, to: CaseKind, *, route: str, viewer: Viewer, topic: str = "", reason_field: str = "", day: date | None = None) -> Step:
    """Hand an open case to another kind. It keeps its id, number, day of receipt, subjects, entries and whoever stepped back from it.

    What waited for approval is overtaken, whoever worked on it under the former kind is released, and the clocks of the former kind
    stop. The new kind's clocks that opening starts count from the day the case was received: no handing-over gives more time.

    Raises:
        Refused: "not_found", "role" unless the viewer may hand out cases on its route, "state" for a closed one, "route" or "topic"
            where the new kind has none such, or is the same.
    """
    lock(case, viewer)
    if not holds(viewer, case.declared.may_assign(case.route), case):
        raise Refused("role")
    if case.closed_on is not None:
        raise Refused("state")
    if to.key == case.kind or route not in to.routes:
        raise Refused("route")
    if topic and topic not in to.topics:
        raise Refused("topic")
    day, former, source = day or clock.today(), case.kind, case.state
    case.proposals.filter(verdict=Proposal.Verdict.OPEN).update(verdict=Proposal.Verdict.OVERTAKEN, decided_on=day)
    assigned = list(case.assignments.filter(until__isnull=True).select_related("account"))
    turning.stop_all(case, day, viewer.actor)
    _become(case, to, route, topic)
    for assignment in assigned:
        end(case, assignment, "handed", day, viewer.actor)
    case.due_on = turning.start_those_of_opening(case.ref, to.clocks, OPEN, case.opened_on, viewer.actor, days=turning.days_of(case))
    seq = (case.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    step = Step.objects.create(
        case=case,
        seq=seq,
        move=HAND,
        source=source,
        target=case.state,
        outcome=to.key,
        day=day,
        actor=viewer.actor,
        reason_field=reason_field,
        position=count_change(case),
    )
    case.save()
    events.publish(CaseHanded(case.id, case.kind, viewer.actor, former))
    facts = {"seq": seq, "from_kind": former, "kind": to.key, "version": to.version, "route": route, "from": source, "to": case.state}
    ledger.append("case.handed", case.ref, {**facts, "day": day}, actor=viewer.actor)
    return step


def _become(case: Case, to: CaseKind, route: str, topic: str) -> None:
    case.kind, case.kind_version = to.key, to.version
    case.route, case.topic = route, topic
    case.state, case.outcome, case.category = to.first.key, "", ""
    if not to.knows_unit:
        case.unit = None
    case.save()
