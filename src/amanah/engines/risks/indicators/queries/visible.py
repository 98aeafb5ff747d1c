"""The one place that decides which indicators somebody may know of, and what they are to one."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from amanah.engines.risks.indicators.models import Indicator
from amanah.engines.risks.roles import EVERY
from amanah.engines.risks.sides import standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.foundation.threads import visibility


def visible(viewer: Viewer) -> QuerySet[Indicator]:
    """The indicators of the units that the viewer has a role over or heads, and those that the viewer reads.

    Whatever they are to it, an indicator is kept from whoever is kept from the record it arose from.
    """
    if not viewer.account.may_sign_in():
        return Indicator.objects.none()
    who = standing(viewer)
    condition = Q(owner_id=who.person_id, owner__isnull=False)
    for path in who.paths(*(role.key for role in EVERY)):
        condition |= below(path, "unit__path")
    return reachable(viewer).filter(condition)


def reachable(viewer: Viewer) -> QuerySet[Indicator]:
    """Every indicator but those that arose from what the viewer must not know of: for pages about a risk that the viewer may see."""
    return Indicator.objects.filter(Q(source="") | visibility.not_arising_from_hidden(viewer, "source"))


def find(viewer: Viewer, number: str) -> Indicator | None:
    """The indicator of that number if the viewer may know of it; None otherwise, without telling which."""
    return visible(viewer).filter(number=number).select_related("unit", "owner").first()


def may_keep(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer keeps the indicators of a unit: its risk manager, or whoever heads it or a unit above."""
    return standing(viewer).keeps(unit)


@dataclass(frozen=True)
class Sides:
    """What somebody is to an indicator."""

    keeps: bool
    reads: bool


def sides_of(viewer: Viewer, indicator: Indicator) -> Sides:
    """What the viewer is to it: keeping includes reading."""
    who = standing(viewer)
    keeps = may_keep(viewer, indicator.unit)
    owns = who.person_id is not None and indicator.owner_id == who.person_id
    return Sides(keeps, keeps or owns or (indicator.owner_id is None and indicator.unit_id in who.headed))


def owed(viewer: Viewer) -> Q:
    """The condition that it is the viewer who reads an indicator."""
    who = standing(viewer)
    return Q(owner_id=who.person_id, owner__isnull=False) | Q(owner__isnull=True, unit_id__in=list(who.headed))
