"""Doing what is owed, and checking that it was done."""

from datetime import date

from django.db import transaction

from amanah import rulebook
from amanah.engines.actions import verifying
from amanah.engines.actions.declare import CHECKING, DOING, OWED, WORKING, Side
from amanah.engines.actions.models import EVIDENCE, Action, Part, Step
from amanah.engines.actions.refusals import Refused
from amanah.engines.actions.services.opening import PartPlan, check_interests, check_people
from amanah.engines.actions.services.stepping import hold, live_clock, move_to, need, turn_clock, worded, write_step
from amanah.engines.actions.sides import head_persons, owes, standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Reason
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock

WHOLE = 100


@transaction.atomic
def begin(action: Action, *, viewer: Viewer) -> Step:
    """The owner starts, or starts again on what came back.

    Raises:
        Refused: "not_found", "side" or "state".
    """
    parts = hold(action, viewer)
    need(viewer, action, parts, {Side.OWNER})
    source = move_to(action, "begin")
    return write_step(action, "begin", viewer, source=source)


@transaction.atomic
def write_progress(action: Action, text: str, *, viewer: Viewer, evidence: str = "", progress: int | None = None) -> Step:
    """Whoever does the work says how far it is; the first word on it also begins it. Only the owner says how much of it is done.

    Raises:
        Refused: "not_found", "side", "state", "words" or "progress".
    """
    parts = hold(action, viewer)
    sides = need(viewer, action, parts, DOING)
    if action.state not in WORKING:
        raise Refused("state")
    if progress is not None and not 0 <= progress <= WHOLE:
        raise Refused("progress")
    source = action.state
    if source != "in_progress" and Side.OWNER in sides:
        move_to(action, "begin")
    if progress is not None and Side.OWNER in sides:
        action.progress = progress
    else:
        progress = None
    return write_step(action, "progress", viewer, source=source, text=worded(text), evidence=evidence[:EVIDENCE], progress=progress)


@transaction.atomic
def finish_part(action: Action, part: Part, text: str, *, viewer: Viewer, evidence: str = "") -> Step:
    """A unit that shares the duty says that its part is done.

    Raises:
        Refused: "not_found", "side", "state", "words", or "part" where it is done already or belongs elsewhere.
    """
    parts = hold(action, viewer)
    if action.state not in WORKING:
        raise Refused("state")
    mine = next((found for found in parts if found.pk == part.pk), None)
    if mine is None or mine.done_on is not None:
        raise Refused("part")
    if not owes(standing(viewer), mine.person_id, mine.unit_id):
        raise Refused("side")
    mine.done_on = clock.today()
    mine.save(update_fields=["done_on"])
    facts = {"part": mine.pk}
    return write_step(action, "part_done", viewer, text=worded(text), evidence=evidence[:EVIDENCE], part=mine, facts=facts)


@transaction.atomic
def report_done(action: Action, text: str, *, viewer: Viewer, evidence: str = "") -> Step:
    """The owner says that everything is done; their clock rests while it is checked.

    Raises:
        Refused: "not_found", "side", "state", "words", or "parts" while another unit's part is not done.
    """
    parts = hold(action, viewer)
    need(viewer, action, parts, {Side.OWNER})
    source = move_to(action, "report")
    if any(part.done_on is None for part in parts):
        raise Refused("parts")
    action.progress = WHOLE
    turn_clock(action, "report", viewer.actor)
    return write_step(action, "report", viewer, source=source, text=worded(text), evidence=evidence[:EVIDENCE], progress=WHOLE)


@transaction.atomic
def verify(action: Action, text: str, *, viewer: Viewer) -> Step:
    """Somebody who had no part in the work finds it done. Refused as `send_back`."""
    return _judge(action, "verify", text, viewer)


@transaction.atomic
def send_back(action: Action, text: str, *, viewer: Viewer) -> Step:
    """Somebody who had no part in the work finds it wanting and says what is missing; the owner's clock goes on.

    Raises:
        Refused: "not_found", "side", "not_independent", "state" or "words".
    """
    return _judge(action, "send_back", text, viewer)


def _judge(action: Action, key: str, text: str, viewer: Viewer) -> Step:
    parts = hold(action, viewer)
    need(viewer, action, parts, {Side.VERIFIER})
    if verifying.barred(viewer.account.person_id, action.source):
        raise Refused("not_independent")
    source = move_to(action, key)
    turn_clock(action, key, viewer.actor)
    return write_step(action, key, viewer, source=source, text=worded(text))


@transaction.atomic
def extend(action: Action, due_on: date, text: str, *, viewer: Viewer) -> Step:
    """Give more time, with a reason: for those who check, never for those who owe.

    A clock that counts working days ends on the last one up to `due_on`.

    Raises:
        Refused: "not_found", "side", "state", "words", or "due" where the day is not later than the one in force.
    """
    parts = hold(action, viewer)
    need(viewer, action, parts, CHECKING)
    if action.state not in WORKING:
        raise Refused("state")
    deadline = live_clock(action)
    if due_on <= clock.today():
        raise Refused("due")
    in_working_days = deadline.unit == "working_day"
    days = rulebook.calendar().between(deadline.due_on, due_on) if in_working_days else (due_on - deadline.due_on).days
    if days < 1:
        raise Refused("due")
    action.due_on = clocks.extend(deadline, days, Reason.OTHER, viewer.actor).due_on
    return write_step(action, "extend", viewer, text=worded(text), due_on=action.due_on)


@transaction.atomic
def appoint(action: Action, text: str, *, viewer: Viewer, owner: Person | None = None, verifier: Person | None = None) -> Step:
    """Put somebody else in the owner's or the verifier's place, for example after a change of posts.

    Raises:
        Refused: "not_found", "side", "state", "words", "unchanged", "excluded" or "verifier".
    """
    parts = hold(action, viewer)
    need(viewer, action, parts, CHECKING)
    if action.state not in OWED:
        raise Refused("state")
    if (owner is None or owner.pk == action.owner_id) and (verifier is None or verifier.pk == action.verifier_id):
        raise Refused("unchanged")
    action.owner, action.verifier = owner or action.owner, verifier or action.verifier
    heads = head_persons([action.unit_id, *(part.unit_id for part in parts)])
    plans = [PartPlan(part.unit, part.task, part.person) for part in parts]
    check_people(source=action.source, owner=action.owner, verifier=action.verifier, parts=plans, heads=heads, to_head=action.to_head)
    check_interests(action.source, action.unit, action.owner, action.verifier, plans)
    facts = {"owner": str(owner.pk) if owner else "", "verifier": str(verifier.pk) if verifier else ""}
    return write_step(action, "appoint", viewer, text=worded(text), facts=facts)


@transaction.atomic
def refresh_due(ref: str, due_on: date) -> None:
    """Bring the copy of the date into line after a new calendar moved the clock."""
    Action.objects.filter(ref=ref).update(due_on=due_on)
