"""Lists of campaigns, ideas and acts of leaders: narrowed, and paged by where the last page ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock, numbers
from amanah.rooms.campaigns import addresses, declare
from amanah.rooms.campaigns.models import Activity, Agent, Campaign, Idea, LeadershipAct, Reach, Reached
from amanah.rooms.campaigns.queries.ideas import visible_ideas
from amanah.rooms.campaigns.queries.people import visible_acts, visible_agents
from amanah.rooms.campaigns.queries.visible import visible, worked_on
from amanah.rooms.campaigns.sides import standing

PAGE = 50
LARGEST = 500
"""The largest page: what one export portion reads."""


@dataclass(frozen=True)
class Filters:
    """What a list of campaigns is narrowed to; an empty value narrows nothing."""

    state: str = ""
    outcome: str = ""
    value: str = ""
    mine: str = ""
    unit: str = ""
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the list. Figures are None for whoever does not work on the campaign."""

    campaign: Campaign
    done: int
    planned: int
    contacts: int | None
    spent: int | None

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_campaign(self.campaign.number)

    @property
    def outcome(self) -> Any:
        """What its evaluation said, in words."""
        return declare.OUTCOMES.get(self.campaign.outcome, "")

    @property
    def tone(self) -> str:
        """The tone of that."""
        return declare.OUTCOME_TONES.get(self.campaign.outcome, "neutral")


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """The viewer's campaigns, the one that begins last in front.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    found, further = keyset.page(
        visible(viewer).filter(_conditions(viewer, filters or Filters())).select_related("unit", "owner"),
        "begins_on",
        after=after,
        size=min(size, LARGEST),
    )
    return Page(_rows(viewer, found), further)


def _rows(viewer: Viewer, campaigns: Iterable[Campaign]) -> list[Row]:
    """Lines for these campaigns: four queries."""
    campaigns = list(campaigns)
    ids = [campaign.pk for campaign in campaigns]
    own = set(worked_on(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    many = Activity.objects.filter(campaign_id__in=ids).exclude(state=declare.DROPPED).values("campaign_id")
    counts = {row["campaign_id"]: row for row in many.annotate(all=Count("pk"), done=Count("pk", filter=Q(state=declare.DONE)))}
    contacts = contacts_of(own)
    spent = dict(Campaign.objects.filter(pk__in=own).values_list("pk").annotate(all=Sum("spendings__amount")))
    none = {"all": 0, "done": 0}
    return [
        Row(
            campaign,
            counts.get(campaign.pk, none)["done"],
            counts.get(campaign.pk, none)["all"],
            contacts.get(campaign.pk, 0) if campaign.pk in own else None,
            (spent.get(campaign.pk) or 0) if campaign.pk in own else None,
        )
        for campaign in campaigns
    ]


def contacts_of(ids: Iterable[UUID]) -> dict[UUID, int]:
    """Campaign → contacts: what was counted and who was listed, together; somebody may be in it more than once."""
    ids = list(ids)
    counted = dict(Reach.objects.filter(activity__campaign_id__in=ids).values_list("activity__campaign_id").annotate(n=Sum("people")))
    listed = dict(Reached.objects.filter(activity__campaign_id__in=ids).values_list("activity__campaign_id").annotate(n=Count("pk")))
    return {one: counted.get(one, 0) + listed.get(one, 0) for one in {*counted, *listed}}


def _conditions(viewer: Viewer, filters: Filters) -> Q:
    condition = Q()
    if filters.state:
        condition &= Q(state=filters.state)
    if filters.outcome:
        condition &= Q(outcome=filters.outcome)
    if filters.value:
        condition &= Q(values__icontains=f'"{filters.value}"')
    if filters.mine == "own":
        condition &= Q(owner_id=standing(viewer).person_id)
    elif filters.mine == "work":
        condition &= Q(pk__in=worked_on(viewer).values("pk"))
    return condition & _named(filters.unit, filters.text)


def _named(unit: str, text: str, column: str = "unit") -> Q:
    condition = Q()
    if unit:
        condition &= Q(**{f"{column}__name__icontains": unit}) | Q(**{f"{column}__code__iexact": unit})
    if text:
        condition &= Q(title__icontains=text) | Q(number__contains=numbers.tidy(text))
    return condition


@dataclass(frozen=True)
class IdeaFilters:
    """What the list of ideas is narrowed to."""

    state: str = ""
    mine: str = ""
    unit: str = ""
    text: str = ""


@dataclass(frozen=True)
class IdeaRow:
    """One idea in the list. `supported` says whether the viewer does; `keeps` whether the viewer answers it."""

    idea: Idea
    supports: int
    keeps: bool

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_idea(self.idea.number)

    @property
    def state(self) -> Any:
        """Where it stands, in words."""
        return declare.IDEAS[self.idea.state]

    @property
    def tone(self) -> str:
        """The tone of that."""
        return declare.IDEA_TONES[self.idea.state]

    @property
    def overdue(self) -> bool:
        """Whether its answer should have come."""
        return self.idea.state in declare.OPEN_IDEAS and self.idea.due_on < clock.today()


def ideas(viewer: Viewer, filters: IdeaFilters | None = None, *, after: str = "", size: int = PAGE) -> Page[IdeaRow]:
    """The ideas that the viewer may know of, newest first. Raises ValueError for a mark that no page gave."""
    filters = filters or IdeaFilters()
    condition = _named(filters.unit, filters.text)
    if filters.state:
        condition &= Q(state=filters.state)
    who = standing(viewer)
    if filters.mine == "own":
        condition &= Q(person_id=who.person_id)
    elif filters.mine == "supported":
        condition &= Q(supports__person_id=who.person_id)
    found, further = keyset.page(
        visible_ideas(viewer).filter(condition).select_related("unit", "person"), "day", after=after, size=min(size, LARGEST)
    )
    counts = dict(Idea.objects.filter(pk__in=[idea.pk for idea in found]).values_list("pk").annotate(n=Count("supports")))
    return Page([IdeaRow(idea, counts.get(idea.pk, 0), who.keeps(idea.unit)) for idea in found], further)


@dataclass(frozen=True)
class ActFilters:
    """What the register of acts of leaders is narrowed to."""

    year: str = ""
    sort: str = ""
    clause: str = ""
    voided: str = ""
    unit: str = ""
    text: str = ""


def acts(viewer: Viewer, filters: ActFilters | None = None, *, after: str = "", size: int = PAGE) -> Page[LeadershipAct]:
    """The acts of leaders that the viewer may know of, newest first. Raises ValueError for a mark that no page gave."""
    filters = filters or ActFilters()
    condition = _named(filters.unit, "")
    if filters.text:
        told = numbers.tidy(filters.text)
        condition &= Q(title__icontains=filters.text) | Q(number__contains=told) | Q(leader__name__icontains=filters.text)
    if filters.year.isdecimal():
        condition &= Q(day__year=int(filters.year))
    if filters.sort:
        condition &= Q(sort=filters.sort)
    if filters.clause:
        condition &= Q(clauses__icontains=f'"{filters.clause}"')
    if filters.voided != "yes":
        condition &= Q(voided_on__isnull=True)
    found, further = keyset.page(
        visible_acts(viewer).filter(condition).select_related("unit", "leader"), "day", after=after, size=min(size, LARGEST)
    )
    return Page(found, further)


@dataclass(frozen=True)
class AgentFilters:
    """What the register of agents of change is narrowed to; without `all` only those whose time runs."""

    all: str = ""
    unit: str = ""
    text: str = ""


@dataclass(frozen=True)
class AgentRow:
    """One agent of change, and how many things they wrote down."""

    agent: Agent
    deeds: int

    @property
    def url(self) -> str:
        """Where the page of the appointment is."""
        return addresses.of_agent(self.agent.pk)

    @property
    def running(self) -> bool:
        """Whether their time runs today."""
        return runs(self.agent, clock.today())


def agents(viewer: Viewer, filters: AgentFilters | None = None, *, after: str = "", size: int = PAGE) -> Page[AgentRow]:
    """Agents of change, the latest appointment first. Raises ValueError for a mark that no page gave."""
    filters = filters or AgentFilters()
    condition = _named(filters.unit, "")
    if filters.text:
        condition &= Q(person__name__icontains=filters.text)
    if not filters.all:
        condition &= Q(since__lte=clock.today(), until__gte=clock.today())
    found, further = keyset.page(
        visible_agents(viewer).filter(condition).select_related("unit", "person"), "since", after=after, size=min(size, LARGEST)
    )
    counts = dict(Agent.objects.filter(pk__in=[agent.pk for agent in found]).values_list("pk").annotate(n=Count("deeds")))
    return Page([AgentRow(agent, counts.get(agent.pk, 0)) for agent in found], further)


def runs(agent: Agent, day: date) -> bool:
    """Whether the appointment holds on a day."""
    return agent.since <= day <= agent.until
