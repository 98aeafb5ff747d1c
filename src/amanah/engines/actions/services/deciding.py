"""What takes two people: calling an action off, and opening it again."""

from datetime import date

from django.db import transaction

from amanah.engines.actions.declare import CLOCK, MOVES
from amanah.engines.actions.events import ActionProposed
from amanah.engines.actions.models import Action, Proposal, Step
from amanah.engines.actions.refusals import Refused
from amanah.engines.actions.services.stepping import hold, move_to, need, turn_clock, worded, write_step
from amanah.foundation.access.four_eyes import same_person
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.kernel import clock, events


@transaction.atomic
def propose(action: Action, key: str, reason: str, *, viewer: Viewer, due_on: date | None = None) -> Proposal:
    """Ask for a move that takes two people; a reopening names its new date.

    Raises:
        Refused: "not_found", "side", "state", "words", "open_proposal" or "due".
    """
    parts = hold(action, viewer)
    move = MOVES.get(key)
    if move is None or not move.four_eyes or action.state not in move.sources:
        raise Refused("state")
    need(viewer, action, parts, move.sides)
    if action.proposals.filter(verdict=Proposal.Verdict.OPEN).exists():
        raise Refused("open_proposal")
    due_on = due_on if key == "reopen" else None
    if key == "reopen" and (due_on is None or due_on <= clock.today()):
        raise Refused("due")
    proposal = Proposal.objects.create(
        action=action, move=key, reason=worded(reason), due_on=due_on, proposer=viewer.account, day=clock.today()
    )
    events.publish(ActionProposed(action.id, viewer.actor, key))
    write_step(action, f"propose_{key}", viewer, text=proposal.reason, due_on=due_on, facts={"proposal": proposal.pk})
    return proposal


@transaction.atomic
def approve(proposal: Proposal, *, viewer: Viewer) -> Step:
    """Be the second person; the step names both.

    Raises:
        Refused: "not_found", "side", "decided", "same_person", "state", or "due" where the new date has passed meanwhile.
    """
    action = _decide(proposal, viewer, Proposal.Verdict.APPROVED)
    source = move_to(action, proposal.move)
    if proposal.due_on is not None:
        if proposal.due_on <= clock.today():
            raise Refused("due")
        action.due_on = clocks.start_until(action.ref, CLOCK, proposal.due_on, clock.today(), viewer.actor).due_on
    turn_clock(action, proposal.move, viewer.actor)
    return write_step(
        action,
        proposal.move,
        Viewer.of(proposal.proposer),
        source=source,
        text=proposal.reason,
        due_on=proposal.due_on,
        approver=viewer.account,
        facts={"proposal": proposal.pk},
    )


@transaction.atomic
def reject(proposal: Proposal, text: str, *, viewer: Viewer) -> Step:
    """Turn a proposal down, with a reason. Refused as `approve`, and "words"."""
    action = _decide(proposal, viewer, Proposal.Verdict.REJECTED)
    return write_step(action, "reject", viewer, text=worded(text), facts={"proposal": proposal.pk, "move": proposal.move})


def _decide(proposal: Proposal, viewer: Viewer, verdict: Proposal.Verdict) -> Action:
    action = proposal.action
    parts = hold(action, viewer)
    proposal.refresh_from_db(fields=["verdict"])
    if proposal.verdict != Proposal.Verdict.OPEN:
        raise Refused("decided")
    if same_person(proposal.proposer, viewer.account):
        raise Refused("same_person")
    need(viewer, action, parts, MOVES[proposal.move].approvers)
    proposal.verdict, proposal.decided_by, proposal.decided_on = verdict, viewer.account, clock.today()
    proposal.save(update_fields=["verdict", "decided_by", "decided_on"])
    return action
