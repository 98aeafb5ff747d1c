"""Files of due diligence and what follows from them, as threads, notices, actions and evidence know them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amanah.engines.actions.sides import head_persons
from amanah.engines.proofs.owners import Purpose
from amanah.foundation.access import conflicts
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.rooms.antibribery.due_diligence import addresses, declare
from amanah.rooms.antibribery.due_diligence.models import Diligence, Inadequacy
from amanah.rooms.antibribery.due_diligence.queries.visible import about, inadequacies, matter, sides_of, visible

KIND, INADEQUACY = "diligence", "inadequacy"


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those that the viewer may know of."""
    return visible(viewer).filter(ref__in=refs)


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by its number and name, and how it stands."""
    for one in visible(viewer).filter(ref__in=refs):
        yield ThreadNode(one.ref, f"{one.number} {one.name}", _("Uji tuntas"), addresses.of_diligence(one.number), one.stands.title)


def sieve_inadequacies(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those that the viewer may know of."""
    return inadequacies(viewer).filter(ref__in=refs)


def describe_inadequacies(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by its number and whom it is about, and how it stands."""
    for one in inadequacies(viewer).filter(ref__in=refs).select_related("diligence"):
        title, state = f"{one.number} {one.diligence.name}", declare.INADEQUACY_STATES[one.state]
        yield ThreadNode(one.ref, title, _("Ketidakcukupan pengendalian"), addresses.of_inadequacy(one.number), state)


def hidden(viewer: Viewer) -> list[QuerySet[Diligence]]:
    """The files that are about the viewer or name them as an owner."""
    person_id = viewer.account.person_id
    return [] if person_id is None else [named(person_id)]


def arisen() -> QuerySet[Diligence]:
    """The files that arose from another record."""
    return Diligence.objects.exclude(source="")


def named(person_id: UUID) -> QuerySet[Diligence]:
    """The files that are about this person, or name them as an owner."""
    return Diligence.objects.filter(about(person_id))


def concerns(person_id: UUID, ref: str) -> bool:
    """Whether the file is about this person, or names them as an owner."""
    return named(person_id).filter(ref=ref).exists()


def arisen_inadequacies() -> QuerySet[Inadequacy]:
    """All of them: each arose from a file."""
    return Inadequacy.objects.all()


def matter_of(ref: str) -> conflicts.Matter | None:
    """What a file, or what follows from one, is about, for interests that somebody declared."""
    file = Inadequacy.objects.filter(ref=ref).values("source") if ref.startswith(f"{INADEQUACY}:") else [ref]
    one = Diligence.objects.filter(ref__in=file).select_related("unit").first()
    return matter(one) if one is not None else None


def barred(person_id: UUID, ref: str) -> bool:
    """Whoever asked, carried it out, heads the unit or owns the risk does not verify the actions that follow."""
    one = Diligence.objects.filter(ref=ref).select_related("risk").first()
    return one is None or person_id in _part_of(one)


def barred_inadequacy(person_id: UUID, ref: str) -> bool:
    """The same of the file, and whoever proposed it."""
    one = Inadequacy.objects.filter(ref=ref).select_related("diligence__risk", "risk", "proposer").first()
    if one is None:
        return True
    owner = {one.risk.owner_id} if one.risk is not None else set()
    return person_id in _part_of(one.diligence) | {one.proposer.person_id} | owner


def _part_of(one: Diligence) -> set[UUID | None]:
    people: set[UUID | None] = {one.examiner_id, one.person_id, *head_persons([one.unit_id])}
    people |= set(Account.objects.filter(pk=one.requester_id).values_list("person_id", flat=True))
    return people | ({one.risk.owner_id} if one.risk is not None else set())


def may_attach(viewer: Viewer, ref: str) -> bool:
    """To a file that is not closed: whoever keeps the scope, carries it out or asked for it."""
    one = visible(viewer).filter(ref=ref).exclude(state=declare.CLOSED).select_related("scope__unit").first()
    return one is not None and bool(sides_of(viewer, one) & {declare.Side.KEEPER, declare.Side.EXAMINER, declare.Side.REQUESTER})


def purposes(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    """The files as they are named beside their evidence."""
    for one in visible(viewer).filter(ref__in=refs):
        yield purpose_of(one)


def purpose_of(one: Diligence) -> Purpose:
    """One file as it is named beside its evidence."""
    return Purpose(one.ref, f"{one.number} {one.name}", _("Uji tuntas"), addresses.of_diligence(one.number))


def source_of(ref: str) -> str:
    """What the file arose from."""
    return Diligence.objects.filter(ref=ref).values_list("source", flat=True).first() or ""
