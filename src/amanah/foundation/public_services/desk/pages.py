"""The catalogue at the desk: the list, one service with its proposals and history, and the table to take away."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import role_required
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.imports.sheets import KINDS
from amanah.foundation.public_services import comparing, exporting, queries
from amanah.foundation.public_services.components import COMPONENTS
from amanah.foundation.public_services.desk.requests import service_or_404
from amanah.foundation.public_services.models import Edition, Fee, Service
from amanah.foundation.public_services.roles import APPROVER, EDITOR
from amanah.kernel import clock

PAGE = 50


@role_required(*queries.DESK_ROLES)
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The services of this person's units: what each costs, how complete its standard is, what waits."""
    words, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    found = queries.visible(request.viewer).filter(pk__in=queries.searched(words)) if words else queries.visible(request.viewer)
    chosen = list(found.filter(code__gt=after).order_by("code")[: PAGE + 1])
    shown = Service.objects.filter(pk__in=[service.pk for service in chosen[:PAGE]])
    offered = {offer.service.pk: offer for offer in queries.offers(clock.today(), shown)}
    waiting = queries.pending(shown)
    context = {
        "words": words,
        "rows": [_row(service, offered.get(service.pk), waiting.get(service.pk, [])) for service in chosen[:PAGE]],
        "every": len(COMPONENTS),
        "next_after": chosen[PAGE - 1].code if len(chosen) > PAGE else "",
        "first": not after,
        "may_edit": request.viewer.has(EDITOR.key),
    }
    return render(request, "public_services/list.html", context)


def _row(service: Service, offer: queries.Offer | None, waiting: list[Edition | Fee]) -> dict[str, Any]:
    named = offer.edition.name if offer else next((row.name for row in waiting if isinstance(row, Edition)), service.code)
    return {"service": service, "offer": offer, "name": named, "waiting": len(waiting)}


@role_required(*queries.DESK_ROLES)
@require_safe
def show(request: StaffRequest, code: str) -> HttpResponse:
    """One service: what is in force, what waits for a second person, what was."""
    service = service_or_404(request, code)
    offer = queries.offer(service.code, clock.today())
    waiting = queries.pending(Service.objects.filter(pk=service.pk)).get(service.pk, [])
    editions = [row for row in service.editions.select_related("proposed_by__person", "decided_by__person") if not row.pending]
    fees = [row for row in service.fees.select_related("proposed_by__person", "decided_by__person") if not row.pending]
    may_approve = request.viewer.has(APPROVER.key, service.unit)
    proposals = [_proposal(request, row, offer, may_approve=may_approve) for row in waiting]
    named = offer.edition if offer else next((row for row in (*waiting, *editions) if isinstance(row, Edition)), None)
    context = {
        "service": service,
        "name": named.name if named else service.code,
        "offer": offer,
        "waiting": proposals,
        "decidable": [item for item in proposals if item["may_decide"]],
        "editions": editions,
        "fees": fees,
        "every": len(COMPONENTS),
        "may_edit": request.viewer.has(EDITOR.key, service.unit),
        "address": f"/services/{service.code}/",
    }
    return render(request, "public_services/service.html", context)


def _proposal(request: StaffRequest, row: Edition | Fee, offer: queries.Offer | None, *, may_approve: bool) -> dict[str, Any]:
    mine = row.proposed_by_id == request.viewer.account.pk
    said: dict[str, Any] = {"row": row, "mine": mine, "may_decide": may_approve and not mine}
    if isinstance(row, Fee):
        now = next((fee for fee in offer.fees if fee.item == row.item), None) if offer else None
        return said | {"kind": "fee", "now": now}
    fees = offer.fees if offer else ()
    preview = queries.Offer(row.service, row, tuple(row.places.select_related("unit")), fees)
    return said | {"kind": "standard", "edition": preview, "changes": comparing.changes(offer, preview) if offer and not row.ends else []}


@role_required(*queries.DESK_ROLES)
@require_safe
def export(request: StaffRequest, kind: str) -> HttpResponse:
    """What is approved among this person's services, as a table that can be imported again."""
    if kind not in KINDS:
        raise Http404
    data = exporting.table(kind, queries.visible(request.viewer))
    headers = {"Content-Disposition": f'attachment; filename="layanan-{clock.today().isoformat()}.{kind}"'}
    return HttpResponse(data, content_type=KINDS[kind], headers=headers)
