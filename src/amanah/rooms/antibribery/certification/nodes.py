"""Certifications as threads and notices know them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.rooms.antibribery.certification import addresses
from amanah.rooms.antibribery.certification.queries.page import visible


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(pk__in=_ids(refs))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by its number and the scope's title, and how it stands."""
    for one in visible(viewer).filter(pk__in=_ids(refs)).select_related("scope"):
        url = addresses.of_certification(one.scope.number, one.number)
        yield ThreadNode(one.ref, f"{one.number} {one.scope.title}", _("Sertifikasi SMAP"), url, one.stands.title)


def _ids(refs: Collection[str]) -> list[UUID]:
    return [UUID(ref.partition(":")[2]) for ref in refs]
