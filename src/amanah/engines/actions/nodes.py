"""Actions as threads and notices know them: which a person may see, and how they are called."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from amanah.engines.actions import addresses
from amanah.engines.actions.queries.visible import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(pk__in=_ids(refs))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each action by its number and title, and how it stands."""
    for action in visible(viewer).filter(pk__in=_ids(refs)):
        name = f"{action.number} {action.title}"
        yield ThreadNode(action.ref, name, _("Tindak lanjut"), addresses.of_action(action.number), action.stands.title)


def _ids(refs: Collection[str]) -> list[UUID]:
    return [UUID(ref.removeprefix("action:")) for ref in refs]
