"""What a campaign does: activities on days, what they cost, and whom they reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import uuid4

from django.db import transaction
from django.db.models import Sum

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Person, Unit, held_on
from amanah.kernel import clock
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.models import Activity, Campaign, Reach, Reached, Spending
from amanah.rooms.campaigns.refusals import Refused
from amanah.rooms.campaigns.services.stepping import hold, need, numbered, worded, write_step
from amanah.rooms.campaigns.sides import stands_on

PREFIX = "KG"
_PLANNED = (*declare.PLANNING, "running")
_REACHED = ("running", "finished")


@dataclass(frozen=True)
class ActivityPlan:
    """What is done when, where and by whom. Without a `last_day` it is one day; `who` names speakers from outside."""

    title: str
    channel: str
    day: date
    last_day: date | None = None
    begins_at: time | None = None
    place: str = ""
    responsible: Person | None = None
    who: str = ""


@transaction.atomic
def plan_activity(campaign: Campaign, plan: ActivityPlan, *, viewer: Viewer) -> Activity:
    """Put an activity into the campaign's calendar.

    Raises:
        Refused: "not_found", "side", "state", "words", "code", "days" or "outside".
    """
    hold(campaign, viewer)
    need(viewer, campaign, states=("draft", "running"))
    if plan.channel not in declare.CHANNELS:
        raise Refused("code")
    last_day = _within(campaign, plan.day, plan.last_day)
    activity_id = uuid4()
    activity = Activity(
        id=activity_id,
        ref=f"activity:{activity_id}",
        campaign=campaign,
        title=worded(plan.title),
        channel=plan.channel,
        day=plan.day,
        last_day=last_day,
        begins_at=plan.begins_at,
        place=plan.place.strip(),
        responsible=plan.responsible,
        who=plan.who.strip(),
    )
    numbered(activity, PREFIX, clock.today())
    write_step(campaign, "planned", viewer, text=activity.title, facts={"activity": activity.ref, "on": plan.day, "channel": plan.channel})
    return activity


@transaction.atomic
def move_activity(activity: Activity, day: date, text: str, *, viewer: Viewer, last_day: date | None = None) -> Activity:
    """Put an activity on another day, with the reason.

    Raises:
        Refused: "not_found", "side", "state", "words", "days" or "outside".
    """
    _hold(activity, viewer)
    activity.last_day = _within(activity.campaign, day, last_day)
    before, activity.day = activity.day, day
    activity.save(update_fields=["day", "last_day"])
    facts = {"activity": activity.ref, "before": before, "on": day}
    write_step(activity.campaign, "moved", viewer, text=f"{activity.title}: {worded(text)}", facts=facts)
    return activity


@transaction.atomic
def do_activity(activity: Activity, text: str, *, viewer: Viewer) -> Activity:
    """It took place; `text` says how it went.

    Raises:
        Refused: "not_found", "side", "state", "words", or "future" before its day, or while the campaign has not begun.
    """
    _hold(activity, viewer)
    if activity.day > clock.today() or activity.campaign.state != "running":
        raise Refused("future")
    activity.state, activity.note = declare.DONE, worded(text)
    activity.save(update_fields=["state", "note"])
    write_step(activity.campaign, "done", viewer, text=f"{activity.title}: {activity.note}", facts={"activity": activity.ref})
    return activity


@transaction.atomic
def drop_activity(activity: Activity, text: str, *, viewer: Viewer) -> Activity:
    """It does not take place, for a reason.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    _hold(activity, viewer)
    activity.state, activity.note = declare.DROPPED, worded(text)
    activity.save(update_fields=["state", "note"])
    write_step(activity.campaign, "dropped", viewer, text=f"{activity.title}: {activity.note}", facts={"activity": activity.ref})
    return activity


@transaction.atomic
def spend(campaign: Campaign, amount: int, what: str, day: date, *, viewer: Viewer) -> Spending:
    """Note money that was spent, in whole rupiah; a correction is an amount below zero, and never more than was spent.

    Raises:
        Refused: "not_found", "side", "state", "words", "future" or "amount".
    """
    hold(campaign, viewer)
    need(viewer, campaign, states=_REACHED)
    if day > clock.today():
        raise Refused("future")
    so_far = campaign.spendings.aggregate(all=Sum("amount"))["all"] or 0
    if not amount or so_far + amount < 0:
        raise Refused("amount")
    spending = Spending.objects.create(
        campaign=campaign, day=day, amount=amount, what=worded(what), recorded_by=viewer.account, recorded_on=clock.today()
    )
    write_step(campaign, "spent", viewer, text=spending.what, facts={"amount": amount, "on": day, "total": so_far + amount})
    return spending


@transaction.atomic
def count_reach(
    activity: Activity, people: int, *, viewer: Viewer, unit: Unit | None = None, group: str = "", basis: str = declare.COUNTED
) -> Reach:
    """Note how many an activity reached: of a unit, of a group (a post, or people from outside), or of a group in a unit.

    Said again for the same unit and group, it takes the earlier number's place.

    Raises:
        Refused: "not_found", "side", "state", "future", "people", "code", or "words" where it is neither a unit nor a group.
    """
    _reaching(activity, viewer)
    group = group.strip()
    if unit is None and not group:
        raise Refused("words")
    if people < 1:
        raise Refused("people")
    if basis not in declare.BASES:
        raise Refused("code")
    said = {"people": people, "basis": basis, "day": clock.today(), "recorded_by": viewer.account}
    reach, _made = Reach.objects.update_or_create(activity=activity, unit=unit, group=group, defaults=said)
    facts = {"activity": activity.ref, "unit": str(unit.pk) if unit else "", "people": people, "basis": basis}
    write_step(activity.campaign, "reached", viewer, text=activity.title, facts=facts)
    return reach


@transaction.atomic
def list_reach(activity: Activity, people: Iterable[Person], *, viewer: Viewer) -> int:
    """Note by name who was reached; somebody who is on the list already stays there once. Answers how many are new.

    Raises:
        Refused: "not_found", "side", "state", "future" or "people".
    """
    _reaching(activity, viewer)
    wanted = {person.pk: person for person in people}
    if not wanted:
        raise Refused("people")
    there = set(activity.reached.filter(person_id__in=wanted).values_list("person_id", flat=True))
    held = Holding.objects.filter(held_on(activity.day), person_id__in=wanted).order_by("-since", "-pk")
    units = dict(held.values_list("person_id", "post__unit_id"))
    new = [
        Reached(activity=activity, person=person, unit_id=units.get(person_id), day=clock.today())
        for person_id, person in wanted.items()
        if person_id not in there
    ]
    Reached.objects.bulk_create(new, batch_size=1000)
    write_step(activity.campaign, "reached", viewer, text=activity.title, facts={"activity": activity.ref, "listed": len(new)})
    return len(new)


def may_work(viewer: Viewer, activity: Activity) -> bool:
    """Whether the viewer carries the activity, as far as people are concerned."""
    return stands_on(viewer, activity.campaign, declare.WRITING) or _answers(viewer, activity)


def _answers(viewer: Viewer, activity: Activity) -> bool:
    return activity.responsible_id is not None and activity.responsible_id == viewer.account.person_id


def _hold(activity: Activity, viewer: Viewer, *, states: tuple[str, ...] = _PLANNED) -> None:
    """The campaign first, then its activity, which is still planned."""
    hold(activity.campaign, viewer)
    campaign = activity.campaign
    activity.refresh_from_db(from_queryset=Activity.objects.select_for_update())
    activity.campaign = campaign
    if not may_work(viewer, activity):
        raise Refused("side")
    if campaign.state not in states or (activity.state != declare.PLANNED and states is _PLANNED):
        raise Refused("state")


def _reaching(activity: Activity, viewer: Viewer) -> None:
    _hold(activity, viewer, states=_REACHED)
    if activity.state == declare.DROPPED:
        raise Refused("state")
    if activity.day > clock.today():
        raise Refused("future")


def _within(campaign: Campaign, day: date, last_day: date | None) -> date:
    last_day = last_day or day
    if last_day < day:
        raise Refused("days")
    if day < campaign.begins_on or last_day > campaign.ends_on:
        raise Refused("outside")
    return last_day
