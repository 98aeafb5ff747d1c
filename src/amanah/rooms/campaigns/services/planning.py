"""Drawing up a campaign, and changing what was drawn up while nothing has begun."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import clock
from amanah.rooms.campaigns import audiences, declare
from amanah.rooms.campaigns.audiences import AudiencePlan
from amanah.rooms.campaigns.data import designs, values
from amanah.rooms.campaigns.models import Campaign
from amanah.rooms.campaigns.refusals import Refused
from amanah.rooms.campaigns.services.stepping import hold, known, need, numbered, worded, write_step
from amanah.rooms.campaigns.sides import standing

PREFIX = "KM"


@dataclass(frozen=True)
class Plan:
    """What a campaign wants to be.

    Args:
        title: what it is called, and `title_en` in English.
        aim: what shall be different afterwards.
        measure: how that is seen; `baseline` and `target` are figures in `measure_unit`, where it can be counted.
        message: what it says, and `message_en` in English.
        begins_on: its first day, and `ends_on` its last.
        audience: whom it is for.
        channels: codes of `declare.CHANNELS`.
        values: keys of data/values.toml.
        designs: keys of data/designs.toml that it uses.
        budget: whole rupiah, where it costs any.
    """

    title: str
    aim: str
    measure: str
    message: str
    begins_on: date
    ends_on: date
    audience: AudiencePlan = AudiencePlan()  # noqa: RUF009 - a frozen value
    title_en: str = ""
    message_en: str = ""
    measure_unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    channels: Sequence[str] = ()
    values: Sequence[str] = ()
    designs: Sequence[str] = ()
    budget: int | None = None


@transaction.atomic
def open_campaign(plan: Plan, *, unit: Unit, owner: Person, viewer: Viewer) -> Campaign:
    """Draw up a campaign of `unit`, which `owner` carries; `viewer` keeps the campaigns of that unit.

    Raises:
        Refused: "unit", "words", "days", "audience" or "code".
    """
    if not standing(viewer).keeps(unit):
        raise Refused("unit")
    campaign_id, today = uuid4(), clock.today()
    campaign = Campaign(id=campaign_id, ref=f"campaign:{campaign_id}", unit=unit, owner=owner, opened_on=today, opened_by=viewer.account)
    _write(campaign, plan)
    numbered(campaign, PREFIX, today)
    facts = {"number": campaign.number, "unit": str(unit.pk), "owner": str(owner.pk), "budget": campaign.budget}
    write_step(campaign, "opened", viewer, source="", text=_told(campaign), facts=facts)
    return campaign


@transaction.atomic
def change(campaign: Campaign, plan: Plan, *, viewer: Viewer, owner: Person | None = None) -> Campaign:
    """Change a draft. What somebody approved is not changed behind their back: it is sent back or cancelled first.

    Raises:
        Refused: as `open_campaign`, or "not_found", "side", "state", or "outside" where an activity lies outside the new days.
    """
    hold(campaign, viewer)
    need(viewer, campaign, states=("draft",))
    _write(campaign, plan)
    campaign.owner = owner or campaign.owner
    planned = campaign.activities.exclude(state=declare.DROPPED)
    if planned.filter(day__lt=plan.begins_on).exists() or planned.filter(last_day__gt=plan.ends_on).exists():
        raise Refused("outside")
    write_step(campaign, "changed", viewer, text=_told(campaign), facts={"owner": str(campaign.owner_id), "budget": campaign.budget})
    return campaign


def _write(campaign: Campaign, plan: Plan) -> None:
    """The plan onto the row, which is not saved yet."""
    if plan.ends_on < plan.begins_on:
        raise Refused("days")
    campaign.title, campaign.title_en = worded(plan.title), plan.title_en.strip()
    campaign.aim, campaign.measure = worded(plan.aim), worded(plan.measure)
    campaign.measure_unit, campaign.baseline, campaign.target = plan.measure_unit.strip(), plan.baseline, plan.target
    campaign.message, campaign.message_en = worded(plan.message), plan.message_en.strip()
    campaign.channels = known(plan.channels, list(declare.CHANNELS))
    campaign.values = known(plan.values, list(values()))
    campaign.designs = known(plan.designs, list(designs()))
    campaign.budget = plan.budget or None
    campaign.begins_on, campaign.ends_on = plan.begins_on, plan.ends_on
    campaign.audience = audiences.keep(plan.audience, on=campaign.audience if campaign.audience_id else None)


def _told(campaign: Campaign) -> str:
    return f"{campaign.title}\n{campaign.aim}"
