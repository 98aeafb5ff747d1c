"""Visits as threads and notices know them, and their requests as the library of evidence does."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from amanah.engines.proofs.owners import Purpose
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.rooms.antibribery.auditor_room import addresses, declare
from amanah.rooms.antibribery.auditor_room.models import Request
from amanah.rooms.antibribery.auditor_room.queries.visible import sides_of, visible


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(ref__in=list(refs))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each visit by its number and the body, and how it stands."""
    for visit in visible(viewer).filter(ref__in=list(refs)):
        name, url = f"{visit.number} {visit.body}", addresses.of_visit(visit.number)
        yield ThreadNode(visit.ref, name, _("Kunjungan auditor"), url, declare.STATES[visit.state])


def may_attach(viewer: Viewer, ref: str) -> bool:
    """To a request of a running visit that is not settled: whoever keeps the scope."""
    found = Request.objects.filter(ref=ref, state__in=declare.WAITING).select_related("visit__scope__unit").first()
    if found is None or not found.visit.runs() or not visible(viewer).filter(pk=found.visit_id).exists():
        return False
    return sides_of(viewer, found.visit).keeps


def described(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    """The requests of visits that the viewer may know of, as evidence names them."""
    for one in Request.objects.filter(ref__in=list(refs), visit__in=visible(viewer)).select_related("visit"):
        title = f"{one.number} · {one.visit.body}"
        yield Purpose(one.ref, title, _("Permintaan auditor luar"), addresses.of_request(one.visit.number, one.number))
