"""The one place that decides which controls somebody may know of, and what they are to one."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from amanah.engines.actions.sides import head_persons
from amanah.engines.risks.controls.models import Control
from amanah.engines.risks.roles import EVERY, TESTER
from amanah.engines.risks.sides import standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.foundation.threads import visibility


def visible(viewer: Viewer) -> QuerySet[Control]:
    """The controls of the units that the viewer keeps, reads, tests or heads, and those that the viewer carries out.

    Whatever they are to it, a control is kept from whoever is kept from the record it arose from.
    """
    if not viewer.account.may_sign_in():
        return Control.objects.none()
    who = standing(viewer)
    condition = Q(owner_id=who.person_id, owner__isnull=False)
    for path in who.paths(*(role.key for role in EVERY)):
        condition |= below(path, "unit__path")
    return reachable(viewer).filter(condition)


def reachable(viewer: Viewer) -> QuerySet[Control]:
    """Every control but those that arose from what the viewer must not know of: for pages about a risk that the viewer may see."""
    return Control.objects.filter(Q(source="") | visibility.not_arising_from_hidden(viewer, "source"))


def find(viewer: Viewer, number: str) -> Control | None:
    """The control of that number if the viewer may know of it; None otherwise, without telling which."""
    return visible(viewer).filter(number=number).select_related("unit", "owner").first()


def responsible(unit: Unit, owner_id: UUID | None) -> set[UUID]:
    """Who answers for a control: its owner, or whoever heads the unit where nobody is named."""
    return {owner_id} if owner_id is not None else head_persons([unit.pk])


@dataclass(frozen=True)
class Sides:
    """What somebody is to a control. Whoever carries it out never tests it."""

    keeps: bool
    tests: bool
    carries: bool


def may_keep(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer keeps the controls of a unit: its risk manager, or whoever heads it or a unit above."""
    return standing(viewer).keeps(unit)


def sides_of(viewer: Viewer, control: Control) -> Sides:
    """What the viewer is to this control."""
    who = standing(viewer)
    if who.person_id is None:
        return Sides(may_keep(viewer, control.unit), tests=False, carries=False)
    carries = control.unit_id in who.headed if control.owner_id is None else control.owner_id == who.person_id
    return Sides(may_keep(viewer, control.unit), not carries and viewer.has(TESTER.key, control.unit), carries)


def carried(viewer: Viewer) -> Q:
    """The condition that the viewer carries a control out."""
    who = standing(viewer)
    return Q(owner_id=who.person_id, owner__isnull=False) | Q(owner__isnull=True, unit_id__in=list(who.headed))
