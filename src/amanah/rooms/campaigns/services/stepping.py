"""What every verb does alike: take hold of the campaign, see who acts, write one step and one entry of the ledger."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import Max

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock, events, numbers
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.declare import Side
from amanah.rooms.campaigns.events import CampaignStepped
from amanah.rooms.campaigns.models import Campaign, Step
from amanah.rooms.campaigns.queries.visible import visible
from amanah.rooms.campaigns.refusals import Refused
from amanah.rooms.campaigns.sides import stands_on

DRAWS = 8
Numbered = TypeVar("Numbered", bound=models.Model)


def hold(campaign: Campaign, viewer: Viewer) -> None:
    """Bring `campaign` up to date and hold its row until the transaction ends.

    Raises:
        Refused: "not_found" when the viewer may not know of it.
    """
    campaign.refresh_from_db(from_queryset=Campaign.objects.select_for_update())
    if not visible(viewer).filter(pk=campaign.pk).exists():
        raise Refused("not_found")


def need(viewer: Viewer, campaign: Campaign, sides: Collection[Side] = declare.WRITING, states: Collection[str] | None = None) -> None:
    """Refuse who stands on none of `sides`, and where the campaign is in none of `states`.

    Raises:
        Refused: "side" or "state".
    """
    if not stands_on(viewer, campaign, sides):
        raise Refused("side")
    if states is not None and campaign.state not in states:
        raise Refused("state")


def worded(text: str) -> str:
    """The words, without space around them.

    Raises:
        Refused: "words" when there are none.
    """
    if not text.strip():
        raise Refused("words")
    return text.strip()


def known(codes: Collection[str], among: Collection[str]) -> list[str]:
    """The codes once each, in the order in which they are declared.

    Raises:
        Refused: "code" for one that is not.
    """
    if not set(codes) <= set(among):
        raise Refused("code")
    return [code for code in among if code in codes]


def numbered(row: Numbered, prefix: str, day: date) -> Numbered:
    """Save a new row under a number that nobody has yet."""
    made: Any = row
    for _ in range(DRAWS):
        made.number = numbers.draw(prefix, day)
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            if not type(row)._default_manager.filter(number=made.number).exists():  # noqa: SLF001 - Django's documented name
                raise
        else:
            return row
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {prefix} numbers is nearly full")


def write_step(
    campaign: Campaign, act: str, viewer: Viewer, *, source: str | None = None, text: str = "", facts: Mapping[str, Any] | None = None
) -> Step:
    """Save the campaign and say what was done: one step, one event, and last one entry of the ledger, which holds the words' digest."""
    came_from = campaign.state if source is None else source
    seq = (campaign.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    campaign.save()
    step = Step.objects.create(
        campaign=campaign,
        seq=seq,
        act=act,
        source=came_from,
        target=campaign.state,
        text=text,
        day=clock.today(),
        actor=viewer.account,
    )
    events.publish(CampaignStepped(campaign.pk, viewer.actor, act, seq, came_from, campaign.state))
    said = {"seq": seq, "act": act, "from": came_from, "to": campaign.state, "words": canonical.digest(text).hex(), "day": step.day}
    ledger.append(f"campaign.{act}", campaign.ref, {**(facts or {}), **said}, actor=viewer.actor)
    return step
