"""The one place that decides which campaigns somebody may know of."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import below
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.models import Activity, Audience, Campaign
from amanah.rooms.campaigns.sides import standing


def visible(viewer: Viewer) -> QuerySet[Campaign]:
    """The campaigns that the viewer keeps, owns or helps with, and those that have begun and are for a unit that they belong to."""
    who = standing(viewer)
    if not viewer.account.may_sign_in():
        return Campaign.objects.none()
    return Campaign.objects.filter(_worked_on(viewer) | Q(state__in=declare.KNOWN) & Exists(_meant(who.around)))


def worked_on(viewer: Viewer) -> QuerySet[Campaign]:
    """Those of them that the viewer keeps, owns or helps with: seen with their money, their approvals and their reach."""
    if not viewer.account.may_sign_in():
        return Campaign.objects.none()
    return Campaign.objects.filter(_worked_on(viewer))


def kept(viewer: Viewer, column: str = "unit__path") -> Q:
    """The condition that the unit of a row is one whose campaigns the viewer keeps."""
    condition = Q(pk__in=[])
    for path in standing(viewer).keeping:
        condition |= below(path, column)
    return condition


def find(viewer: Viewer, number: str) -> Campaign | None:
    """The campaign of that number if the viewer may know of it; None otherwise, without telling which."""
    found = visible(viewer).filter(number=number)
    return found.select_related("unit", "owner", "audience", "opened_by__person", "approved_by__person").first()


def activities(viewer: Viewer) -> QuerySet[Activity]:
    """The activities of campaigns that the viewer may know of."""
    return Activity.objects.filter(campaign__in=visible(viewer))


def _worked_on(viewer: Viewer) -> Q:
    who = standing(viewer)
    condition: Q = kept(viewer)
    if who.person_id is not None:
        helping = Activity.objects.filter(campaign=OuterRef("pk"), responsible_id=who.person_id).exclude(state=declare.DROPPED)
        condition = condition | Q(owner_id=who.person_id) | Q(Exists(helping))
    return condition


def _meant(around: frozenset[str]) -> QuerySet[Audience]:
    """Audiences of staff that hold one of these units, by the unit alone: nobody is shut out by the title of their post."""
    if not around:
        return Audience.objects.none()
    named = Audience.units.through.objects.filter(audience_id=OuterRef("pk"))
    of_us = named.filter(unit__path__in=sorted(around))
    return Audience.objects.filter(Exists(of_us) | ~Exists(named), pk=OuterRef("audience_id"), staff=True)
