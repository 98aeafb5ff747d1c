"""Importing people: upload, look, apply."""

import io
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.foundation.organisation import imports, sample, tables
from amanah.foundation.organisation.columns import COLUMNS
from amanah.foundation.organisation.desk.forms import UploadForm
from amanah.foundation.organisation.desk.guard import ROLE, StaffRequest, administrators
from amanah.foundation.organisation.models import Unit

_SALT = "organisation.import"
_VALID_SECONDS = 2 * 3600
SHOWN = 200


class MemoryUpload(FileUploadHandler):
    """Keeps a table in memory, and not more of it than is needed to see that it is too large."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.data = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a chunk while there is room."""
        if start <= tables.MOST_BYTES:
            self.data += raw_data

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, cut off where it became too large; its size says so."""
        return InMemoryUploadedFile(io.BytesIO(bytes(self.data)), self.field_name, self.file_name or "", self.content_type, file_size, None)


@csrf_exempt
def upload(request: HttpRequest) -> HttpResponseBase:
    """The upload page, and the preview of what was uploaded."""
    # The upload handler must be chosen before the body is read, and the cross-site check reads the body: so it comes after.
    request.upload_handlers = [MemoryUpload(request)]
    return _upload(request)


@csrf_protect
@administrators
@require_http_methods(["GET", "POST"])
def _upload(request: StaffRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        try:
            lines = tables.read(form.cleaned_data["table"].read())
            return _preview(request, lines)
        except ValidationError as refusal:
            form.add_error("table", refusal)
    return render(request, "organisation/import.html", {"form": form, "columns": COLUMNS})


@administrators
@require_POST
def apply(request: StaffRequest) -> HttpResponse:
    """Carry out what a preview showed."""
    try:
        said = signing.loads(request.POST.get("plan", ""), salt=_salt(request), max_age=_VALID_SECONDS)
    except signing.BadSignature:
        messages.error(request, _("Pratinjau ini tidak berlaku lagi. Tidak ada yang disimpan. Unggah berkasnya sekali lagi."))
        return redirect("organisation:import")
    lines = [tables.Line(number, cells, problems) for number, cells, problems in said["lines"]]
    try:
        done = imports.apply(lines, digest=said["digest"], may_edit=_may_edit(request), actor=request.viewer.actor)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return _preview(request, lines)
    counts = done.counts
    messages.success(request, ngettext("%(n)d baris diimpor.", "%(n)d baris diimpor.", counts["rows"]) % {"n": counts["rows"]})
    return redirect("organisation:people")


@administrators
@require_safe
def template(_request: StaffRequest, kind: str) -> HttpResponse:
    """An empty table with our headers and one example, as CSV or XLSX."""
    if kind not in sample.KINDS:
        raise Http404
    content_type, data = sample.make(kind)
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="pegawai.{kind}"'})


def _preview(request: StaffRequest, lines: list[tables.Line]) -> HttpResponse:
    copies = [tables.Line(line.number, dict(line.cells), dict(line.problems)) for line in lines]
    planned = imports.plan(copies, may_edit=_may_edit(request))
    wrong, changing = planned.wrong, planned.changing
    said = {"digest": planned.digest, "lines": [[line.number, line.cells, line.problems] for line in lines]}
    names = {column.key: column.names[0] for column in COLUMNS}
    return render(
        request,
        "organisation/preview.html",
        {
            "wrong": [{"row": row, "errors": [(names.get(key, key), text) for key, text in row.errors.items()]} for row in wrong[:SHOWN]],
            "changing": changing[:SHOWN],
            "wrong_count": len(wrong),
            "changing_count": len(changing),
            "unchanged_count": len(planned.rows) - len(wrong) - len(changing),
            "shown": SHOWN,
            "counts": planned.counts,
            "plan": "" if wrong or not changing else signing.dumps(said, salt=_salt(request), compress=True),
        },
    )


def _salt(request: StaffRequest) -> str:
    # Bound to the person: a preview that somebody else was shown is not one's own to apply.
    return f"{_SALT}/{request.viewer.actor}"


def _may_edit(request: StaffRequest) -> imports.MayEdit:
    def may(unit: Unit) -> bool:
        return request.viewer.has(ROLE, unit)

    return may
