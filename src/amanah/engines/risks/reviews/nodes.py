"""Reviews as threads and notices know them: which a person may see, and how they are called."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from amanah.engines.risks.reviews import addresses
from amanah.engines.risks.reviews.queries.visible import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(ref__in=refs)


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each review by its number and unit, and where it stands."""
    for review in visible(viewer).filter(ref__in=refs).select_related("unit"):
        name = f"{review.number} {review.unit}"
        yield ThreadNode(review.ref, name, _("Tinjauan register risiko"), addresses.of_review(review.number), review.get_state_display())
