"""Exposures as threads know them: which a person may see, and how they are called."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import ThreadNode
from amanah.kernel import clock
from amanah.rooms.illegal_levies.prevention import queries
from amanah.rooms.illegal_levies.prevention.factors import matrix


def sieve(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """Those of the references that the viewer may know of."""
    return {exposure.ref for exposure in queries.visible(viewer).filter(pk__in=_ids(refs))}


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by service, stage and office, with its band."""
    bands = matrix(clock.today())
    for exposure in queries.visible(viewer).filter(pk__in=_ids(refs)).select_related("service", "unit"):
        name = f"{exposure} · {exposure.unit.name}"
        yield ThreadNode(
            exposure.ref, name, _("Titik rawan pungli"), f"/desk/levies/prevention/{exposure.pk}/", bands.band(exposure.score).title
        )


def _ids(refs: Collection[str]) -> list[UUID]:
    return [UUID(ref.removeprefix("levyrisk:")) for ref in refs]
