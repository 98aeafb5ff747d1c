"""Importing services: upload, look, propose."""

from typing import cast

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.foundation.access.decorators import role_required
from amanah.foundation.organisation import tables
from amanah.foundation.organisation.desk.import_views import MemoryUpload
from amanah.foundation.public_services import exporting, imports
from amanah.foundation.public_services.columns import COLUMNS, SHAPE
from amanah.foundation.public_services.desk.forms import UploadForm
from amanah.foundation.public_services.desk.requests import StaffRequest
from amanah.foundation.public_services.roles import EDITOR

_VALID_SECONDS = 2 * 3600
SHOWN = 200


@csrf_exempt
def upload(request: HttpRequest) -> HttpResponseBase:
    """The upload page, and the preview of what was uploaded."""
    # The upload handler must be chosen before the body is read, and the cross-site check reads the body: so it comes after.
    request.upload_handlers = [MemoryUpload(request)]
    return _upload(cast("StaffRequest", request))


@csrf_protect
@role_required(EDITOR.key)
@require_http_methods(["GET", "POST"])
def _upload(request: StaffRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        try:
            return _preview(request, tables.read(form.cleaned_data["table"].read(), SHAPE))
        except ValidationError as refusal:
            form.add_error("table", refusal)
    return render(request, "public_services/import.html", {"form": form, "columns": COLUMNS}, status=400 if form.errors else 200)


@role_required(EDITOR.key)
@require_POST
def apply(request: StaffRequest) -> HttpResponse:
    """Propose what a preview showed."""
    try:
        said = signing.loads(request.POST.get("plan", ""), salt=_salt(request), max_age=_VALID_SECONDS)
    except signing.BadSignature:
        messages.error(request, _("Pratinjau ini tidak berlaku lagi. Tidak ada yang disimpan. Unggah berkasnya sekali lagi."))
        return redirect("services_desk:import")
    lines = [tables.Line(number, cells, problems) for number, cells, problems in said["lines"]]
    try:
        done = imports.apply(lines, digest=said["digest"], viewer=request.viewer)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return _preview(request, lines)
    count = len(done.changing)
    text = ngettext("%(n)d baris diusulkan; menunggu pengesahan.", "%(n)d baris diusulkan; menunggu pengesahan.", count)
    messages.success(request, text % {"n": count})
    return redirect("services_desk:list")


@role_required(EDITOR.key)
@require_safe
def template(_request: StaffRequest, kind: str) -> HttpResponse:
    """An empty table with our headers and one example, as CSV or XLSX."""
    if kind not in exporting.KINDS:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="layanan.{kind}"'}
    return HttpResponse(exporting.template(kind), content_type=exporting.KINDS[kind], headers=headers)


def _preview(request: StaffRequest, lines: list[tables.Line]) -> HttpResponse:
    planned = imports.plan(lines, viewer=request.viewer)
    wrong, changing = planned.wrong, planned.changing
    said = {"digest": planned.digest, "lines": [[line.number, line.cells, line.problems] for line in lines]}
    names = {column.key: column.names[0] for column in COLUMNS}
    context = {
        "wrong": [{"row": row, "errors": [(names.get(key, key), text) for key, text in row.errors.items()]} for row in wrong[:SHOWN]],
        "changing": changing[:SHOWN],
        "wrong_count": len(wrong),
        "changing_count": len(changing),
        "unchanged_count": len(planned.rows) - len(wrong) - len(changing),
        "shown": SHOWN,
        "counts": planned.counts,
        "plan": "" if wrong or not changing else signing.dumps(said, salt=_salt(request), compress=True),
    }
    return render(request, "public_services/preview.html", context)


def _salt(request: StaffRequest) -> str:
    # Bound to the person: a preview that somebody else was shown is not one's own to apply.
    return f"public_services.import/{request.viewer.actor}"
