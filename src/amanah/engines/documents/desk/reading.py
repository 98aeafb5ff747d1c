"""What one has to read, saying that one did, and who did."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.engines.documents import queries, services
from amanah.engines.documents.desk.pages import found
from amanah.engines.documents.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.kernel import clock


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """What waits to be read, and what was read lately."""
    today = clock.today()
    waiting = [{"reading": one, "late": one.due_on < today} for one in queries.waiting(request.viewer)]
    return render(request, "documents/to_read.html", {"waiting": waiting, "read": queries.read_lately(request.viewer)})


@require_POST
@signed_in
def acknowledge(request: StaffRequest, number: str) -> HttpResponse:
    """Say that one has read the version in force."""
    document = found(request, number)
    try:
        services.acknowledge(document, viewer=request.viewer)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Tercatat: Anda sudah membaca %(title)s.") % {"title": document.title})
    return redirect("documents:to_read")


@signed_in
@require_safe
def export(request: StaffRequest, number: str, form: str) -> HttpResponse:
    """Who has to read the version in force and who did: the proof that an auditor asks for."""
    document = found(request, number)
    if form not in TYPES or document.current is None:
        raise Http404
    rows = queries.readers(request.viewer, document, document.current, most=20_000)
    if not rows and not queries.may_keep(request.viewer, document.unit):
        raise Http404
    headers = [_("Nama pembaca"), _("Dibaca paling lambat"), _("Dibaca pada")]
    return table(_("pembaca dokumen"), form, headers, [[str(one.person), one.due_on, one.read_on] for one in rows])
