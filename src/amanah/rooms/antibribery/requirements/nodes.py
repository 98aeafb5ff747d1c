"""Expected documents of scopes as threads know them, so that a document under control can be tied to them."""

from collections.abc import Collection, Iterable

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import ThreadNode
from amanah.rooms.antibribery.requirements import proving

KIND = "scope-document"


def sieve(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """Those of scopes that the viewer may know of, and that are expected there."""
    return {one.ref for one in proving.describe_documents(viewer, refs)}


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by its name and that of its scope."""
    return (ThreadNode(one.ref, one.title, one.kind, one.url) for one in proving.describe_documents(viewer, refs))
