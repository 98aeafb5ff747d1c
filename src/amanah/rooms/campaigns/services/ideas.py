"""Ideas of staff: putting one in, supporting it, and answering it where everybody reads the answer."""

from datetime import date
from uuid import uuid4

from django.db import IntegrityError, transaction

from amanah.engines.actions import services as actions
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import canonical, clock, events
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.events import IdeaAnswered
from amanah.rooms.campaigns.models import Campaign, Idea, IdeaStep, Support
from amanah.rooms.campaigns.queries.ideas import visible_ideas
from amanah.rooms.campaigns.queries.visible import visible
from amanah.rooms.campaigns.refusals import Refused
from amanah.rooms.campaigns.services.stepping import numbered, worded
from amanah.rooms.campaigns.sides import standing

PREFIX = "GG"
SYSTEM = "system"


@transaction.atomic
def put_in(title: str, text: str, *, unit: Unit, named: bool, viewer: Viewer, campaign: Campaign | None = None) -> Idea:
    """Put an idea into the box; its answer has a day by which it is due.

    Without a name neither the row, nor its steps, nor the ledger holds who wrote it, and nothing finer than the day.

    Args:
        title: the idea in one line.
        text: how it would work.
        unit: the one that it is for.
        named: whether the viewer puts their name to it.
        viewer: any member of staff.
        campaign: the one that asked for ideas, if any.

    Raises:
        Refused: "person", "words", or "not_found" for a campaign that the viewer does not see.
    """
    person = viewer.person if viewer.account.may_sign_in() else None
    if person is None:
        raise Refused("person")
    if campaign is not None and not visible(viewer).filter(pk=campaign.pk).exists():
        raise Refused("not_found")
    idea_id, today = uuid4(), clock.today()
    actor = viewer.actor if named else SYSTEM
    deadline = clocks.start(f"idea:{idea_id}", declare.CLOCK, declare.ANSWER_WITHIN, today, actor)
    idea = Idea(
        id=idea_id,
        ref=f"idea:{idea_id}",
        title=worded(title),
        text=worded(text),
        unit=unit,
        campaign=campaign,
        person=person if named else None,
        day=today,
        due_on=deadline.due_on,
    )
    numbered(idea, PREFIX, today)
    IdeaStep.objects.create(idea=idea, state=declare.RECEIVED, day=today)
    facts = {"number": idea.number, "unit": str(unit.pk), "named": named, "words": canonical.digest([idea.title, idea.text]).hex()}
    ledger.append("idea.received", idea.ref, facts, actor=actor)
    return idea


@transaction.atomic
def support(idea: Idea, *, viewer: Viewer) -> None:
    """Say that one supports an idea that is shown and not closed; nobody supports their own.

    Raises:
        Refused: "person", "not_found", "state", "own" or "supported".
    """
    person = viewer.person if viewer.account.may_sign_in() else None
    if person is None:
        raise Refused("person")
    _hold(idea, viewer)
    if idea.state != declare.CONSIDERED:
        raise Refused("state")
    if idea.person_id == person.pk:
        raise Refused("own")
    try:
        with transaction.atomic():
            Support.objects.create(idea=idea, person=person)
    except IntegrityError:
        raise Refused("supported") from None


def take_support_back(idea: Idea, *, viewer: Viewer) -> None:
    """Support it no longer; who never did changes nothing."""
    person = viewer.person
    if person is not None:
        Support.objects.filter(idea=idea, person=person).delete()


@transaction.atomic
def consider(idea: Idea, text: str = "", *, viewer: Viewer) -> Idea:
    """Show an idea to all staff and say that it is being considered.

    Raises:
        Refused: "not_found", "side" or "state".
    """
    _keep(idea, viewer, (declare.RECEIVED,))
    return _turn(idea, declare.CONSIDERED, text.strip(), viewer)


@transaction.atomic
def take_up(
    idea: Idea, answer: str, *, unit: Unit, verifier: Person, viewer: Viewer, owner: Person | None = None, due_on: date | None = None
) -> Idea:
    """Carry an idea out: an action is given to a unit, and the answer tells everybody.

    Raises:
        Refused: "not_found", "side", "state" or "words".
        amanah.engines.actions.refusals.Refused: as `open_action`.
    """
    _keep(idea, viewer, declare.OPEN_IDEAS)
    words = worded(answer)
    action = actions.open_action(
        title=idea.title, description=idea.text, unit=unit, owner=owner, verifier=verifier, due_on=due_on, source=idea.ref, viewer=viewer
    )
    idea.action = action.ref
    return _turn(idea, declare.TAKEN, words, viewer)


@transaction.atomic
def decline(idea: Idea, answer: str, *, viewer: Viewer) -> Idea:
    """Say to everybody why an idea is not taken up.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    _keep(idea, viewer, declare.OPEN_IDEAS)
    return _turn(idea, declare.DECLINED, worded(answer), viewer)


@transaction.atomic
def withhold(idea: Idea, answer: str, *, viewer: Viewer) -> Idea:
    """Show an idea to nobody: it accuses somebody, or is none. Who signed it reads why.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    _keep(idea, viewer, declare.OPEN_IDEAS)
    return _turn(idea, declare.WITHHELD, worded(answer), viewer)


def _turn(idea: Idea, state: str, text: str, viewer: Viewer) -> Idea:
    idea.state = state
    if state not in declare.OPEN_IDEAS:
        idea.answer, idea.answered_by, idea.answered_on = text, viewer.account, clock.today()
        for deadline in Deadline.objects.filter(ref=idea.ref, stopped_on__isnull=True):
            clocks.stop(deadline, clock.today(), viewer.actor)
    idea.save()
    IdeaStep.objects.create(idea=idea, state=state, text=text, day=clock.today(), actor=viewer.account)
    events.publish(IdeaAnswered(idea.pk, viewer.actor, state))
    facts = {"state": state, "words": canonical.digest(text).hex(), "action": idea.action}
    ledger.append(f"idea.{state}", idea.ref, facts, actor=viewer.actor)
    return idea


def _hold(idea: Idea, viewer: Viewer) -> None:
    idea.refresh_from_db(from_queryset=Idea.objects.select_for_update(of=("self",)).select_related("unit"))
    if not visible_ideas(viewer).filter(pk=idea.pk).exists():
        raise Refused("not_found")


def _keep(idea: Idea, viewer: Viewer, states: tuple[str, ...]) -> None:
    _hold(idea, viewer)
    if not standing(viewer).keeps(idea.unit):
        raise Refused("side")
    if idea.state not in states:
        raise Refused("state")
