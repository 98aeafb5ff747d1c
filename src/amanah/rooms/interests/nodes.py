"""Interests as threads and notices know them: which a person may see, and how they are called."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import ThreadNode
from amanah.rooms.interests import queries
from amanah.rooms.interests.addresses import of_interest
from amanah.rooms.interests.models import Interest
from amanah.rooms.interests.workflow import INTEREST


def sieve(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """Those of the references that the viewer declared or was entrusted with."""
    return {interest.ref for interest in _found(viewer, refs)}


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by its number and how it stands."""
    for interest in _found(viewer, refs):
        note = interest.case.stands.title if interest.case else ""
        yield ThreadNode(interest.ref, interest.number, INTEREST.title, of_interest(interest.number), note)


def hidden(viewer: Viewer) -> list[QuerySet[Interest]]:
    """The interests that others declared in this very person."""
    return [named(viewer.account.person_id)] if viewer.account.person_id is not None else []


def concerns(person_id: UUID, ref: str) -> bool:
    """Whether somebody declared an interest in this person."""
    return named(person_id).filter(ref=ref).exists()


def named(person_id: UUID) -> QuerySet[Interest]:
    """The interests that name this very person."""
    return Interest.objects.filter(pk__in=queries.naming(person_id))


def _found(viewer: Viewer, refs: Collection[str]) -> list[Interest]:
    return [*queries.mine(viewer).filter(ref__in=list(refs)), *queries.entrusted(viewer).filter(ref__in=list(refs))]
