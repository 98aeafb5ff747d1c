"""Campaigns and what belongs to them as threads, notices and actions know them: which a person may see, and how they are called."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Describe, Known, Sieve, ThreadNode
from amanah.rooms.campaigns import addresses, declare
from amanah.rooms.campaigns.models import Activity, Agent, Campaign, Circular, Idea, LeadershipAct
from amanah.rooms.campaigns.queries.ideas import visible_ideas
from amanah.rooms.campaigns.queries.people import visible_acts, visible_agents
from amanah.rooms.campaigns.queries.reading import visible_circulars
from amanah.rooms.campaigns.queries.visible import activities, visible


def _campaign(one: Campaign) -> ThreadNode:
    return ThreadNode(one.ref, f"{one.number} {one.title}", _("Kampanye"), addresses.of_campaign(one.number), one.stands.title)


def _activity(one: Activity) -> ThreadNode:
    note = declare.ACTIVITY[one.state]
    return ThreadNode(one.ref, f"{one.number} {one.title}", _("Kegiatan kampanye"), addresses.of_activity(one.number), note)


def _circular(one: Circular) -> ThreadNode:
    note = declare.CIRCULARS[one.state]
    return ThreadNode(one.ref, f"{one.number} {one.title}", _("Pesan wajib baca"), addresses.of_circular(one.number), note)


def _idea(one: Idea) -> ThreadNode:
    return ThreadNode(one.ref, f"{one.number} {one.title}", _("Gagasan"), addresses.of_idea(one.number), declare.IDEAS[one.state])


def _act(one: LeadershipAct) -> ThreadNode:
    note = declare.LEADERSHIP[one.sort]
    return ThreadNode(one.ref, f"{one.number} {one.title}", _("Teladan pimpinan"), addresses.of_act(one.number), note)


def _agent(one: Agent) -> ThreadNode:
    return ThreadNode(one.ref, str(one.person), _("Agen perubahan"), addresses.of_agent(one.pk), one.unit.name)


def _sieve(rows: Callable[[Viewer], "QuerySet[Any]"], viewer: Viewer, refs: Collection[str]) -> Known:
    return rows(viewer).filter(pk__in=_ids(refs))


def _describe(
    rows: Callable[[Viewer], "QuerySet[Any]"], node: Callable[[Any], ThreadNode], viewer: Viewer, refs: Collection[str]
) -> Iterable[ThreadNode]:
    return [node(one) for one in rows(viewer).filter(pk__in=_ids(refs))]


def _ids(refs: Collection[str]) -> list[UUID]:
    return [UUID(ref.partition(":")[2]) for ref in refs]


def _agents(viewer: Viewer) -> "QuerySet[Agent]":
    return visible_agents(viewer).select_related("person", "unit")


_ROWS: Final[Mapping[str, tuple[Callable[[Viewer], "QuerySet[Any]"], Callable[[Any], ThreadNode]]]] = {
    "campaign": (visible, _campaign),
    "activity": (activities, _activity),
    "circular": (visible_circulars, _circular),
    "idea": (visible_ideas, _idea),
    "leadership": (visible_acts, _act),
    "agent": (_agents, _agent),
}
KINDS: Final[Mapping[str, tuple[Sieve, Describe]]] = {
    kind: (partial(_sieve, rows), partial(_describe, rows, node)) for kind, (rows, node) in _ROWS.items()
}
"""The kinds of references that this room answers for."""
