"""What every verb does alike: take hold of the action, see who acts, write one step and one entry of the ledger."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Max

from amanah.engines.actions.declare import CHECK, CLOCK, CLOSED, MOVES, VERIFY, Side
from amanah.engines.actions.events import ActionStepped
from amanah.engines.actions.models import Action, Part, Proposal, Step
from amanah.engines.actions.queries.visible import visible
from amanah.engines.actions.refusals import Refused
from amanah.engines.actions.sides import sides_of
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock, events


def hold(action: Action, viewer: Viewer) -> list[Part]:
    """Bring `action` up to date, hold its row until the transaction ends, and answer its parts.

    Raises:
        Refused: "not_found" when the viewer may not know of it.
    """
    action.refresh_from_db(from_queryset=Action.objects.select_for_update())
    if not visible(viewer).filter(pk=action.pk).exists():
        raise Refused("not_found")
    return list(action.parts.all())


def need(viewer: Viewer, action: Action, parts: Collection[Part], sides: Collection[Side]) -> frozenset[Side]:
    """The sides on which the viewer stands.

    Raises:
        Refused: "side" when none of `sides` is among them.
    """
    found = sides_of(viewer, action, parts)
    if found.isdisjoint(sides):
        raise Refused("side")
    return found


def worded(text: str) -> str:
    """The words, without space around them.

    Raises:
        Refused: "words" when there are none.
    """
    if not text.strip():
        raise Refused("words")
    return text.strip()


def move_to(action: Action, key: str) -> str:
    """Put the action where the move leads and turn its clock; answers where it came from. Does not save it.

    Raises:
        Refused: "state" where the table knows no such way.
    """
    move = MOVES[key]
    if action.state not in move.sources:
        raise Refused("state")
    source, action.state = action.state, move.target
    action.closed_on = clock.today() if move.target in CLOSED else None
    return source


def live_clock(action: Action, name: str = CLOCK) -> Deadline:
    """The action's clock of that name that has not stopped; every open action has one for what is owed."""
    return Deadline.objects.get(ref=action.ref, name=name, stopped_on__isnull=True)


def turn_clock(action: Action, key: str, actor: str) -> None:
    """While the verifier looks, their own clock runs and the owner's rests; what is closed owes nothing."""
    today = clock.today()
    if key == "report":
        clocks.pause(live_clock(action), today, actor)
        clocks.start(action.ref, CHECK, VERIFY, today, actor)
    elif key == "send_back":
        clocks.stop(live_clock(action, CHECK), today, actor)
        action.due_on = clocks.resume(live_clock(action), today, actor).due_on
    elif key in {"verify", "cancel"}:
        for deadline in Deadline.objects.filter(ref=action.ref, stopped_on__isnull=True):
            clocks.stop(deadline, today, actor)


def write_step(
    action: Action,
    act: str,
    viewer: Viewer,
    *,
    source: str | None = None,
    text: str = "",
    evidence: str = "",
    progress: int | None = None,
    due_on: date | None = None,
    part: Part | None = None,
    approver: Account | None = None,
    facts: dict[str, Any] | None = None,
) -> Step:
    """Save the action and say what was done: one step, one event, and last one entry of the ledger, which holds the words' digest."""
    came_from = action.state if source is None else source
    seq = (action.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    if came_from != action.state:
        waiting = action.proposals.filter(verdict=Proposal.Verdict.OPEN)
        waiting.update(verdict=Proposal.Verdict.OVERTAKEN, decided_on=clock.today())
    action.save()
    step = Step.objects.create(
        action=action,
        seq=seq,
        act=act,
        source=came_from,
        target=action.state,
        text=text,
        evidence=evidence,
        progress=progress,
        due_on=due_on,
        part=part,
        day=clock.today(),
        actor=viewer.account,
        approver=approver,
    )
    events.publish(ActionStepped(action.id, viewer.actor, act, seq, came_from, action.state))
    entry = {
        "seq": seq,
        "act": act,
        "from": came_from,
        "to": action.state,
        "words": canonical.digest([text, evidence]).hex(),
        "progress": progress,
        "due_on": due_on,
        "approver": f"account:{approver.pk}" if approver else "",
        "day": step.day,
    }
    ledger.append(f"action.{act}", action.ref, {**(facts or {}), **entry}, actor=viewer.actor)
    return step
