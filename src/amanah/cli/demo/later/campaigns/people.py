"""What leaders did, agents of change, and ideas of the staff with their answers."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from amanah.cli.demo.later import Stage
from amanah.cli.demo.later.campaigns.stories import APPROVER, OWNER, SAID, person_of
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.campaigns import services
from amanah.rooms.campaigns.models import Campaign
from amanah.rooms.campaigns.services import ActPlan


def tell(stage: Stage) -> None:
    """All of them."""
    titles = {story["key"]: story["title"] for story in SAID["campaigns"]}
    campaigns = {key: Campaign.objects.get(title=title) for key, title in titles.items()}
    for act in SAID["acts"]:
        with stage.at(_ago(stage, act["day"] - 1)), transaction.atomic():
            _act(stage, act, campaigns)
    for agent in SAID["agents"]:
        _agent(stage, agent)
    for idea in SAID["ideas"]:
        _idea(stage, idea, campaigns)


def _act(stage: Stage, said: Mapping[str, Any], campaigns: Mapping[str, Campaign]) -> None:
    unit = stage.unit(said["leader"])
    leader = _head(unit)
    if leader is not None:
        words = {name: said[name] for name in ("sort", "title", "what", "cost", "amount") if name in said}
        plan = ActPlan(**words, day=_ago(stage, said["day"]), campaign=campaigns.get(said.get("campaign", "")), shared=True)
        services.record_act(plan, leader=leader, unit=unit, viewer=stage.viewer(OWNER))


def _agent(stage: Stage, said: Mapping[str, Any]) -> None:
    since, until = (_ago(stage, days) for days in said["days"])
    viewer, unit = stage.viewer(said["username"]), stage.unit(said["unit"])
    with stage.at(since), transaction.atomic():
        agent = services.appoint_agent(person_of(said["username"]), unit, since, until, viewer=stage.viewer(OWNER))
        services.write_plan(agent, said["plan"], viewer=viewer)
    for deed in said["deeds"]:
        day = _ago(stage, deed["day"])
        with stage.at(day), transaction.atomic():
            services.record_deed(agent, deed["what"], day, viewer=viewer)


def _idea(stage: Stage, said: Mapping[str, Any], campaigns: Mapping[str, Campaign]) -> None:
    unit = stage.unit(said["unit"])
    words = {"unit": unit, "named": said["named"], "campaign": campaigns.get(said.get("campaign", ""))}
    with stage.at(_ago(stage, said["day"])), transaction.atomic():
        idea = services.put_in(said["title"], said["text"], viewer=stage.viewer(said["by"]), **words)
    keeper, approver = stage.viewer(OWNER), stage.viewer(APPROVER).person
    if said["answer"]:
        with stage.at(_ago(stage, said["day"] - 12)), transaction.atomic():
            if said["answer"] == "declined":
                services.decline(idea, said["reply"], viewer=keeper)
            else:
                services.consider(idea, said["reply"] if said["answer"] == "considered" else "", viewer=keeper)
    for n, name in enumerate(said["supports"]):
        with stage.at(_ago(stage, max(said["day"] - 14 - n, 1))), transaction.atomic():
            if said["answer"] in {"considered", "taken"}:
                services.support(idea, viewer=stage.viewer(name))
    if said["answer"] == "taken" and approver is not None:
        due_on = _ago(stage, said["day"] - 120)
        with stage.at(_ago(stage, said["day"] - 25)), transaction.atomic():
            services.take_up(idea, said["reply"], unit=unit, verifier=approver, due_on=due_on, viewer=keeper)


def _head(unit: Unit) -> Person | None:
    return next((holding.person for holding in organisation.holdings_in(unit) if holding.heads), None)


def _ago(stage: Stage, days: int) -> date:
    return stage.today - timedelta(days=days)
