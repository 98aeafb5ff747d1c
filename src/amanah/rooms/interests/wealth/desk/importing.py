"""Importing an official list: upload, look, apply."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.exports.tables import Sheet, csv_bytes, xlsx_bytes
from amanah.foundation.organisation import tables
from amanah.foundation.organisation.desk.forms import UploadForm
from amanah.foundation.organisation.desk.import_views import MemoryUpload
from amanah.foundation.organisation.models import Unit
from amanah.rooms.interests.coverage import RECORDER
from amanah.rooms.interests.desk.opening import viewer_of
from amanah.rooms.interests.wealth import imports
from amanah.rooms.interests.wealth.columns import COLUMNS, NAMES, SHAPE
from amanah.rooms.interests.wealth.desk.recaps import TYPES

_SALT = "interests.wealth.import"
_VALID_SECONDS = 2 * 3600
SHOWN = 200


@csrf_exempt
def upload(request: HttpRequest) -> HttpResponseBase:
    """The upload page, and the preview of what was uploaded."""
    # The upload handler must be chosen before the body is read, and the cross-site check reads the body: so it comes after.
    request.upload_handlers = [MemoryUpload(request)]
    return _upload(request)


@csrf_protect
@signed_in
@require_http_methods(["GET", "POST"])
def _upload(request: HttpRequest) -> HttpResponse:
    _must_keep(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        try:
            return _preview(request, tables.read(form.cleaned_data["table"].read(), SHAPE))
        except ValidationError as refusal:
            form.add_error("table", refusal)
    return render(request, "wealth/import.html", {"form": form, "columns": COLUMNS}, status=400 if form.errors else 200)


@signed_in
@require_POST
def apply(request: HttpRequest) -> HttpResponse:
    """Carry out what a preview showed."""
    _must_keep(request)
    try:
        said = signing.loads(request.POST.get("plan", ""), salt=_salt(request), max_age=_VALID_SECONDS)
    except signing.BadSignature:
        messages.error(request, _("Pratinjau ini tidak berlaku lagi. Tidak ada yang disimpan. Unggah berkasnya sekali lagi."))
        return redirect("wealth_desk:import")
    lines = [tables.Line(number, cells, problems) for number, cells, problems in said["lines"]]
    try:
        done = imports.apply(lines, digest=said["digest"], may_keep=_may_keep(request), actor=viewer_of(request).actor)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return _preview(request, lines)
    count = len(done.changing)
    messages.success(request, ngettext("%(n)d laporan dicatat.", "%(n)d laporan dicatat.", count) % {"n": count})
    return redirect("wealth_desk:recap")


@signed_in
@require_safe
def template(request: HttpRequest, form: str) -> HttpResponse:
    """An empty list with our headers and one example."""
    _must_keep(request)
    if form not in TYPES:
        raise Http404
    headers, example = [column.names[0] for column in COLUMNS], [column.example for column in COLUMNS]
    content = csv_bytes(headers, [example]) if form == "csv" else xlsx_bytes([Sheet("LHKPN-LHKAN", headers, [example])])
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="lhkpn-lhkan.{form}"'})


def _preview(request: HttpRequest, lines: list[tables.Line]) -> HttpResponse:
    copies = [tables.Line(line.number, dict(line.cells), dict(line.problems)) for line in lines]
    planned = imports.plan(copies, may_keep=_may_keep(request))
    said = {"digest": planned.digest, "lines": [[line.number, line.cells, line.problems] for line in lines]}
    wrong, changing = planned.wrong, planned.changing
    context: dict[str, Any] = {
        "wrong": [{"row": row, "errors": [(NAMES.get(key, key), text) for key, text in row.errors.items()]} for row in wrong[:SHOWN]],
        "changing": changing[:SHOWN],
        "wrong_count": len(wrong),
        "changing_count": len(changing),
        "unchanged_count": len(planned.rows) - len(wrong) - len(changing),
        "shown": SHOWN,
        "plan": "" if wrong or not changing else signing.dumps(said, salt=_salt(request), compress=True),
    }
    return render(request, "wealth/preview.html", context)


def _salt(request: HttpRequest) -> str:
    # Bound to the person: a preview that somebody else was shown is not one's own to apply.
    return f"{_SALT}/{viewer_of(request).actor}"


def _must_keep(request: HttpRequest) -> None:
    if not viewer_of(request).has(RECORDER):
        raise Http404


def _may_keep(request: HttpRequest) -> Callable[[Unit], bool]:
    viewer = viewer_of(request)
    return lambda unit: viewer.has(RECORDER, unit)
