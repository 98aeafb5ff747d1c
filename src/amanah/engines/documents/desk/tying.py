"""Tying documents to a record of another part, from that record's page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from amanah.engines.documents import queries, services
from amanah.engines.documents.desk import lists
from amanah.engines.documents.desk.pages import found
from amanah.engines.documents.queries import Filters
from amanah.engines.documents.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.threads import visibility

OFFERED = 30


@require_POST
@signed_in
def untie(request: StaffRequest, number: str) -> HttpResponse:
    """Take back that the document is about the record that was sent."""
    document = found(request, number)
    try:
        services.untie(document, request.POST.get("for", ""), viewer=request.viewer)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kaitannya dilepas."))
    return redirect("documents:document", document.number)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: StaffRequest) -> HttpResponse:
    """Choose a document of a unit whose documents one keeps, for the record that the address names."""
    asked = request.POST if request.method == "POST" else request.GET
    ref, back = asked.get("for", ""), asked.get("next", "")
    described = visibility.described(request.viewer, [ref]) if ref else {}
    if ref not in described or not queries.keeps_anywhere(request.viewer):
        raise Http404
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/desk/"):
        back = described[ref].url
    if request.method == "POST":
        document = found(request, request.POST.get("document", ""))
        try:
            services.tie(document, ref, viewer=request.viewer)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Dokumen %(number)s dikaitkan.") % {"number": document.number})
            return redirect(back)
    words = asked.get("words", "")[:60]
    rows = [one for one in queries.listing(request.viewer, Filters(words=words), size=OFFERED).rows if one.withdrawn_on is None]
    kept = [{"document": one, **lists.standing(one)} for one in rows if queries.may_keep(request.viewer, one.unit)]
    return render(request, "documents/tie.html", {"node": described[ref], "rows": kept, "words": words, "ref": ref, "back": back})
