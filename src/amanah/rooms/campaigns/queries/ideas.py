"""Which ideas somebody may know of, in lists and one by one."""

from django.db.models import Q, QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.models import Idea
from amanah.rooms.campaigns.queries.visible import kept
from amanah.rooms.campaigns.sides import standing


def visible_ideas(viewer: Viewer) -> QuerySet[Idea]:
    """What is shown to all staff, one's own with one's name, and every one for a unit whose campaigns the viewer keeps."""
    person_id = standing(viewer).person_id
    if person_id is None:
        return Idea.objects.none()
    return Idea.objects.filter(Q(state__in=declare.SHOWN_IDEAS) | Q(person_id=person_id) | kept(viewer))


def find_idea(viewer: Viewer, number: str) -> Idea | None:
    """The idea of that number if the viewer may know of it; None otherwise."""
    return visible_ideas(viewer).filter(number=number).select_related("unit", "person", "answered_by__person", "campaign").first()
