"""Cases as threads and notices know them: which a person may see, and how they are called."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet

from amanah.engines.cases import addresses
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries.visible import concerning, naming, reasons_to_hide, visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of: one query."""
    return visible(viewer).filter(pk__in=_ids(refs))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each case by its number, its kind and how it stands."""
    for case in visible(viewer).filter(pk__in=_ids(refs)):
        yield ThreadNode(case.ref, case.number, case.declared.title, addresses.through_desk(case.number), case.stands.title)


def hidden(viewer: Viewer) -> list[QuerySet[Case]]:
    """The cases that concern the viewer or that they stepped back from."""
    return [Case.objects.filter(reason) for reason in reasons_to_hide(viewer)]


def concerns(person_id: UUID, ref: str) -> bool:
    """Whether the case is about this person or, where its kind keeps superiors out, about somebody they answer for."""
    return concerning(person_id).filter(ref=ref).exists()


def named(person_id: UUID) -> QuerySet[Case]:
    """The cases that name this very person, or that they stepped back from."""
    return Case.objects.filter(naming(person_id))


def _ids(refs: Collection[str]) -> list[UUID]:
    return [UUID(ref.removeprefix("case:")) for ref in refs]
