"""What every verb does alike: take hold of the engagement, see who acts, write one step and one entry of the ledger."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Model

from amanah.engines.engagements import independence
from amanah.engines.engagements.declare import TEAM, Side
from amanah.engines.engagements.events import EngagementStepped
from amanah.engines.engagements.models import Engagement, Step
from amanah.engines.engagements.queries.visible import visible
from amanah.engines.engagements.refusals import NotIndependent, Refused
from amanah.engines.engagements.sides import Sides, sides_of
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock, events, numbers

DRAWS = 8


def hold(engagement: Engagement, viewer: Viewer) -> Sides:
    """Bring `engagement` up to date, hold its row until the transaction ends, and answer what the viewer is to it.

    Raises:
        Refused: "not_found" when the viewer may not know of it.
    """
    engagement.refresh_from_db(from_queryset=Engagement.objects.select_for_update(of=("self",)).select_related("unit"))
    if not visible(viewer).filter(pk=engagement.pk).exists():
        raise Refused("not_found")
    return sides_of(viewer, engagement)


def need(sides: Sides, wanted: Collection[Side]) -> None:
    """Raises Refused "side" when the viewer stands on none of these."""
    if sides.sides.isdisjoint(wanted):
        raise Refused("side")


def need_team(engagement: Engagement, viewer: Viewer, sides: Sides, wanted: Collection[Side] = TEAM) -> Person:
    """The person who does a team's work, who is still independent today: posts may have changed since they joined.

    Raises:
        Refused: "side", "excluded", or NotIndependent with the reasons.
    """
    need(sides, wanted)
    person = viewer.person
    if person is None:
        raise Refused("side")
    if sides.sides & TEAM:
        check_independent(person, engagement)
    return person


def check_independent(person: Person, engagement: Engagement) -> None:
    """Raises Refused "excluded", or NotIndependent with the reasons that nobody has waived."""
    if independence.barred(person, engagement):
        raise Refused("excluded")
    grounds = independence.unwaived(person, engagement)
    if grounds:
        raise NotIndependent(person.name, grounds)


def need_state(engagement: Engagement, states: Collection[str]) -> None:
    """Raises Refused "state" when it stands nowhere among these."""
    if engagement.state not in states:
        raise Refused("state")


def worded(text: str) -> str:
    """The words, without space around them. Raises Refused "words" when there are none."""
    if not text.strip():
        raise Refused("words")
    return text.strip()


def known(value: str, titles: Mapping[str, Any]) -> str:
    """The code, if it is one of these. Raises Refused "code"."""
    if value not in titles:
        raise Refused("code")
    return value


def numbered(row: Model, prefix: str) -> None:
    """Save a new row under a number that nobody has."""
    for _ in range(DRAWS):
        number = numbers.draw(prefix, clock.today())
        row.number = number  # type: ignore[attr-defined]  # every model that comes here has one
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not type(row)._default_manager.filter(number=number).exists():  # noqa: SLF001 - Django's own name for it
                raise
        else:
            return
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {prefix} numbers is nearly full")


def write_step(
    engagement: Engagement,
    act: str,
    viewer: Viewer,
    *,
    source: str | None = None,
    about: str = "",
    text: str = "",
    inner: bool = False,
    facts: Mapping[str, Any] | None = None,
) -> Step:
    """Save the engagement and say what was done: one step, one event, and last one entry of the ledger, which holds the words' digest."""
    came_from = engagement.state if source is None else source
    engagement.save()
    seq = (engagement.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    step = Step.objects.create(
        engagement=engagement,
        seq=seq,
        act=act,
        source=came_from,
        target=engagement.state,
        about=about,
        text=text,
        inner=inner,
        day=clock.today(),
        actor=viewer.account,
    )
    events.publish(EngagementStepped(engagement.pk, viewer.actor, act, came_from, engagement.state))
    entry = {
        "seq": seq,
        "act": act,
        "from": came_from,
        "to": engagement.state,
        "words": canonical.digest([about, text]).hex(),
        "day": step.day,
    }
    ledger.append(f"engagement.{act}", engagement.ref, {**(facts or {}), **entry}, actor=viewer.actor)
    return step
