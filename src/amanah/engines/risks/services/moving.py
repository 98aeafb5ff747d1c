"""Making a risk active, closing it, looking at it again, and deciding what to do about it."""

from datetime import date

from django.db import transaction

from amanah.engines.risks.declare import CLOCK, NEVER_ACCEPTED, OPTIONS, REVIEW_WITHIN
from amanah.engines.risks.models import Risk, Step
from amanah.engines.risks.refusals import Refused
from amanah.engines.risks.services.recording import Draft, hold, need, need_state, worded, write
from amanah.engines.risks.sides import WRITING, Side
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.kernel import clock

REVIEWING = WRITING | {Side.REVIEWER}


@transaction.atomic
def activate(risk: Risk, viewer: Viewer, *, reason: str = "") -> Step:
    """A draft, or one that was closed, counts from now on, and the clock of its review starts. A closed one takes a reason.

    Raises:
        Refused: "not_found", "side", "state", "words", or "unscored" while nobody assessed the inherent risk.
    """
    need(hold(risk, viewer), frozenset({Side.KEEPER}))
    need_state(risk, "draft", "closed")
    if risk.inherent_score is None:
        raise Refused("unscored")
    reason = worded(reason) if risk.state == "closed" else reason.strip()
    source, risk.state, risk.closed_on = risk.state, "active", None
    risk.review_on = clocks.start(risk.ref, CLOCK, REVIEW_WITHIN, clock.today(), viewer.actor).due_on
    return write(risk, Draft("activated", source, reason), viewer.actor)


@transaction.atomic
def close(risk: Risk, reason: str, viewer: Viewer) -> Step:
    """The risk no longer exists, or never did; it stays in the register with everything that was said.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    need(hold(risk, viewer), frozenset({Side.KEEPER}))
    need_state(risk, "draft", "active")
    reason = worded(reason)
    source, risk.state, risk.closed_on, risk.review_on = risk.state, "closed", clock.today(), None
    for deadline in Deadline.objects.filter(ref=risk.ref, stopped_on__isnull=True):
        clocks.stop(deadline, clock.today(), viewer.actor)
    return write(risk, Draft("closed", source, reason), viewer.actor)


@transaction.atomic
def reviewed(risk: Risk, reason: str, viewer: Viewer, *, next_on: date | None = None, origin: str = "") -> Step:
    """Somebody looked at it again and says what they found; the clock of the next review starts.

    Args:
        risk: an active risk.
        reason: what was found.
        viewer: who keeps, owns or reviews it.
        next_on: the last day of the next review; without it the rulebook counts from today.
        origin: where it was looked at ("review:…"), or nothing.

    Raises:
        Refused: "not_found", "side", "state", "words" or "due".
    """
    need(hold(risk, viewer), REVIEWING)
    need_state(risk, "active")
    today = clock.today()
    if next_on is not None and next_on <= today:
        raise Refused("due")
    for deadline in Deadline.objects.filter(ref=risk.ref, name=CLOCK, stopped_on__isnull=True):
        clocks.stop(deadline, today, viewer.actor)
    if next_on is None:
        deadline = clocks.start(risk.ref, CLOCK, REVIEW_WITHIN, today, viewer.actor)
    else:
        deadline = clocks.start_until(risk.ref, CLOCK, next_on, today, viewer.actor)
    risk.review_on = deadline.due_on
    facts = {"review_on": risk.review_on}
    return write(risk, Draft("reviewed", risk.state, worded(reason), origin, facts=facts), viewer.actor)


@transaction.atomic
def decide(risk: Risk, option: str, reason: str, viewer: Viewer) -> Step:
    """Choose what to do about a risk, with a reason.

    Raises:
        Refused: "not_found", "side", "state", "field", "words", "unscored", or "above_appetite" where fraud, bribery or corruption
            above the appetite would simply be accepted.
    """
    need(hold(risk, viewer), WRITING)
    need_state(risk, "draft", "active")
    if option not in OPTIONS:
        raise Refused("field")
    if risk.within_appetite is None:
        raise Refused("unscored")
    if option == "accept" and risk.kind in NEVER_ACCEPTED and not risk.within_appetite:
        raise Refused("above_appetite")
    changes = {"option": [risk.option, option]}
    risk.option = option
    return write(risk, Draft("decided", risk.state, worded(reason), changes=changes, facts={"option": option}), viewer.actor)


@transaction.atomic
def refresh_review(ref: str, due_on: date) -> None:
    """Bring the copy of the date into line after a new calendar moved the clock."""
    Risk.objects.filter(ref=ref, state="active").update(review_on=due_on)
