"""Indicators as threads and notices know them: which a person may see, and how they are called."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from amanah.engines.risks.indicators import addresses, declare
from amanah.engines.risks.indicators.queries.visible import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(ref__in=refs)


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each indicator by its number and title, and where its latest value stands."""
    for indicator in visible(viewer).filter(ref__in=refs):
        name, address = f"{indicator.number} {indicator.title}", addresses.of_indicator(indicator.number)
        yield ThreadNode(indicator.ref, name, _("Indikator risiko"), address, declare.level_title(indicator.level))
