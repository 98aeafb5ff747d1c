"""Reviews as threads and notices know them."""

from collections.abc import Collection, Iterable

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.rooms.antibribery.reviews import addresses, declare
from amanah.rooms.antibribery.reviews.queries.visible import visible

KIND = "smap_review"


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(ref__in=refs)


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by its number and the scope's title, and how it stands."""
    for one in visible(viewer).filter(ref__in=refs).select_related("scope"):
        title = f"{one.number} {one.scope.title}"
        yield ThreadNode(one.ref, title, declare.KINDS[one.kind], addresses.of_review(one.number), one.stands.title)
