"""The one place that decides which nonconformities somebody may know of, what they are to one, and who may not judge one."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q, QuerySet

from amanah.engines.actions.models import Action
from amanah.engines.actions.sides import heads_by_unit
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import below
from amanah.foundation.threads import visibility
from amanah.rooms.antibribery.nonconformities.declare import Side
from amanah.rooms.antibribery.nonconformities.models import Nonconformity
from amanah.rooms.antibribery.queries.visible import may_keep, standing
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
    who = standing(viewer)
    if who.person_id is not None:
        condition |= Q(owner_id=who.person_id) | Q(scope_id__in=list(who.named))
    for path in sorted(who.headed.values()):
        condition |= below(path, "unit__path")
    hidden = visibility.not_arising_from_hidden(viewer, "source")
    return Nonconformity.objects.filter(condition).filter(Q(source="") | hidden)


def find(viewer: Viewer, number: str) -> Nonconformity | None:
    """The nonconformity of that number if the viewer may know of it; None otherwise, without telling which."""
    found = visible(viewer).filter(number=number)
    return found.select_related("scope__unit", "unit", "owner", "risk__unit", "repeats", "checked_by", "opened_by__person").first()


def sides_of(viewer: Viewer, one: Nonconformity) -> frozenset[Side]:
    """Every side the viewer stands on."""
    found = set()
    who = standing(viewer)
    if who.person_id is None:
        return frozenset()
    if may_keep(viewer, one.scope.unit) or one.scope_id in who.named:
        found.add(Side.KEEPER)
    if one.owner_id == who.person_id or one.unit_id in who.headed:
        found.add(Side.OWNER)
    if viewer.has(AUDITOR.key, one.scope.unit) or Side.KEEPER in found:
        found.add(Side.AUDITOR)
    return frozenset(found)


def concerned(one: Nonconformity) -> set[UUID]:
    """Who may neither verify its actions nor judge their effect: who answers for it, heads the unit, or owns the risk."""
    return _concerned(one, heads_by_unit(_units(one)))


def took_part(ones: Collection[Nonconformity]) -> dict[str, set[UUID]]:
    """Who may not judge the effect of each of these, by its reference: whoever is concerned, and whoever carried its actions out.

    Those are their owners, or the heads of the units that owe them. Two queries.
    """
    actions = list(Action.objects.filter(source__in=[one.ref for one in ones]).values_list("source", "owner_id", "unit_id"))
    heads = heads_by_unit({unit for one in ones for unit in _units(one)} | {unit for _ref, owner, unit in actions if owner is None})
    found = {one.ref: _concerned(one, heads) for one in ones}
    for ref, owner, unit in actions:
        found[ref] |= heads.get(unit, set()) if owner is None else {owner}
    return found


def _units(one: Nonconformity) -> set[UUID]:
    """The units whose heads are concerned."""
    return {one.unit_id} | ({one.risk.unit_id} if one.risk is not None and one.risk.owner_id is None else set())


def _concerned(one: Nonconformity, heads: Mapping[UUID, set[UUID]]) -> set[UUID]:
    people = {person for unit in _units(one) for person in heads.get(unit, ())}
    owners = (one.owner_id, one.risk.owner_id if one.risk is not None else None)
    return people | {owner for owner in owners if owner is not None}
