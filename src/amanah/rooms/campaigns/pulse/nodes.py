"""Pulses as threads and notices know them."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.rooms.campaigns.pulse import addresses
from amanah.rooms.campaigns.pulse.queries import visible


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(ref__in=refs)


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each pulse by its number and title."""
    for pulse in visible(viewer).filter(ref__in=refs):
        yield ThreadNode(pulse.ref, f"{pulse.number} {pulse.title}", _("Denyut integritas"), addresses.of_pulse(pulse.number))
