"""A sheet as a workbook to take away, and a filled workbook brought back: looked at first, then taken whole or not at all."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.engines.instruments import queries, services
from amanah.engines.instruments.declare import COLUMNS
from amanah.engines.instruments.desk import loading
from amanah.engines.instruments.desk.requests import sheet_or_404
from amanah.engines.instruments.models import Sheet
from amanah.engines.instruments.refusals import Refused
from amanah.engines.instruments.workbook import reading, writing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES
from amanah.foundation.imports.desk.forms import UploadForm
from amanah.foundation.imports.desk.uploads import MemoryUpload

SHOWN = 200
_VALID_SECONDS = 2 * 3600


@signed_in
@require_safe
def download(request: StaffRequest, number: str) -> HttpResponse:
    """The sheet in the layout of the official forms, everything computed as a value."""
    sheet = sheet_or_404(request, number)
    period = f"{date_format(sheet.period_from, 'j F Y')} – {date_format(sheet.period_to, 'j F Y')}"
    cover = writing.Cover(sheet.unit.name, sheet.number, period, str(sheet.stands.title))
    content = writing.workbook(loading.filled(request.viewer, sheet), cover)
    headers = {"Content-Disposition": f'attachment; filename="{sheet.number}.xlsx"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=TYPES["xlsx"], headers=headers)


@csrf_exempt
def bring(request: StaffRequest, number: str) -> HttpResponseBase:
    """The page that takes a workbook in."""
    # The upload handler must be chosen before the body is read, and the cross-site check reads the body: so it comes after.
    request.upload_handlers = [MemoryUpload(request, reading.LIMITS.size)]
    return _bring(request, number)


@csrf_protect
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def _bring(request: StaffRequest, number: str) -> HttpResponse:
    sheet = sheet_or_404(request, number)
    column = _writable(request, sheet)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, limits=reading.LIMITS)
    if sent and form.is_valid():
        try:
            taken = reading.take(form.cleaned_data["table"].read())
            return _preview(request, sheet, column, taken)
        except ValidationError as refusal:
            form.add_error("table", refusal)
    context = {"sheet": sheet, "form": form, "column_title": COLUMNS[column]}
    return render(request, "instruments/import.html", context, status=400 if form.errors else 200)


@require_POST
@signed_in
def apply(request: StaffRequest, number: str) -> HttpResponse:
    """Carry out what a preview showed."""
    sheet = sheet_or_404(request, number)
    column = _writable(request, sheet)
    there = redirect("instruments:import", sheet.number)
    try:
        said = signing.loads(request.POST.get("plan", ""), salt=_salt(request, sheet), max_age=_VALID_SECONDS)
    except signing.BadSignature:
        messages.error(request, _("Pratinjau ini tidak berlaku lagi. Tidak ada yang disimpan. Unggah berkasnya sekali lagi."))
        return there
    taken = reading.Taken.from_plain(said)
    plan = reading.plan(loading.filled(request.viewer, sheet), taken, [column])
    if plan.wrong or plan.digest != said["digest"]:
        messages.error(request, _("Data sudah berubah sejak pratinjau. Tidak ada yang disimpan; periksa pratinjau yang baru."))
        return _preview(request, sheet, column, taken)
    answers = {one.question.key: (one.now, one.reason) for one in plan.changes}
    try:
        services.answer_many(sheet, column, answers, viewer=request.viewer)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return there
    done = ngettext("%(n)d jawaban tersimpan.", "%(n)d jawaban tersimpan.", len(answers)) % {"n": len(answers)}
    messages.success(request, done)
    return redirect("instruments:show", sheet.number)


def _preview(request: StaffRequest, sheet: Sheet, column: str, taken: reading.Taken) -> HttpResponse:
    plan = reading.plan(loading.filled(request.viewer, sheet), taken, [column])
    kept = signing.dumps({**taken.plain, "digest": plan.digest}, salt=_salt(request, sheet), compress=True)
    changes: list[dict[str, Any]] = [
        {
            "one": one,
            "before": loading.written(one.question, one.before) or _("belum dijawab"),
            "now": loading.written(one.question, one.now),
        }
        for one in plan.changes[:SHOWN]
    ]
    context = {
        "sheet": sheet,
        "column_title": COLUMNS[column],
        "plan": plan,
        "changes": changes,
        "wrong": plan.wrong[:SHOWN],
        "shown": SHOWN,
        "kept": kept if plan.changes and not plan.wrong else "",
        "back": reverse("instruments:import", args=[sheet.number]),
    }
    return render(request, "instruments/preview.html", context, status=400 if plan.wrong else 200)


def _writable(request: StaffRequest, sheet: Sheet) -> str:
    column = queries.offers(request.viewer, sheet).column
    if not column:
        raise Http404
    return column


def _salt(request: StaffRequest, sheet: Sheet) -> str:
    # Bound to the person and the sheet: a preview that somebody else was shown is not one's own to carry out.
    return f"instruments.import/{sheet.pk}/{request.viewer.actor}"
