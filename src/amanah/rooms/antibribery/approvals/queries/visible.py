"""The one place that decides which approvals somebody may know of, and what they are to one."""

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from amanah.foundation.access import conflicts
from amanah.foundation.access.conflicts import Matter
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.approvals.declare import Side
from amanah.rooms.antibribery.approvals.models import Commitment, Delegation, Request
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries.visible import may_keep, sides_of, standing
from amanah.rooms.antibribery.roles import EVERY, FUNCTION

Row = TypeVar("Row", bound=Model)


def requests(viewer: Viewer) -> QuerySet[Request]:
    """What is asked for in scopes that the viewer sees by a role, leads or carries the function of, in units they head, and by them."""
    return _kept_apart(viewer, Request.objects.filter(_within(viewer) | Q(asked_by=viewer.account)))


def delegations(viewer: Viewer) -> QuerySet[Delegation]:
    """The same of delegated decisions, and those in which the viewer is named."""
    condition = _within(viewer)
    if viewer.person is not None:
        condition |= Q(delegate=viewer.person) | Q(delegator=viewer.person) | Q(instead=viewer.person)
    return _kept_apart(viewer, Delegation.objects.filter(condition))


def commitments(viewer: Viewer) -> QuerySet[Commitment]:
    """The same of associates' commitments."""
    return _kept_apart(viewer, Commitment.objects.filter(_within(viewer)))


def find_request(viewer: Viewer, number: str) -> Request | None:
    """The request of that number if the viewer may know of it; None otherwise, without telling which."""
    return requests(viewer).filter(number=number).select_related("scope__unit", "unit", "asked_by__person").first()


def find_delegation(viewer: Viewer, number: str) -> Delegation | None:
    """The delegated decision of that number, on the same terms."""
    found = delegations(viewer).filter(number=number)
    return found.select_related("scope__unit", "unit", "delegate", "delegator", "instead").first()


def find_commitment(viewer: Viewer, number: str) -> Commitment | None:
    """The commitment of that number, on the same terms."""
    return commitments(viewer).filter(number=number).select_related("scope__unit", "unit").first()


def signing(viewer: Viewer, one: Request) -> frozenset[Side]:
    """The sides for which the viewer could sign, by what they are; whether they may is `barred`."""
    if standing(viewer).person_id is None:
        return frozenset()
    sides, found = sides_of(viewer, one.scope), set()
    if standing(viewer).leads(one.unit):
        found.add(Side.HEAD)
    if sides.keeps:
        found.add(Side.FUNCTION)
    if sides.leads:
        found.add(Side.TOP)
    return frozenset(found)


def barred(one: Request) -> set[UUID]:
    """Who signs nothing of it: whoever asked, whoever takes part, and whoever signed before."""
    people = set(one.takes_part.values_list("pk", flat=True)) | set(one.signatures.values_list("person_id", flat=True))
    return people | ({one.asked_by.person_id} if one.asked_by.person_id is not None else set())


def touched(person_id: UUID, ref: str, unit: Unit, names: Collection[str] = ()) -> bool:
    """Whether an interest that this person declared touches it."""
    return conflicts.stands_in_the_way(person_id, matter_of(ref, unit, names))


def matter_of(ref: str, unit: Unit, names: Collection[str] = ()) -> Matter:
    """A record as far as an interest can be matched with it."""
    return Matter(refs=frozenset({ref}), unit=unit, names=frozenset(names))


def may_sign(viewer: Viewer, one: Request) -> bool:
    """Whether the signature that it awaits is the viewer's to give or to refuse."""
    person_id = standing(viewer).person_id
    if person_id is None or one.awaits not in signing(viewer, one) or person_id in barred(one):
        return False
    return not touched(person_id, one.ref, one.unit, [one.recipient])


def keeps(viewer: Viewer, scope: Scope, unit: Unit) -> bool:
    """Whether the viewer keeps delegations and commitments of this unit: the function, top management, or who heads it or one above."""
    who = standing(viewer)
    if who.person_id is None:
        return False
    return may_keep(viewer, scope.unit) or scope.pk in who.named or scope.top_person_id == who.person_id or who.leads(unit)


def own_units(viewer: Viewer) -> list[Unit]:
    """Where the viewer may ask in the name of: the units in which they hold a post."""
    return list({unit.pk: unit for unit, _heads in viewer.held}.values())


def scope_of(unit: Unit) -> Scope | None:
    """The innermost scope in force that the unit lies in."""
    active = Scope.objects.filter(state=scopes.ACTIVE).select_related("unit")
    around = [scope for scope in active if scope.unit.contains(unit)]
    return max(around, key=lambda scope: (len(scope.unit.path), scope.number), default=None)


def keeps_any(viewer: Viewer) -> bool:
    """Whether the viewer keeps delegations and commitments of any unit of a scope in force."""
    who = standing(viewer)
    condition = Q(pk__in=list(who.named))
    if who.person_id is not None:
        condition |= Q(top_person_id=who.person_id)
    for unit in viewer.units_with(FUNCTION.key):
        condition |= below(unit.path, "unit__path")
    for path in sorted(who.headed.values()):
        condition |= below(path, "unit__path")
    return Scope.objects.filter(condition, state=scopes.ACTIVE).exists() or any(scope_of(unit) for unit in viewer.headed)


def _within(viewer: Viewer) -> Q:
    if not viewer.account.may_sign_in():
        return Q(pk__in=[])
    who = standing(viewer)
    condition = Q(scope_id__in=list(who.named))
    if who.person_id is not None:
        condition |= Q(scope__top_person_id=who.person_id)
    for path in sorted({unit.path for role in EVERY for unit in viewer.units_with(role.key)}):
        condition |= below(path, "scope__unit__path")
    for path in sorted(who.headed.values()):
        condition |= below(path, "unit__path")
    return condition


def _kept_apart(viewer: Viewer, rows: "QuerySet[Row]") -> "QuerySet[Row]":
    """Without what the viewer stands aside from; nothing at all for whoever may not sign in."""
    if not viewer.account.may_sign_in():
        return rows.none()
    aside = viewer.aside
    if aside.units or aside.refs:
        rows = rows.exclude(Q(unit_id__in=aside.units) | Q(ref__in=aside.refs))
    return rows
