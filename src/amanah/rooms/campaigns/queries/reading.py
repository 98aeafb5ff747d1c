"""Messages that are to be read: one's own, and how far a unit has read them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.models import Circular, Reading
from amanah.rooms.campaigns.queries.visible import worked_on
from amanah.rooms.campaigns.sides import standing


def visible_circulars(viewer: Viewer) -> QuerySet[Circular]:
    """Those of campaigns that the viewer works on, and those that were sent to the viewer."""
    person_id = standing(viewer).person_id
    mine = Reading.objects.filter(circular=OuterRef("pk"), person_id=person_id) if person_id else Reading.objects.none()
    return Circular.objects.filter(Q(campaign__in=worked_on(viewer)) | (~Q(state="draft") & Exists(mine)))


def mine(viewer: Viewer) -> QuerySet[Reading]:
    """What the viewer is asked to read and has not confirmed, soonest first."""
    person_id = standing(viewer).person_id
    if person_id is None:
        return Reading.objects.none()
    waiting = Reading.objects.filter(person_id=person_id, read_on__isnull=True, circular__state=declare.SENT)
    return waiting.select_related("circular").order_by("circular__due_on", "pk")
