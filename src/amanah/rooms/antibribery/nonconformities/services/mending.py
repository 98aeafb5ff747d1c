"""Putting it right: correction, similar cases, cause, corrective actions, and a judgement of their effect by somebody else."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from amanah import rulebook
from amanah.engines.actions import services as actions
from amanah.engines.actions.events import ActionStepped
from amanah.engines.actions.models import Action
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock
from amanah.rooms.antibribery.nonconformities import declare
from amanah.rooms.antibribery.nonconformities.declare import Side
from amanah.rooms.antibribery.nonconformities.models import WORDS, Nonconformity, Step
from amanah.rooms.antibribery.nonconformities.queries.visible import took_part
from amanah.rooms.antibribery.nonconformities.refusals import Refused
from amanah.rooms.antibribery.nonconformities.services.stepping import hold, move, need, stop_clocks, worded, write_step

_MENDING = frozenset({Side.OWNER, Side.KEEPER})


@transaction.atomic
def appoint(one: Nonconformity, owner: Person, why: str, *, viewer: Viewer) -> Step:
    """Let somebody else answer for it.

    Raises:
        Refused: "not_found", "side", "state", "words" or "unchanged".
    """
    need(hold(one, viewer), {Side.KEEPER})
    if one.state == declare.CLOSED:
        raise Refused("state")
    if owner.pk == one.owner_id:
        raise Refused("unchanged")
    one.owner = owner
    return write_step(one, "appointed", viewer.account, text=f"{owner.name}\n{worded(why)}", facts={"owner": str(owner.pk)})


@transaction.atomic
def correct(one: Nonconformity, correction: str, similar: str, *, viewer: Viewer) -> Step:
    """Say what was put right at once, and where else the same was looked for.

    Raises:
        Refused: "not_found", "side", "state", "words" or "similar".
    """
    need(hold(one, viewer), _MENDING)
    source = move(one, "correct")
    one.correction, one.similar = worded(correction)[:WORDS], worded(similar, "similar")[:WORDS]
    one.corrected_on = clock.today()
    stop_clocks(one, viewer.actor)
    clocks.start(one.ref, declare.CAUSE, declare.CAUSE_WITHIN, clock.today(), viewer.actor)
    return write_step(one, "correct", viewer.account, source=source, text=f"{one.correction}\n\n{one.similar}")


@transaction.atomic
def analyse(one: Nonconformity, whys: Sequence[str], cause: str, *, viewer: Viewer) -> Step:
    """Say why it happened: up to five answers to "why?", each asked of the one before, and the cause they lead to.

    Raises:
        Refused: "not_found", "side", "state", "whys" or "words".
    """
    need(hold(one, viewer), _MENDING)
    source = move(one, "analyse")
    answers = [why.strip() for why in whys if why.strip()]
    if not 0 < len(answers) <= declare.MOST_WHYS:
        raise Refused("whys")
    one.whys, one.cause = answers, worded(cause)[:WORDS]
    stop_clocks(one, viewer.actor)
    return write_step(one, "analyse", viewer.account, source=source, text="\n".join([*answers, one.cause]))


@transaction.atomic
def give(
    one: Nonconformity,
    title: str,
    *,
    verifier: Person,
    viewer: Viewer,
    owner: Person | None = None,
    description: str = "",
    due_on: date | None = None,
    priority: str = "ordinary",
) -> Action:
    """Decide on a corrective action; whoever answers for the nonconformity, heads the unit or owns the risk never verifies it.

    Raises:
        Refused: "not_found", "side" or "state".
        amanah.engines.actions.refusals.Refused: as `open_action`, with "not_independent" for such a verifier.
    """
    need(hold(one, viewer), {Side.KEEPER, Side.OWNER})
    source = move(one, "give")
    action = actions.open_action(
        title=title,
        description=description,
        unit=one.unit,
        owner=owner,
        verifier=verifier,
        due_on=due_on,
        priority=priority,
        source=one.ref,
        viewer=viewer,
    )
    write_step(one, "give", viewer.account, source=source, text=f"{action.number} {action.title}", facts={"action": action.ref})
    return action


def stepped(event: ActionStepped) -> None:
    """Once every action is closed, and one of them done, the waiting begins. Runs inside the transaction that closed the last one."""
    if event.target not in {"verified", "cancelled"} or event.source == event.target:
        return
    source = Action.objects.filter(pk=event.action_id).values_list("source", flat=True).first() or ""
    one = Nonconformity.objects.select_for_update().filter(ref=source, state="acting").first()
    if one is None:
        return
    states = list(Action.objects.filter(source=one.ref).values_list("state", flat=True))
    if "verified" not in states or any(state not in {"verified", "cancelled"} for state in states):
        return
    account = Account.objects.get(pk=event.actor.partition(":")[2])
    came_from = move(one, "wait")
    today = clock.today()
    one.check_from = rulebook.due(declare.EFFECT_AFTER, today).date
    clocks.start_until(one.ref, declare.EFFECT, rulebook.due(declare.EFFECT_WITHIN, one.check_from).date, today, event.actor)
    write_step(one, "wait", account, source=came_from, facts={"check_from": one.check_from})


@transaction.atomic
def judge(one: Nonconformity, words: str, *, effective: bool, viewer: Viewer) -> Step:
    """Somebody who had no part in it says whether it worked: it is closed, or opened again for another cause.

    Raises:
        Refused: "not_found", "side", "own", "state", "early" or "words".
    """
    need(hold(one, viewer), {Side.AUDITOR})
    person = viewer.person
    if person is None or person.pk in took_part([one])[one.ref]:
        raise Refused("own")
    source = move(one, "close" if effective else "reopen")
    if one.check_from is None or clock.today() < one.check_from:
        raise Refused("early")
    one.effect, one.checked_by, one.checked_on = worded(words)[:WORDS], person, clock.today()
    stop_clocks(one, viewer.actor)
    if effective:
        one.closed_on = clock.today()
        return write_step(one, "close", viewer.account, source=source, text=one.effect)
    one.rounds += 1
    one.check_from = None
    clocks.start(one.ref, declare.CAUSE, declare.CAUSE_WITHIN, clock.today(), viewer.actor)
    return write_step(one, "reopen", viewer.account, source=source, text=one.effect)
