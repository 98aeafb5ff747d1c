"""Records of learning as threads and notices know them: which a person may see, and how they are called."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.rooms.learning import queries
from amanah.rooms.learning.addresses import MINE

KIND = "record"


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return queries.visible(viewer).filter(ref__in=refs)


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each record by its number and title."""
    for record in queries.visible(viewer).filter(ref__in=refs):
        url = MINE if record.person_id == viewer.account.person_id else ""
        note = _("Dibatalkan") if record.voided_on is not None else ""
        yield ThreadNode(record.ref, f"{record.number} {record.title}", _("Catatan pembelajaran"), url, note)
