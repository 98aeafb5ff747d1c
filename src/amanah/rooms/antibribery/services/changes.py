"""Planned changes to the system: proposed with their consequences, decided by somebody else before they begin, judged when done."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access.four_eyes import same_person
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock
from amanah.rooms.antibribery import declare
from amanah.rooms.antibribery.models import TITLE, Change, Scope
from amanah.rooms.antibribery.queries.visible import Sides
from amanah.rooms.antibribery.refusals import Refused
from amanah.rooms.antibribery.services.stepping import hold, keep, numbered, worded, write_step

PREFIX = "PR"


@dataclass(frozen=True)
class Plan:
    """What is to change, why, what follows from it, with what means, who sees to it, and from which day."""

    title: str
    why: str
    consequences: str
    responsible: Person
    begins_on: date
    resources: str = ""


@transaction.atomic
def propose(scope: Scope, plan: Plan, *, viewer: Viewer) -> Change:
    """Propose a change that begins on a later day.

    Raises:
        Refused: "not_found", "side", "state", "words" or "late".
    """
    keep(scope, viewer)
    if plan.begins_on <= clock.today():
        raise Refused("late")
    change = Change(
        id=uuid4(),
        scope=scope,
        title=worded(plan.title)[:TITLE],
        why=worded(plan.why),
        consequences=worded(plan.consequences),
        resources=plan.resources.strip(),
        responsible=plan.responsible,
        begins_on=plan.begins_on,
        proposer=viewer.account,
        proposed_on=clock.today(),
    )
    numbered(change, PREFIX)
    write_step(scope, "change_proposed", viewer, text=f"{change.number} {change.title}", facts=_facts(change))
    return change


@transaction.atomic
def decide(change: Change, *, approve: bool, reason: str, viewer: Viewer) -> None:
    """Let the change begin, or reject it. Whoever leads the scope or keeps it decides, never who proposed it, and before it begins.

    Raises:
        Refused: "not_found", "side", "state", "second", "late" or "words".
    """
    scope = change.scope
    sides = _hold(change, viewer)
    if change.state != declare.PROPOSED:
        raise Refused("state")
    if not (sides.leads or sides.keeps):
        raise Refused("side")
    if same_person(change.proposer, viewer.account):
        raise Refused("second")
    today = clock.today()
    if approve and today >= change.begins_on:
        raise Refused("late")
    change.state = declare.DECIDED if approve else declare.REJECTED
    change.decider, change.decided_on, change.reason = viewer.account, today, worded(reason)
    change.save()
    act = "change_decided" if approve else "change_rejected"
    write_step(scope, act, viewer, text=f"{change.number} {change.title}\n{change.reason}", facts=_facts(change))


@transaction.atomic
def finish(change: Change, outcome: str, *, viewer: Viewer) -> None:
    """Say what came of it, on or after the day it began; the responsible person or whoever keeps the scope.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    scope = change.scope
    sides = _hold(change, viewer)
    if change.state != declare.DECIDED or clock.today() < change.begins_on:
        raise Refused("state")
    if not sides.keeps and change.responsible_id != viewer.account.person_id:
        raise Refused("side")
    change.state, change.outcome, change.done_on = declare.DONE, worded(outcome), clock.today()
    change.save()
    write_step(scope, "change_done", viewer, text=f"{change.number} {change.title}\n{change.outcome}", facts=_facts(change))


def _hold(change: Change, viewer: Viewer) -> Sides:
    sides = hold(change.scope, viewer)
    if change.scope.state != declare.ACTIVE:
        raise Refused("state")
    change.refresh_from_db(from_queryset=Change.objects.select_for_update(of=("self",)).select_related("proposer"))
    return sides


def _facts(change: Change) -> dict[str, object]:
    return {"change": change.number, "change_state": change.state, "begins_on": change.begins_on}
