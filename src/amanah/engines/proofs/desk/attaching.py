"""Attaching proofs to another record's page, and detaching them: search, choose, one POST, and back to the record."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.engines.proofs import owners, queries, services
from amanah.engines.proofs.desk import places
from amanah.engines.proofs.desk.pages import found
from amanah.engines.proofs.desk.panel import panel
from amanah.engines.proofs.models import Use
from amanah.engines.proofs.owners import Purpose
from amanah.engines.proofs.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest

LONGEST = 60


@signed_in
@require_safe
def attach(request: StaffRequest) -> HttpResponse:
    """What a record is shown by, and the library to choose from, first what speaks for the record's period."""
    purpose = _needed(request)
    words = "".join(sign for sign in request.GET.get("q", "") if sign.isprintable())[:LONGEST]
    back = places.back(request, purpose.url)
    offered = queries.offered(request.viewer, purpose.ref, words=words, period_from=purpose.period_from, period_to=purpose.period_to)
    rows = [{"proof": one, "fresh": queries.freshness(one, purpose.period_from, purpose.period_to)} for one in offered[: queries.OFFERED]]
    attached = panel(request.viewer, purpose, request.get_full_path())
    context = {
        "purpose": purpose,
        "panel": attached,
        "attached": replace(attached, attach_url=""),  # this is that page
        "rows": rows,
        "more": len(offered) > queries.OFFERED,
        "words": words,
        "back": back,
        "may_add": queries.keeps_anywhere(request.viewer),
        "carried": urlencode({"for": purpose.ref, "next": back}),
    }
    return render(request, "proofs/attach.html", context)


@require_POST
@signed_in
def use(request: StaffRequest, number: str) -> HttpResponse:
    """Let the proof show the record."""
    purpose, proof = _needed(request), found(request, number)
    try:
        services.use(proof, purpose.ref, viewer=request.viewer)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(number)s sekarang dipakai di sini.") % {"number": proof.number})
    return redirect(places.back(request, purpose.url))


@require_POST
@signed_in
def detach(request: StaffRequest, use_id: int) -> HttpResponse:
    """The proof shows the record no longer."""
    used = Use.objects.filter(pk=use_id, proof__in=queries.visible(request.viewer).values("pk")).first()
    purpose = owners.purpose(request.viewer, used.ref) if used else None
    if used is None or purpose is None:
        raise Http404
    try:
        services.unuse(used, viewer=request.viewer)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Bukti dilepas dari sini. Ia tetap ada dalam pustaka, dan riwayatnya tetap terbaca."))
    return redirect(places.back(request, purpose.url))


def _needed(request: StaffRequest) -> Purpose:
    purpose = places.purpose(request)
    if purpose is None:
        raise Http404
    return purpose
