"""The one place that decides which files of due diligence somebody may know of, and what they are to one."""

from uuid import UUID

from django.db.models import Q, QuerySet

from amanah.foundation.access import conflicts
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import below
from amanah.foundation.threads import visibility
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.due_diligence import declare
from amanah.rooms.antibribery.due_diligence.declare import Side
from amanah.rooms.antibribery.due_diligence.models import Diligence, Inadequacy, Owner
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries.visible import may_keep, standing
from amanah.rooms.antibribery.roles import AUDITOR, FUNCTION, READER


def about(person_id: UUID) -> Q:
    """The condition that a file is about this person, or names them as an owner."""
    return Q(person_id=person_id) | Q(pk__in=Owner.objects.filter(person_id=person_id).values("diligence"))


def visible(viewer: Viewer) -> QuerySet[Diligence]:
    """The files of scopes that the viewer sees by a role or carries the function or the top of, of units they head, and their own work.

    What is about a person at a post is read by the function, auditors, top management and whoever works on it only. Nobody sees a file
    that is about themselves or names them as an owner, nor one that arose from what they must not know of, nor one that they stand aside
    from because of an interest that they declared.
    """
    if not viewer.account.may_sign_in():
        return Diligence.objects.none()
    who = standing(viewer)
    condition = Q(requester=viewer.account)
    for role in (FUNCTION, AUDITOR, READER):
        for unit in viewer.units_with(role.key):
            within = below(unit.path, "scope__unit__path")
            condition |= within & ~Q(sort=declare.POST) if role is READER else within
    for path in sorted(who.headed.values()):
        condition |= below(path, "scope__unit__path") | (below(path, "unit__path") & ~Q(sort=declare.POST))
    found = Diligence.objects.all()
    if who.person_id is not None:
        condition |= Q(examiner_id=who.person_id) | Q(scope__top_person_id=who.person_id) | Q(scope_id__in=list(who.named))
        found = found.exclude(about(who.person_id))
    if viewer.aside.refs:
        found = found.exclude(ref__in=sorted(viewer.aside.refs))
    hidden = Q(source="") | visibility.not_arising_from_hidden(viewer, "source")
    return found.filter(condition).filter(hidden)


def find(viewer: Viewer, number: str) -> Diligence | None:
    """The file of that number if the viewer may know of it; None otherwise, without telling which."""
    related = ("scope__unit", "unit", "examiner", "person", "post", "risk", "requester__person")
    return visible(viewer).filter(number=number).select_related(*related).first()


def inadequacies(viewer: Viewer) -> QuerySet[Inadequacy]:
    """Those of the files that the viewer may know of."""
    return Inadequacy.objects.filter(diligence__in=visible(viewer))


def find_inadequacy(viewer: Viewer, number: str) -> Inadequacy | None:
    """One of them by its number."""
    related = ("diligence__scope__unit", "diligence__unit", "diligence__examiner", "risk", "proposer__person", "decider__person")
    return inadequacies(viewer).filter(number=number).select_related(*related).first()


def sides_of(viewer: Viewer, one: Diligence) -> frozenset[Side]:
    """Every side the viewer stands on. Asks nothing about visibility."""
    who = standing(viewer)
    if not viewer.account.may_sign_in():
        return frozenset()
    found = {Side.READER}
    if may_keep(viewer, one.scope.unit) or one.scope_id in who.named:
        found.add(Side.KEEPER)
    if who.person_id is not None and (one.scope.top_person_id == who.person_id or who.leads(one.scope.unit)):
        found.add(Side.LEADER)
    if who.person_id is not None and one.examiner_id == who.person_id:
        found.add(Side.EXAMINER)
    if one.requester_id == viewer.account.pk:
        found.add(Side.REQUESTER)
    return frozenset(found)


def askable(viewer: Viewer) -> list[Scope]:
    """The active scopes for which the viewer may ask for due diligence: those they keep or lead, and those their unit lies in."""
    who = standing(viewer)
    if who.person_id is None:
        return []
    return [scope for scope in Scope.objects.filter(state=scopes.ACTIVE).select_related("unit").order_by("title") if may_ask(viewer, scope)]


def may_ask(viewer: Viewer, scope: Scope) -> bool:
    """Whether the viewer may ask for due diligence in this scope."""
    who = standing(viewer)
    if who.person_id is None:
        return False
    leads = scope.top_person_id == who.person_id or who.leads(scope.unit) or any(scope.unit.contains(unit) for unit in viewer.headed)
    return leads or may_keep(viewer, scope.unit) or scope.pk in who.named


def worked(one: Diligence) -> set[UUID]:
    """The accounts that carried out any of this round: nobody of them decides about it."""
    steps = one.steps.filter(round=one.round, act__in=declare.WORK)
    accounts = set(steps.values_list("actor_id", flat=True)) | {one.requester_id}
    if one.examiner_id is not None:
        accounts |= set(Account.objects.filter(person_id=one.examiner_id).values_list("pk", flat=True))
    return accounts


def may_decide(viewer: Viewer, one: Diligence, sides: frozenset[Side]) -> bool:
    """Whether the viewer is one who may decide about this round: the function or top management, and no part of it so far."""
    return bool(sides & {Side.KEEPER, Side.LEADER}) and viewer.account.pk not in worked(one)


def matter(one: Diligence) -> conflicts.Matter:
    """What it is about, as far as an interest that somebody declared can be matched with it."""
    names = {one.name, *one.owners.filter(until__isnull=True).values_list("name", flat=True)}
    numbers = frozenset({one.registration}) if one.registration else frozenset()
    return conflicts.Matter(refs=frozenset({one.ref, one.source} - {""}), unit=one.unit, numbers=numbers, names=frozenset(names))
