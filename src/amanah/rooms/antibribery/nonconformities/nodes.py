"""Nonconformities as threads and notices know them, and what the engines ask about them."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.rooms.antibribery.nonconformities import addresses
from amanah.rooms.antibribery.nonconformities.models import Nonconformity
from amanah.rooms.antibribery.nonconformities.queries.visible import concerned, visible

KIND = "nonconformity"


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those that the viewer may know of."""
    return visible(viewer).filter(ref__in=refs)


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by its number and title, and how it stands."""
    for one in visible(viewer).filter(ref__in=refs):
        address = addresses.of_nonconformity(one.number)
        yield ThreadNode(one.ref, f"{one.number} {one.title}", _("Ketidaksesuaian"), address, one.stands.title)


def barred(person_id: UUID, ref: str) -> bool:
    """Whoever answers for it, heads the unit or owns the risk does not verify its corrective actions."""
    one = Nonconformity.objects.filter(ref=ref).select_related("risk").first()
    return one is None or person_id in concerned(one)


def follows(refs: Collection[str]) -> Mapping[str, Collection[str]]:
    """Finding → the nonconformity through which it is followed up."""
    found = Nonconformity.objects.filter(source__in=list(refs)).values_list("source", "ref")
    return {source: (ref,) for source, ref in found}


def arisen() -> QuerySet[Nonconformity]:
    """Those that arose from another record."""
    return Nonconformity.objects.exclude(source="")
