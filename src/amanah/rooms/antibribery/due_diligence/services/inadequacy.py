"""What is done where due diligence shows a risk that controls cannot hold: proposed by one person, decided by another."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction

from amanah.engines.actions import services as actions
from amanah.engines.actions.models import Action
from amanah.engines.risks import queries as risks
from amanah.engines.risks.models import Risk
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.threads import services as threads
from amanah.kernel import canonical, clock, events
from amanah.rooms.antibribery.due_diligence import declare
from amanah.rooms.antibribery.due_diligence.declare import Side
from amanah.rooms.antibribery.due_diligence.events import InadequacyStepped
from amanah.rooms.antibribery.due_diligence.models import WORDS, Diligence, Inadequacy
from amanah.rooms.antibribery.due_diligence.queries.visible import may_decide
from amanah.rooms.antibribery.due_diligence.refusals import Refused
from amanah.rooms.antibribery.due_diligence.services.deciding import Duty
from amanah.rooms.antibribery.due_diligence.services.stepping import free_of, hold, need, numbered, worded, write_step

PREFIX = "KC"


@dataclass(frozen=True)
class Proposal:
    """Which measure, what existing controls cannot hold (`gap`), why this measure, from which day on, and the risk in the register."""

    measure: str
    gap: str
    reason: str
    effective_on: date
    risk: Risk | None = None


@transaction.atomic
def propose(one: Diligence, said: Proposal, *, viewer: Viewer) -> Inadequacy:
    """Propose what is to follow from controls that do not suffice.

    What runs already is ended, suspended or withdrawn from; what is new is postponed or declined; either may go on where controls are
    strengthened.

    Raises:
        Refused: "not_found", "side", "state", "measure", "words", "reason", "risk", "proposed", "about_them", "interest" or
            "unknown_person".
    """
    need(hold(one, viewer), Side.KEEPER, Side.LEADER, Side.EXAMINER, Side.REQUESTER)
    free_of(one, viewer.account.person_id)
    if one.state in {declare.ASKED, declare.CLOSED}:
        raise Refused("state")
    if said.measure not in (declare.RUNNING_MEASURES if one.engaged else declare.NEW_MEASURES):
        raise Refused("measure")
    if one.inadequacies.filter(state=declare.PROPOSED).exists():
        raise Refused("proposed")
    if said.risk is not None and not risks.visible(viewer).filter(pk=said.risk.pk).exists():
        raise Refused("risk")
    made_id = uuid4()
    made = Inadequacy(
        id=made_id,
        ref=f"inadequacy:{made_id}",
        diligence=one,
        source=one.ref,
        risk=said.risk or one.risk,
        measure=said.measure,
        engaged=one.engaged,
        gap=worded(said.gap)[:WORDS],
        reason=worded(said.reason, "reason")[:WORDS],
        effective_on=said.effective_on,
        proposer=viewer.account,
        proposed_on=clock.today(),
    )
    numbered(made, PREFIX, lambda number: Inadequacy.objects.filter(number=number).exists())
    threads.link(made.ref, "arose_from", one.ref, actor=viewer.actor)
    if made.risk is not None:
        threads.link(made.ref, "about", made.risk.ref, actor=viewer.actor)
    text = f"{made.number} {declare.MEASURES[made.measure]}\n{made.gap}\n{made.reason}"
    write_step(one, "inadequate", viewer.account, text=text, facts={"inadequacy": made.ref})
    _tell(made, viewer, "proposed", {"number": made.number, "measure": made.measure, "effective": made.effective_on})
    return made


@transaction.atomic
def decide_inadequacy(made: Inadequacy, words: str, *, agreed: bool, viewer: Viewer, duty: Duty | None = None) -> Inadequacy:
    """Agree to it or reject it; with an action where one is given.

    Raises:
        Refused: "not_found", "side", "state", "second", "reason", "about_them", "interest" or "unknown_person".
        amanah.engines.actions.refusals.Refused: as `open_action`.
    """
    one = made.diligence
    sides = _held(made, viewer)
    need(sides, Side.KEEPER, Side.LEADER)
    free_of(one, viewer.account.person_id)
    if made.state != declare.PROPOSED:
        raise Refused("state")
    if made.proposer_id == viewer.account.pk or not may_decide(viewer, one, sides):
        raise Refused("second")
    made.state = declare.AGREED if agreed else declare.REJECTED
    made.words, made.decider, made.decided_on = worded(words, "reason")[:WORDS], viewer.account, clock.today()
    made.save()
    if agreed and duty is not None:
        _open(made, duty, viewer)
    text = f"{made.number} {declare.MEASURES[made.measure]}: {declare.INADEQUACY_STATES[made.state]}\n{made.words}"
    write_step(one, "inadequate_decided", viewer.account, text=text, facts={"inadequacy": made.ref, "said": made.state})
    _tell(made, viewer, "decided", {})
    return made


@transaction.atomic
def follow(made: Inadequacy, duty: Duty, *, viewer: Viewer) -> Action:
    """One more action that carries it out.

    Raises:
        Refused: "not_found", "side" or "state".
        amanah.engines.actions.refusals.Refused: as `open_action`.
    """
    need(_held(made, viewer), Side.KEEPER, Side.LEADER)
    if made.state != declare.AGREED:
        raise Refused("state")
    action = _open(made, duty, viewer)
    write_step(made.diligence, "give", viewer.account, text=f"{action.number} {action.title}", facts={"action": action.ref})
    return action


def _held(made: Inadequacy, viewer: Viewer) -> frozenset[Side]:
    one = made.diligence
    sides = hold(one, viewer)
    made.refresh_from_db(from_queryset=Inadequacy.objects.select_for_update(of=("self",)).select_related("risk"))
    made.diligence = one
    return sides


def _tell(made: Inadequacy, viewer: Viewer, act: str, facts: dict[str, object]) -> None:
    events.publish(InadequacyStepped(made.pk, viewer.actor, made.state))
    words = canonical.digest([made.gap, made.reason, made.words]).hex()
    ledger.append(f"inadequacy.{act}", made.ref, {**facts, "state": made.state, "words": words}, actor=viewer.actor)


def _open(made: Inadequacy, duty: Duty, viewer: Viewer) -> Action:
    return actions.open_action(
        title=duty.title,
        description=duty.description,
        unit=made.diligence.unit,
        owner=duty.owner,
        verifier=duty.verifier,
        due_on=duty.due_on,
        source=made.ref,
        viewer=viewer,
    )
