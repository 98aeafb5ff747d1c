"""What the page of one campaign shows beyond its own row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.campaigns import addresses, declare
from amanah.rooms.campaigns.models import Activity, Campaign, Nameless, Reach, Reached
from amanah.rooms.campaigns.queries.visible import visible


@dataclass(frozen=True)
class Entry:
    """One line of the timeline."""

    title: Any
    day: date
    actor: str
    text: str
    tone: str


def timeline(campaign: Campaign) -> list[Entry]:
    """Everything that was done about it, the latest first: one query."""
    return [
        Entry(declare.told(step.act), step.day, str(step.actor), step.text, _tone(step.act, step.target))
        for step in campaign.steps.select_related("actor__person").order_by("-seq")
    ]


def _tone(act: str, target: str) -> str:
    return declare.STATES[target].tone if act in declare.MOVES else "neutral"


@dataclass(frozen=True)
class Doing:
    """An activity as a list shows it. `reached` counts contacts; None for whoever does not work on the campaign."""

    activity: Activity
    reached: int | None

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_activity(self.activity.number)

    @property
    def channel(self) -> Any:
        """How it speaks, in words."""
        return declare.CHANNELS[self.activity.channel]

    @property
    def state(self) -> Any:
        """Whether it took place, in words."""
        return declare.ACTIVITY[self.activity.state]

    @property
    def tone(self) -> str:
        """The tone of that."""
        return declare.ACTIVITY_TONES[self.activity.state]


def doings(campaign: Campaign, *, with_reach: bool) -> list[Doing]:
    """Its activities in the order of their days: three queries at most."""
    found = list(campaign.activities.select_related("responsible").order_by("day", "begins_at", "pk"))
    contacts = contacts_by_activity(found) if with_reach else {}
    return [Doing(activity, contacts.get(activity.pk, 0) if with_reach else None) for activity in found]


def contacts_by_activity(activities: Iterable[Activity]) -> dict[Any, int]:
    """Activity → contacts: what was counted and who was listed."""
    ids = [activity.pk for activity in activities]
    counted = dict(Reach.objects.filter(activity_id__in=ids).values_list("activity_id").annotate(n=Sum("people")))
    listed = dict(Reached.objects.filter(activity_id__in=ids).values_list("activity_id").annotate(n=Count("pk")))
    return {one: counted.get(one, 0) + listed.get(one, 0) for one in {*counted, *listed}}


@dataclass(frozen=True)
class ReachLine:
    """How many contacts there were with a unit or a group; `people` counts different people: known from lists, also once names went."""

    name: str
    contacts: int
    people: int


@dataclass(frozen=True)
class ReachSum:
    """The reach of a campaign: contacts may hold somebody twice; `people` are different people by name."""

    lines: tuple[ReachLine, ...]
    contacts: int
    people: int
    estimated: int


def reach(campaign: Campaign) -> ReachSum:
    """Who was reached, by unit and group, the most first: four queries."""
    counted = Reach.objects.filter(activity__campaign=campaign)
    listed = Reached.objects.filter(activity__campaign=campaign)
    contacts: dict[str, int] = {}
    names: dict[str, int] = {}
    estimated = 0
    for row in counted.select_related("unit"):
        name = ", ".join(str(part) for part in (row.unit, row.group) if part)
        contacts[name] = contacts.get(name, 0) + row.people
        estimated += row.people if row.basis == declare.ESTIMATED else 0
    gone = list(Nameless.objects.filter(campaign=campaign).values_list("whole", "unit__name", "people"))
    for unit, many, people in listed.values_list("unit__name").annotate(n=Count("pk"), p=Count("person_id", distinct=True)):
        name = unit or _("Tanpa unit")
        contacts[name] = contacts.get(name, 0) + many
        names[name] = people + sum(n for whole, of, n in gone if not whole and of == unit)
    lines = [ReachLine(name, n, names.get(name, 0)) for name, n in sorted(contacts.items(), key=lambda one: (-one[1], one[0]))]
    people = listed.aggregate(n=Count("person_id", distinct=True))["n"] + sum(n for whole, _of, n in gone if whole) if names else 0
    return ReachSum(tuple(lines), sum(contacts.values()), people, estimated)


def spent(campaign: Campaign) -> int:
    """What it spent so far, in whole rupiah."""
    return campaign.spendings.aggregate(all=Sum("amount"))["all"] or 0


def month(viewer: Viewer, first: date, last: date) -> list[Activity]:
    """The activities of these days of campaigns that the viewer may know of; what does not take place is left out. One query."""
    found = Activity.objects.filter(campaign__in=visible(viewer), day__lte=last, last_day__gte=first).exclude(state=declare.DROPPED)
    return list(found.select_related("campaign").order_by("day", "begins_at", "pk"))
