"""Acts of leaders and agents of change that somebody may know of."""

from django.db.models import Q, QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.campaigns.models import Agent, LeadershipAct
from amanah.rooms.campaigns.queries.visible import kept
from amanah.rooms.campaigns.sides import standing


def visible_acts(viewer: Viewer) -> QuerySet[LeadershipAct]:
    """One's own, those of units whose campaigns the viewer keeps, and what is shared with all staff and stands."""
    person_id = standing(viewer).person_id
    if person_id is None:
        return LeadershipAct.objects.none()
    return LeadershipAct.objects.filter(Q(leader_id=person_id) | kept(viewer) | Q(shared=True, voided_on__isnull=True))


def visible_agents(viewer: Viewer) -> QuerySet[Agent]:
    """All of them: an agent of change is there to be known and asked."""
    return Agent.objects.all() if standing(viewer).person_id is not None else Agent.objects.none()
