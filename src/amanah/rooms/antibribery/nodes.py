"""Scopes as threads and notices know them: which a person may see, and how they are called."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.rooms.antibribery import addresses, declare
from amanah.rooms.antibribery.queries.visible import visible


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(pk__in=_ids(refs))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each scope by its number and title, and whether it applies."""
    for scope in visible(viewer).filter(pk__in=_ids(refs)):
        name = f"{scope.number} {scope.title}"
        yield ThreadNode(scope.ref, name, _("Ruang lingkup SMAP"), addresses.of_scope(scope.number), declare.STATES[scope.state])


def _ids(refs: Collection[str]) -> list[UUID]:
    return [UUID(ref.partition(":")[2]) for ref in refs]
