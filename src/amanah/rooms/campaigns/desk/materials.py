"""Material that is ready to print, and texts that are ready to send."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.campaigns import materials
from amanah.rooms.campaigns.data import designs
from amanah.rooms.campaigns.desk.lists import tabs
from amanah.rooms.campaigns.desk.requests import campaign_or_404


@signed_in
@require_safe
def gallery(request: StaffRequest) -> HttpResponse:
    """Every design with its texts and its files."""
    shown = [
        {"design": design, "texts": [(language, materials.short_texts(design, language)) for language in materials.LANGUAGES]}
        for design in designs().values()
    ]
    context = {
        "designs": shown,
        "sorts": list(materials.SORTS.items()),
        "offered": materials.LANGUAGES,
        "address": materials.address(),
        "tabs": tabs("materials"),
    }
    return render(request, "campaigns/materials.html", context)


@signed_in
@require_safe
def pdf(request: StaffRequest, design: str, sort: str, language: str) -> HttpResponse:  # noqa: ARG001 - as all views
    """One file."""
    if design not in designs() or sort not in materials.SORTS or language not in materials.LANGUAGES:
        raise Http404
    return _file(materials.pdf(designs()[design], sort, language), f"{design}-{sort}-{language}")


@signed_in
@require_safe
def own(request: StaffRequest, number: str, sort: str, language: str) -> HttpResponse:
    """A poster with the campaign's own message."""
    campaign = campaign_or_404(request, number)
    if sort not in materials.OWN_SORTS or language not in materials.LANGUAGES:
        raise Http404
    return _file(materials.own_pdf(campaign, sort, language), f"{campaign.number.lower()}-{sort}-{language}")


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="amanah-{name}.pdf"'})
