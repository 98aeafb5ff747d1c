"""Workshops as threads and notices know them: which a person may see, and how they are called."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from amanah.engines.risks.workshops import addresses
from amanah.engines.risks.workshops.queries.visible import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(ref__in=refs)


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each workshop by its number and title, and where it stands."""
    for workshop in visible(viewer).filter(ref__in=refs):
        name, url = f"{workshop.number} {workshop.title}", addresses.of_workshop(workshop.number)
        yield ThreadNode(workshop.ref, name, _("Lokakarya risiko"), url, workshop.get_state_display())
