"""Commitments as threads and notices know them."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import ThreadNode
from amanah.rooms.campaigns.commitments import addresses, declare
from amanah.rooms.campaigns.commitments.queries import visible


def sieve(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """Those of the references that the viewer may know of."""
    return set(visible(viewer).filter(ref__in=refs).values_list("ref", flat=True))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each commitment by its number and unit, and where it stands."""
    for one in visible(viewer).filter(ref__in=refs):
        name, address = f"{one.number} {one.unit}", addresses.of_commitment(one.number)
        yield ThreadNode(one.ref, name, _("Komitmen unit"), address, declare.STATES[one.state])
