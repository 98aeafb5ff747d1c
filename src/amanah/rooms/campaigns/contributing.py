"""What campaigns tell on other rooms' pages of a culture of integrity: what leaders did, and what was campaigned for."""

from collections.abc import Iterable
from datetime import date

from amanah.engines.contributions import Told
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.rooms.campaigns import addresses
from amanah.rooms.campaigns.queries.people import visible_acts
from amanah.rooms.campaigns.queries.visible import visible

MOST = 20


def leadership(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """The latest acts of leaders of the unit that the viewer may know of."""
    acts = visible_acts(viewer).filter(below(unit.path, "unit__path"), day__range=(since, until), voided_on__isnull=True)
    for act in acts.select_related("leader").order_by("-day", "pk")[:MOST]:
        yield Told(act.title, f"{act.leader}, {act.post}", addresses.of_act(act.number), act.day)


def campaigns(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """The campaigns of the unit that ran on one of these days."""
    found = visible(viewer).filter(below(unit.path, "unit__path"), begins_on__lte=until, ends_on__gte=since)
    for campaign in found.order_by("-begins_on", "pk")[:MOST]:
        yield Told(campaign.title, campaign.aim, addresses.of_campaign(campaign.number), campaign.begins_on)
