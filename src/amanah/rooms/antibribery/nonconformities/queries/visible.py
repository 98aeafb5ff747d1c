"""The one place that decides which nonconformities somebody may know of, what they are to one, and who may not judge one."""

from uuid import UUID

from django.db.models import Q, QuerySet

from amanah.engines.actions.models import Action
from amanah.engines.actions.sides import head_persons
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person, below
from amanah.foundation.threads import visibility
from amanah.kernel import clock
from amanah.rooms.antibribery.models import Member
from amanah.rooms.antibribery.nonconformities.declare import Side
from amanah.rooms.antibribery.nonconformities.models import Nonconformity
from amanah.rooms.antibribery.queries.visible import may_keep, membership, standing
from amanah.rooms.antibribery.roles import AUDITOR, EVERY


def visible(viewer: Viewer) -> QuerySet[Nonconformity]:
    """Those of the scopes that the viewer sees by a role or carries the function of, of units they head, and those they answer for.

    Whatever they are to it, one is kept from whoever is kept from the finding it arose from.
    """
    if not viewer.account.may_sign_in():
        return Nonconformity.objects.none()
    condition = Q(pk__in=[])
    for path in sorted({unit.path for role in EVERY for unit in viewer.units_with(role.key)}):
        condition |= below(path, "scope__unit__path")
    if viewer.person is not None:
        condition |= Q(owner=viewer.person) | Q(scope__in=_functions(viewer.person))
    for unit in _headed_paths(viewer):
        condition |= below(unit, "unit__path")
    hidden = visibility.not_arising_from_hidden(viewer, "source")
    return Nonconformity.objects.filter(condition).filter(Q(source="") | hidden)


def find(viewer: Viewer, number: str) -> Nonconformity | None:
    """The nonconformity of that number if the viewer may know of it; None otherwise, without telling which."""
    found = visible(viewer).filter(number=number)
    return found.select_related("scope__unit", "unit", "owner", "risk__unit", "repeats", "checked_by", "opened_by__person").first()


def sides_of(viewer: Viewer, one: Nonconformity) -> frozenset[Side]:
    """Every side the viewer stands on."""
    found = set()
    person = viewer.person
    if person is None or not viewer.account.may_sign_in():
        return frozenset()
    if may_keep(viewer, one.scope.unit) or one.scope_id in set(_functions(person)):
        found.add(Side.KEEPER)
    if one.owner_id == person.pk or one.unit_id in standing(viewer).headed:
        found.add(Side.OWNER)
    if viewer.has(AUDITOR.key, one.scope.unit) or Side.KEEPER in found:
        found.add(Side.AUDITOR)
    return frozenset(found)


def concerned(one: Nonconformity) -> set[UUID]:
    """Who may neither verify its actions nor judge their effect: who answers for it, heads the unit, or owns the risk."""
    people = {one.owner_id} | head_persons([one.unit_id])
    if one.risk is not None:
        people |= {one.risk.owner_id} if one.risk.owner_id else head_persons([one.risk.unit_id])
    return {person for person in people if person is not None}


def did(one: Nonconformity) -> set[UUID]:
    """Who carried out its corrective actions: their owners, or the heads of the units that owe them."""
    actions = Action.objects.filter(source=one.ref)
    owners = {owner_id for owner_id in actions.values_list("owner_id", flat=True) if owner_id is not None}
    return owners | head_persons(list(actions.filter(owner__isnull=True).values_list("unit_id", flat=True)))


def _functions(person: Person) -> "QuerySet[Member, UUID]":
    """The scopes whose function this person carries today."""
    return membership(clock.today()).filter(person=person).values_list("appointment__scope_id", flat=True)


def _headed_paths(viewer: Viewer) -> list[str]:
    return sorted(standing(viewer).headed.values())
