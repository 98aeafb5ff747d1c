"""Deciding, by somebody who did not carry it out, and the actions that conditions call for."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from amanah import rulebook
from amanah.engines.actions import services as actions
from amanah.engines.actions.models import Action
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock
from amanah.rooms.antibribery.due_diligence import declare
from amanah.rooms.antibribery.due_diligence.declare import Side
from amanah.rooms.antibribery.due_diligence.models import WORDS, Decision, Diligence, Step
from amanah.rooms.antibribery.due_diligence.queries.answering import snapshot
from amanah.rooms.antibribery.due_diligence.queries.visible import may_decide
from amanah.rooms.antibribery.due_diligence.refusals import Refused
from amanah.rooms.antibribery.due_diligence.services.stepping import (
    during,
    free_of,
    hold,
    known,
    move,
    need,
    stop_clocks,
    worded,
    write_step,
)


@dataclass(frozen=True)
class Duty:
    """One action: what is to be done, who checks it, who owes it by when; the head of the unit and the rulebook where nothing is said."""

    title: str
    verifier: Person
    owner: Person | None = None
    due_on: date | None = None
    description: str = ""


@transaction.atomic
def hand_back(one: Diligence, why: str, *, viewer: Viewer) -> Step:
    """Give it back to whoever carries it out, saying what is missing.

    Raises:
        Refused: "not_found", "side", "state", "second" or "reason".
    """
    _deciding(one, viewer)
    source = move(one, "return")
    return write_step(one, "return", viewer.account, source=source, text=worded(why, "reason")[:WORDS])


@transaction.atomic
def decide(one: Diligence, outcome: str, reason: str, *, viewer: Viewer, conditions: str = "", duty: Duty | None = None) -> Decision:
    """Decide, until the class of risk asks for it again. Conditions come with an action that makes them true.

    Raises:
        Refused: "not_found", "side", "state", "second", "code", "reason", "plain", "conditions", "about_them", "interest" or
            "unknown_person".
        amanah.engines.actions.refusals.Refused: as `open_action`.
    """
    _deciding(one, viewer)
    if outcome not in {declare.PROCEED, declare.CONDITIONS, declare.REFUSE}:
        raise Refused("code")
    if one.hits.filter(state=declare.WAITING).exists():
        raise Refused("hits")
    grave = one.findings.filter(weight=declare.GRAVE).exists() or one.hits.filter(state=declare.SAME).exists()
    if outcome == declare.PROCEED and grave:
        raise Refused("plain")
    if outcome == declare.CONDITIONS and (not conditions.strip() or duty is None):
        raise Refused("conditions")
    source = move(one, "decide")
    made = _settled(one, outcome, worded(reason, "reason"), conditions.strip(), viewer)
    if duty is not None and outcome == declare.CONDITIONS:
        _open(one, duty, viewer)
    text = f"{declare.OUTCOMES[outcome]}\n{made.reason}\n{made.conditions}".strip()
    write_step(one, "decide", viewer.account, source=source, text=text, facts=_facts(made))
    return made


@transaction.atomic
def spare(one: Diligence, reason: str, *, viewer: Viewer) -> Decision:
    """Decide that no due diligence is needed, where the risk of bribery is low; with the reason, and by somebody else than asked for it.

    Raises:
        Refused: "not_found", "side", "state", "second", "not_low", "hits", "reason", "about_them", "interest" or "unknown_person".
    """
    sides = hold(one, viewer)
    need(sides, Side.KEEPER, Side.LEADER)
    free_of(one, viewer.account.person_id)
    if not may_decide(viewer, one, sides):
        raise Refused("second")
    if one.deep:
        raise Refused("not_low")
    if one.hits.exclude(state=declare.DIFFERENT).exists():
        raise Refused("hits")
    source = move(one, "spare")
    made = _settled(one, declare.SPARE, worded(reason, "reason"), "", viewer)
    write_step(one, "spare", viewer.account, source=source, text=made.reason, facts=_facts(made))
    return made


@transaction.atomic
def give(one: Diligence, duty: Duty, *, viewer: Viewer) -> Action:
    """One more action for the conditions of the last decision.

    Raises:
        Refused: "not_found", "side" or "state".
        amanah.engines.actions.refusals.Refused: as `open_action`.
    """
    need(hold(one, viewer), Side.KEEPER, Side.LEADER)
    during(one, declare.DECIDED)
    if one.outcome != declare.CONDITIONS:
        raise Refused("state")
    action = _open(one, duty, viewer)
    write_step(one, "give", viewer.account, text=f"{action.number} {action.title}", facts={"action": action.ref})
    return action


def _deciding(one: Diligence, viewer: Viewer) -> None:
    sides = hold(one, viewer)
    need(sides, Side.KEEPER, Side.LEADER)
    during(one, declare.SUBMITTED)
    if not may_decide(viewer, one, sides):
        raise Refused("second")
    free_of(one, viewer.account.person_id)


def _settled(one: Diligence, outcome: str, reason: str, conditions: str, viewer: Viewer) -> Decision:
    today = clock.today()
    rule = declare.VALID[one.risk_class]
    stop_clocks(one, viewer.actor)
    one.outcome, one.decided_on, one.valid_until = known(outcome, declare.OUTCOMES), today, rulebook.due(rule, today).date
    one.reopened_for = ""
    clocks.start(one.ref, declare.REVET, rule, today, viewer.actor)
    return Decision.objects.create(
        diligence=one,
        round=one.round,
        outcome=outcome,
        reason=reason[:WORDS],
        conditions=conditions[:WORDS],
        file=snapshot(one),
        decider=viewer.account,
        day=today,
        valid_until=one.valid_until,
    )


def _facts(made: Decision) -> dict[str, object]:
    return {"outcome": made.outcome, "until": made.valid_until, "file": canonical.digest(made.file).hex()}


def _open(one: Diligence, duty: Duty, viewer: Viewer) -> Action:
    return actions.open_action(
        title=duty.title,
        description=duty.description,
        unit=one.unit,
        owner=duty.owner,
        verifier=duty.verifier,
        due_on=duty.due_on,
        source=one.ref,
        viewer=viewer,
    )
