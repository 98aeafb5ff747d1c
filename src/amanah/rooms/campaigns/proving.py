"""Evidence for campaigns in the library of proofs: who may attach it, and for which days it has to speak.

A campaign's own material (a poster of one's own, a film, a talk) lies in the same library under a reference of its own.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from amanah.engines.proofs.owners import Describe, MayAttach, Purpose
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.campaigns import addresses, declare
from amanah.rooms.campaigns.models import Agent, Campaign, LeadershipAct
from amanah.rooms.campaigns.queries.people import visible_acts, visible_agents
from amanah.rooms.campaigns.queries.visible import visible, worked_on
from amanah.rooms.campaigns.sides import sides_of, standing

MATERIAL: Final = "material"


def material_of(campaign: Campaign) -> str:
    """How a campaign's own material is referred to."""
    return f"{MATERIAL}:{campaign.pk}"


def _may_attach(viewer: Viewer, ref: str) -> bool:
    campaign = worked_on(viewer).filter(pk=ref.partition(":")[2]).select_related("unit").first()
    return campaign is not None and campaign.state != "cancelled" and bool(sides_of(viewer, campaign))


def _describe(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    for campaign in visible(viewer).filter(ref__in=refs):
        yield purpose_of(campaign)


def _describe_material(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    for campaign in visible(viewer).filter(pk__in=[ref.partition(":")[2] for ref in refs]):
        yield purpose_of_material(campaign)


def _may_attach_to_act(viewer: Viewer, ref: str) -> bool:
    act = visible_acts(viewer).filter(ref=ref, voided_on__isnull=True).select_related("unit").first()
    return act is not None and standing(viewer).keeps(act.unit)


def _describe_acts(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    for act in visible_acts(viewer).filter(ref__in=refs):
        yield purpose_of_act(act)


def _may_attach_to_agent(viewer: Viewer, ref: str) -> bool:
    agent = visible_agents(viewer).filter(ref=ref).select_related("unit").first()
    return agent is not None and (agent.person_id == viewer.account.person_id or standing(viewer).keeps(agent.unit))


def _describe_agents(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    for agent in visible_agents(viewer).filter(ref__in=refs).select_related("person"):
        yield purpose_of_agent(agent)


def purpose_of(campaign: Campaign) -> Purpose:
    """A campaign as it is named beside its proofs, with its days."""
    title, address = f"{campaign.number} {campaign.title}", addresses.of_campaign(campaign.number)
    return Purpose(campaign.ref, title, _("Kampanye"), address, campaign.begins_on, campaign.ends_on)


def purpose_of_material(campaign: Campaign) -> Purpose:
    """A campaign's own material."""
    address = addresses.of_campaign(campaign.number)
    return Purpose(material_of(campaign), f"{campaign.number} {campaign.title}", _("Bahan kampanye"), address)


def purpose_of_act(act: LeadershipAct) -> Purpose:
    """An act of leadership as it is named beside its proofs."""
    return Purpose(act.ref, f"{act.number} {act.title}", declare.LEADERSHIP[act.sort], addresses.of_act(act.number), act.day, act.day)


def purpose_of_agent(agent: Agent) -> Purpose:
    """An appointment as it is named beside its proofs."""
    return Purpose(agent.ref, str(agent.person), _("Agen perubahan"), addresses.of_agent(agent.pk), agent.since, agent.until)


KINDS: Final[Mapping[str, tuple[MayAttach, Describe]]] = {
    "campaign": (_may_attach, _describe),
    MATERIAL: (_may_attach, _describe_material),
    "leadership": (_may_attach_to_act, _describe_acts),
    "agent": (_may_attach_to_agent, _describe_agents),
}
"""The kinds of references that proofs may be attached to."""
