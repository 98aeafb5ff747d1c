"""Who somebody is to an action."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from amanah.engines.actions.declare import CHECKING, DOING, Side
from amanah.engines.actions.models import Action, Part, Step
from amanah.engines.actions.roles import OVERSEER
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Unit, held_on
from amanah.kernel import clock

OWNERS_ACTS = ("begin", "progress", "part_done", "report")
"""Whoever did one of these worked on the action and never checks it afterwards."""


@dataclass(frozen=True)
class Standing:
    """What a viewer is today, before any action is looked at. `heads` is what they head as a subquery, for conditions in SQL."""

    person_id: UUID | None
    heads: "QuerySet[Holding, UUID]"
    overseen: tuple[Unit, ...]
    viewer: Viewer

    @cached_property
    def headed(self) -> frozenset[UUID]:
        """The same looked up."""
        return frozenset(unit.pk for unit in self.viewer.headed)


_KEPT = "actions.standing"


def standing(viewer: Viewer) -> Standing:
    """The viewer's standing, kept for the length of the request: nothing beyond their roles is looked up yet."""
    if _KEPT not in viewer.kept:
        person_id = viewer.account.person_id if viewer.account.may_sign_in() else None
        heads = heads_of(person_id) if person_id else Holding.objects.none().values_list("post__unit_id", flat=True)
        viewer.kept[_KEPT] = Standing(person_id, heads, tuple(viewer.units_with(OVERSEER.key)), viewer)
    found: Standing = viewer.kept[_KEPT]
    return found


def heads_of(person_id: UUID) -> "QuerySet[Holding, UUID]":
    """The units that a person heads today, acting included."""
    return Holding.objects.filter(held_on(clock.today()), heads=True, person_id=person_id).values_list("post__unit_id", flat=True)


def head_persons(unit_ids: Iterable[UUID]) -> set[UUID]:
    """Whoever heads one of these units today."""
    return set().union(*heads_by_unit(unit_ids).values())


def heads_by_unit(unit_ids: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Who heads each of these units today; a unit that nobody heads is left out. One query."""
    held = Holding.objects.filter(held_on(clock.today()), heads=True, post__unit_id__in=list(unit_ids))
    found: dict[UUID, set[UUID]] = {}
    for unit_id, person_id in held.values_list("post__unit_id", "person_id"):
        found.setdefault(unit_id, set()).add(person_id)
    return found


def sides_of(viewer: Viewer, action: Action, parts: Iterable[Part]) -> frozenset[Side]:
    """Every side the viewer stands on; who does or ever did the work is not on the side that checks it."""
    who = standing(viewer)
    found = set()
    if who.person_id is not None:
        if owes(who, action.owner_id, action.unit_id):
            found.add(Side.OWNER)
        if any(owes(who, part.person_id, part.unit_id) for part in parts):
            found.add(Side.PARTNER)
        if action.verifier_id == who.person_id:
            found.add(Side.VERIFIER)
    if action.assigned_by_id == viewer.account.pk:
        found.add(Side.ASSIGNER)
    if any(unit.contains(action.unit) for unit in who.overseen):
        found.add(Side.VERIFIER)
    if found & CHECKING and (found & DOING or _worked_on(viewer, action)):
        found -= CHECKING
    return frozenset(found)


def owes(who: Standing, person_id: UUID | None, unit_id: UUID) -> bool:
    """Whether this is the person, or who heads the unit."""
    return (person_id is not None and person_id == who.person_id) or unit_id in who.headed


def _worked_on(viewer: Viewer, action: Action) -> bool:
    done = Step.objects.filter(action=action, act__in=OWNERS_ACTS)
    person_id = viewer.account.person_id
    return (done.filter(actor__person_id=person_id) if person_id else done.filter(actor=viewer.account)).exists()
