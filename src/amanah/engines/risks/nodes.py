"""Risks as threads and notices know them: which a person may see, how they are called, and whom they are kept from.

What arises from a risk (an action, a control) is kept from whoever is kept from the case that the risk arose from.
"""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amanah.engines.risks import addresses
from amanah.engines.risks.declare import STATES
from amanah.engines.risks.models import Risk
from amanah.engines.risks.queries.visible import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode

KIND = "risk"


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(ref__in=refs)


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each risk by its number and title, and how it stands."""
    for risk in visible(viewer).filter(ref__in=refs):
        yield ThreadNode(risk.ref, f"{risk.number} {risk.title}", _("Risiko"), addresses.of_risk(risk.number), STATES[risk.state])


def arisen() -> QuerySet[Risk]:
    """The risks that arose from another record."""
    return Risk.objects.exclude(source="")
