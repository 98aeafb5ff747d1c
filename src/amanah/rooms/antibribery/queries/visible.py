"""The one place that decides which scopes somebody may know of, and what they are to one."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.kernel import clock
from amanah.rooms.antibribery.models import Member, Scope
from amanah.rooms.antibribery.roles import AUDITOR, EVERY, FUNCTION

_KEPT = "antibribery.standing"


@dataclass(frozen=True)
class Standing:
    """What a viewer is today, before any scope is looked at."""

    viewer: Viewer
    person_id: UUID | None

    @cached_property
    def headed(self) -> dict[UUID, str]:
        """The units that they head today, acting included, with their paths."""
        return {unit.pk: unit.path for unit in self.viewer.headed}

    @cached_property
    def named(self) -> frozenset[UUID]:
        """The scopes whose function they carry today: one query, on first use."""
        if self.person_id is None:
            return frozenset()
        mine = membership(clock.today()).filter(person_id=self.person_id)
        return frozenset(mine.values_list("appointment__scope_id", flat=True))

    def leads(self, unit: Unit) -> bool:
        """Whether they head this unit or one above it."""
        return any(unit.path.startswith(path) for path in self.headed.values())


def standing(viewer: Viewer) -> Standing:
    """The viewer's standing, kept for the length of the request."""
    if _KEPT not in viewer.kept:
        viewer.kept[_KEPT] = Standing(viewer, viewer.account.person_id if viewer.account.may_sign_in() else None)
    found: Standing = viewer.kept[_KEPT]
    return found


def visible(viewer: Viewer) -> QuerySet[Scope]:
    """The scopes of the units that the viewer has a role over or heads, and those in which they are named."""
    if not viewer.account.may_sign_in():
        return Scope.objects.none()
    who = standing(viewer)
    condition = Q(pk__in=[])
    paths = {unit.path for role in EVERY for unit in viewer.units_with(role.key)} | set(who.headed.values())
    for path in sorted(paths):
        condition |= below(path, "unit__path")
    if who.person_id is not None:
        condition |= Q(top_person_id=who.person_id) | Q(pk__in=list(who.named))
    return Scope.objects.filter(condition)


def find(viewer: Viewer, number: str) -> Scope | None:
    """The scope of that number if the viewer may know of it; None otherwise, without telling which."""
    return visible(viewer).filter(number=number).select_related("unit", "parent", "top_person").first()


def family(viewer: Viewer, number: str) -> tuple[Scope | None, list[Scope]]:
    """The scope of that number and those directly below it, each only if the viewer may know of it: one query."""
    rows = visible(viewer).filter(Q(number=number) | Q(parent__number=number)).select_related("unit", "parent", "top_person")
    found = {scope.number: scope for scope in rows.order_by("title", "number")}
    scope = found.pop(number, None)
    return scope, list(found.values()) if scope is not None else []


def membership(day: date) -> QuerySet[Member]:
    """Everybody who carries the function of any scope on that day."""
    standing_then = Q(appointment__until__isnull=True) | Q(appointment__until__gte=day)
    return Member.objects.filter(standing_then, appointment__since__lte=day)


def function_of(scope: Scope, day: date | None = None) -> set[UUID]:
    """Who carries the anti-bribery function of the scope on that day (today by default), as ids of persons."""
    return set(membership(day or clock.today()).filter(appointment__scope=scope).values_list("person_id", flat=True))


def may_keep(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer keeps the scopes of a unit: by the role of the function over it."""
    return viewer.account.may_sign_in() and viewer.has(FUNCTION.key, unit)


@dataclass(frozen=True)
class Sides:
    """What somebody is to a scope. `leads`: top management, or head of the unit or one above; `function`: appointed to it by name."""

    keeps: bool
    leads: bool
    function: bool
    audits: bool


def sides_of(viewer: Viewer, scope: Scope) -> Sides:
    """What the viewer is to this scope. Asks nothing about visibility."""
    who = standing(viewer)
    named = scope.pk in who.named
    leads = who.person_id is not None and (scope.top_person_id == who.person_id or who.leads(scope.unit))
    return Sides(may_keep(viewer, scope.unit) or named, leads, named, viewer.has(AUDITOR.key, scope.unit))
