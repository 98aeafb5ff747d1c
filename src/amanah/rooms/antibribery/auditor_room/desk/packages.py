"""The evidence package as a download: made while it is sent, so that a broken connection leaves nothing behind."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.evidence.downloads import POLICY
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.rooms.antibribery.auditor_room import declare, packing, services
from amanah.rooms.antibribery.auditor_room.desk.parts import open_room
from amanah.rooms.antibribery.auditor_room.models import Visit
from amanah.rooms.antibribery.auditor_room.queries import room as seen
from amanah.rooms.antibribery.desk.pages import scope_or_404
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries import sides_of


@signed_in
@require_safe
def of_visit(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everything that a visit shows, for its auditors and for the institution's function."""
    visit, sides = open_room(request, number)
    if not (sides.audits or sides.keeps):
        raise PermissionDenied
    services.take(visit, visit.number, viewer=request.viewer, sides=sides, act=declare.PACKED)
    return _package(request, visit.scope, visit.edition_keys, visit)


@signed_in
@require_safe
def of_scope(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everything of a scope, for who keeps or leads it."""
    scope = scope_or_404(request, number)
    sides = sides_of(request.viewer, scope)
    if not (sides.keeps or sides.leads):
        raise PermissionDenied
    with transaction.atomic():
        ledger.append("scope.packed", scope.ref, {"day": clock.today()}, actor=request.viewer.actor)
    return _package(request, scope, scope.edition_keys, None)


def _package(request: StaffRequest, scope: Scope, editions: Sequence[str], visit: Visit | None) -> HttpResponseBase:
    clauses = visit.clauses if visit is not None else ()
    books = [seen.book(scope, edition, clauses) for edition in editions]
    order = packing.Order(
        scope, books, request.viewer.actor, get_language() or "id", visit, seen.talks_of(visit) if visit is not None else ()
    )
    name = f"amanah-{visit.number if visit is not None else scope.number}-{clock.today().isoformat()}.zip"
    response = StreamingHttpResponse(packing.pack(order), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-store"
    return response
