"""Preparing a test: a sample out of a population, or an attempt to get round the control that somebody else allows."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from django.db import transaction

from amanah.engines.risks.controls import declare, sampling
from amanah.engines.risks.controls.models import WORDS, Control, Plan
from amanah.engines.risks.controls.queries.plans import may_decide
from amanah.engines.risks.controls.queries.plans import visible as visible_plans
from amanah.engines.risks.controls.refusals import Refused
from amanah.engines.risks.controls.services.stepping import hold, need_active, need_tester, numbered, worded, write_step
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock

PREFIX = "PU"
_LABEL = 120


@transaction.atomic
def plan_test(
    control: Control,
    *,
    from_day: date,
    to_day: date,
    size: int,
    procedure: str,
    viewer: Viewer,
    items: Sequence[str] = (),
    population: int = 0,
) -> Plan:
    """Fix the population of a period and draw a sample from it; the seed is chance and is kept.

    Args:
        control: the control whose operation is tested.
        from_day: the first day of the period looked at.
        to_day: its last day, not after today.
        size: how many items are looked at; all, where the population is smaller.
        procedure: what is looked for in each item.
        viewer: a tester over the unit who does not carry the control out.
        items: a label for each item; without them `population` says how many there are, and they are called by number.
        population: their number.

    Raises:
        Refused: "not_found", "state", "unknown_person", "own", "side", "interest", "days", "words", "population", "sample", "running".
    """
    sides = hold(control, viewer)
    person, owner_id = need_tester(control, viewer, sides)
    need_active(control)
    if not from_day <= to_day <= clock.today():
        raise Refused("days")
    labels = [item.strip()[:_LABEL] for item in items if item.strip()] or sampling.numbered(min(population, sampling.MOST_ITEMS + 1))
    if not 0 < len(labels) <= sampling.MOST_ITEMS:
        raise Refused("population")
    if not 0 < size <= sampling.MOST_SAMPLED:
        raise Refused("sample")
    _none_running(control, declare.OPERATING)
    seed = sampling.new_seed()
    plan = Plan(
        id=uuid4(),
        control=control,
        kind=declare.OPERATING,
        from_day=from_day,
        to_day=to_day,
        procedure=worded(procedure)[:WORDS],
        items=labels,
        population=len(labels),
        digest=sampling.digest(labels),
        seed=seed,
        chosen=sampling.draw(labels, size, seed),
        state=declare.OPEN,
        owner_id=owner_id,
        planner=person,
        planned_on=clock.today(),
    )
    numbered(plan, PREFIX)
    facts = {"plan": plan.number, "population": plan.population, "items": plan.digest, "seed": seed, "size": len(plan.chosen)}
    write_step(control, "sampled", viewer, text=plan.procedure, facts=facts)
    return plan


@transaction.atomic
def plan_pressure(control: Control, procedure: str, *, from_day: date, to_day: date, viewer: Viewer) -> Plan:
    """Propose an attempt to get round the control within some days. Who carries the control out does not learn of it beforehand.

    Raises:
        Refused: "not_found", "state", "unknown_person", "own", "side", "interest", "days", "words", "running".
    """
    sides = hold(control, viewer)
    person, owner_id = need_tester(control, viewer, sides)
    need_active(control)
    if to_day < from_day:
        raise Refused("days")
    _none_running(control, declare.PRESSURE)
    plan = Plan(
        id=uuid4(),
        control=control,
        kind=declare.PRESSURE,
        from_day=from_day,
        to_day=to_day,
        procedure=worded(procedure)[:WORDS],
        state=declare.PROPOSED,
        owner_id=owner_id,
        planner=person,
        planned_on=clock.today(),
    )
    numbered(plan, PREFIX)
    # No step: the control's page tells its steps also to whoever carries it out.
    ledger.append("control.pressure_planned", control.ref, {"plan": plan.number, "planner": str(person.pk)}, actor=viewer.actor)
    return plan


@transaction.atomic
def approve(plan: Plan, *, viewer: Viewer) -> None:
    """Allow the attempt.

    Raises:
        Refused: "not_found", "state" or "second".
    """
    _decide(plan, declare.OPEN, "", viewer)


@transaction.atomic
def reject(plan: Plan, reason: str, *, viewer: Viewer) -> None:
    """Do not allow it.

    Raises:
        Refused: "not_found", "state", "second" or "words".
    """
    _decide(plan, declare.REJECTED, worded(reason), viewer)


@transaction.atomic
def withdraw(plan: Plan, reason: str, *, viewer: Viewer) -> None:
    """The planner does not go on with it; a sample that was drawn stays visible.

    Raises:
        Refused: "not_found", "state", "side" or "words".
    """
    _held(plan, viewer)
    if plan.planner_id != viewer.account.person_id:
        raise Refused("side")
    if plan.state not in declare.RUNNING:
        raise Refused("state")
    plan.state, plan.reason = declare.WITHDRAWN, worded(reason)
    plan.save()
    ledger.append("control.plan_withdrawn", plan.control.ref, {"plan": plan.number}, actor=viewer.actor)


def _decide(plan: Plan, state: str, reason: str, viewer: Viewer) -> None:
    _held(plan, viewer)
    if plan.state != declare.PROPOSED:
        raise Refused("state")
    if not may_decide(viewer, plan):
        raise Refused("second")
    plan.state, plan.decider, plan.decided_on, plan.reason = state, viewer.person, clock.today(), reason
    plan.save()
    ledger.append(f"control.pressure_{state}", plan.control.ref, {"plan": plan.number}, actor=viewer.actor)


def _held(plan: Plan, viewer: Viewer) -> None:
    hold(plan.control, viewer)
    plan.refresh_from_db(from_queryset=Plan.objects.select_for_update(of=("self",)).select_related("control__unit"))
    if not visible_plans(viewer, plan.control).filter(pk=plan.pk).exists():
        raise Refused("not_found")


def _none_running(control: Control, kind: str) -> None:
    if Plan.objects.filter(control=control, kind=kind, state__in=declare.RUNNING).exists():
        raise Refused("running")
