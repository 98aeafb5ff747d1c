"""Acts of leaders, and agents of change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Holding, Person, Unit, held_on
from amanah.kernel import canonical, clock, events
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.data import clauses
from amanah.rooms.campaigns.events import AgentAppointed
from amanah.rooms.campaigns.models import Agent, Campaign, Deed, LeadershipAct
from amanah.rooms.campaigns.queries.visible import visible
from amanah.rooms.campaigns.refusals import Refused
from amanah.rooms.campaigns.services.stepping import known, numbered, worded
from amanah.rooms.campaigns.sides import standing

PREFIX = "TP"
_POST = 200


@dataclass(frozen=True)
class ActPlan:
    """What a leader did. A decision says what it cost; `clauses` are keys of data/clauses.toml."""

    sort: str
    day: date
    title: str
    what: str
    cost: str = ""
    amount: int | None = None
    clauses: Sequence[str] = ()
    campaign: Campaign | None = None
    shared: bool = False


@transaction.atomic
def record_act(plan: ActPlan, *, leader: Person, unit: Unit, viewer: Viewer) -> LeadershipAct:
    """Record what the head of a unit did. `viewer` keeps the campaigns of that unit, the leader among them.

    Raises:
        Refused: "unit", "code", "future", "leader", "words", "cost", "clause", or "not_found" for a campaign that the viewer does not see.
    """
    if not standing(viewer).keeps(unit):
        raise Refused("unit")
    if plan.sort not in declare.LEADERSHIP:
        raise Refused("code")
    if plan.day > clock.today():
        raise Refused("future")
    held = Holding.objects.filter(held_on(plan.day), heads=True, person=leader, post__unit=unit).select_related("post").first()
    if held is None:
        raise Refused("leader")
    if plan.sort == declare.DECISION and not plan.cost.strip():
        raise Refused("cost")
    if not set(plan.clauses) <= set(clauses()):
        raise Refused("clause")
    if plan.campaign is not None and not visible(viewer).filter(pk=plan.campaign.pk).exists():
        raise Refused("not_found")
    act_id = uuid4()
    act = LeadershipAct(
        id=act_id,
        ref=f"leadership:{act_id}",
        leader=leader,
        post=_post_of(held),
        unit=unit,
        sort=plan.sort,
        day=plan.day,
        title=worded(plan.title),
        what=worded(plan.what),
        cost=plan.cost.strip(),
        amount=plan.amount or None,
        clauses=known(plan.clauses, list(clauses())),
        campaign=plan.campaign,
        shared=plan.shared,
        recorded_by=viewer.account,
        recorded_on=clock.today(),
    )
    numbered(act, PREFIX, clock.today())
    facts = {
        "number": act.number,
        "leader": str(leader.pk),
        "unit": str(unit.pk),
        "sort": act.sort,
        "day": act.day,
        "amount": act.amount,
        "words": canonical.digest([act.title, act.what, act.cost]).hex(),
    }
    ledger.append("leadership.recorded", act.ref, facts, actor=viewer.actor)
    return act


@transaction.atomic
def void_act(act: LeadershipAct, reason: str, *, viewer: Viewer) -> LeadershipAct:
    """Strike a record out; it stays in the register with the reason.

    Raises:
        Refused: "unit", "voided" or "words".
    """
    act.refresh_from_db(from_queryset=LeadershipAct.objects.select_for_update().select_related("unit"))
    if not standing(viewer).keeps(act.unit):
        raise Refused("unit")
    if act.voided_on is not None:
        raise Refused("voided")
    act.voided_reason, act.voided_on, act.voided_by = worded(reason), clock.today(), viewer.account
    act.save(update_fields=["voided_reason", "voided_on", "voided_by"])
    ledger.append("leadership.voided", act.ref, {"words": canonical.digest(act.voided_reason).hex()}, actor=viewer.actor)
    return act


@transaction.atomic
def appoint_agent(person: Person, unit: Unit, since: date, until: date, *, viewer: Viewer, decree: str = "") -> Agent:
    """Appoint somebody as agent of change of a unit, from `since` to `until`, the last day. Nobody appoints themself.

    Raises:
        Refused: "unit", "own", "days", or "appointed" where the time meets an earlier appointment to the same unit.
    """
    if not standing(viewer).keeps(unit):
        raise Refused("unit")
    if person.pk == viewer.account.person_id:
        raise Refused("own")
    if until < since:
        raise Refused("days")
    if Agent.objects.filter(person=person, unit=unit, since__lte=until, until__gte=since).exists():
        raise Refused("appointed")
    agent_id = uuid4()
    agent = Agent.objects.create(
        id=agent_id,
        ref=f"agent:{agent_id}",
        person=person,
        unit=unit,
        since=since,
        until=until,
        decree=decree.strip(),
        appointed_by=viewer.account,
    )
    events.publish(AgentAppointed(agent.pk, viewer.actor))
    facts = {"person": str(person.pk), "unit": str(unit.pk), "since": since, "until": until}
    ledger.append("agent.appointed", agent.ref, facts, actor=viewer.actor)
    return agent


@transaction.atomic
def end_agent(agent: Agent, reason: str, *, viewer: Viewer) -> Agent:
    """End an appointment with today as its last day, for a reason.

    Raises:
        Refused: "unit", "ended" or "words".
    """
    agent.refresh_from_db(from_queryset=Agent.objects.select_for_update().select_related("unit"))
    if not standing(viewer).keeps(agent.unit):
        raise Refused("unit")
    if agent.until < clock.today():
        raise Refused("ended")
    agent.ended_reason, agent.until = worded(reason), max(clock.today(), agent.since)
    agent.save(update_fields=["ended_reason", "until"])
    facts = {"until": agent.until, "words": canonical.digest(agent.ended_reason).hex()}
    ledger.append("agent.ended", agent.ref, facts, actor=viewer.actor)
    return agent


@transaction.atomic
def write_plan(agent: Agent, plan: str, *, viewer: Viewer) -> Agent:
    """An agent of change says what they mean to do; a later plan takes the earlier one's place.

    Raises:
        Refused: "own" for anybody else, "ended" or "words".
    """
    _own(agent, viewer)
    agent.plan, agent.planned_on = worded(plan), clock.today()
    agent.save(update_fields=["plan", "planned_on"])
    ledger.append("agent.planned", agent.ref, {"words": canonical.digest(agent.plan).hex()}, actor=viewer.actor)
    return agent


@transaction.atomic
def record_deed(agent: Agent, what: str, day: date, *, viewer: Viewer, campaign: Campaign | None = None) -> Deed:
    """An agent of change says what they did.

    Raises:
        Refused: "own" for anybody else, "words", "days" for a day outside their time, "future", or "not_found" for the campaign.
    """
    if agent.person_id != viewer.account.person_id or not viewer.account.may_sign_in():
        raise Refused("not_found")
    if not agent.since <= day <= agent.until:
        raise Refused("days")
    if day > clock.today():
        raise Refused("future")
    if campaign is not None and not visible(viewer).filter(pk=campaign.pk).exists():
        raise Refused("not_found")
    deed = Deed.objects.create(agent=agent, day=day, what=worded(what), campaign=campaign, written_on=clock.today())
    ledger.append("agent.did", agent.ref, {"day": day, "words": canonical.digest(deed.what).hex()}, actor=viewer.actor)
    return deed


def _own(agent: Agent, viewer: Viewer) -> None:
    agent.refresh_from_db(from_queryset=Agent.objects.select_for_update())
    if agent.person_id != viewer.account.person_id or not viewer.account.may_sign_in():
        raise Refused("not_found")
    if agent.until < clock.today():
        raise Refused("ended")


def _post_of(held: Holding) -> str:
    acting = "" if held.acting == "definitive" else f"{held.acting.capitalize()}. "
    return f"{acting}{held.post.title}"[:_POST]
