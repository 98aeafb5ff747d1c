"""Commitments as threads and notices know them."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.rooms.campaigns.commitments import addresses, declare
from amanah.rooms.campaigns.commitments.queries import visible


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(ref__in=refs)


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each commitment by its number and unit, and where it stands."""
    for one in visible(viewer).filter(ref__in=refs):
        name, address = f"{one.number} {one.unit}", addresses.of_commitment(one.number)
        yield ThreadNode(one.ref, name, _("Komitmen unit"), address, declare.STATES[one.state])
