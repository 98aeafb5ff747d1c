"""Risks as threads and notices know them: which a person may see, and how they are called."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from amanah.engines.risks import addresses
from amanah.engines.risks.declare import STATES
from amanah.engines.risks.queries.visible import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import ThreadNode


def sieve(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """Those of the references that the viewer may know of."""
    return set(visible(viewer).filter(ref__in=refs).values_list("ref", flat=True))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each risk by its number and title, and how it stands."""
    for risk in visible(viewer).filter(ref__in=refs):
        yield ThreadNode(risk.ref, f"{risk.number} {risk.title}", _("Risiko"), addresses.of_risk(risk.number), STATES[risk.state])
