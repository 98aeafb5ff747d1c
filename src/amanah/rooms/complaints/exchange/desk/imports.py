"""Importing complaints at the desk: upload, say what the columns mean, look, file. A person sees their own files alone."""

from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from amanah.engines.reports.desk.opening import viewer_of
from amanah.engines.reports.services.filing import readers
from amanah.foundation.access.decorators import role_required
from amanah.foundation.evidence import files
from amanah.foundation.evidence import services as evidence
from amanah.foundation.imports import sheets
from amanah.foundation.imports.columns import fitting
from amanah.foundation.imports.reading import Unreadable
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.desk.session import account_of, unlocked_keys
from amanah.rooms.complaints.exchange import matters
from amanah.rooms.complaints.exchange.desk.forms import BeginForm, ColumnsForm, ExportForm, FileForm, KeptForm
from amanah.rooms.complaints.exchange.importing import checking, working
from amanah.rooms.complaints.exchange.importing import columns as meanings
from amanah.rooms.complaints.exchange.importing.columns import BY_KEY, FIELDS
from amanah.rooms.complaints.exchange.models import Import
from amanah.rooms.complaints.exchange.services import imports
from amanah.rooms.complaints.exchange.services.imports import Opened
from amanah.rooms.complaints.workflow import OFFICERS

SHOWN = 20
SAMPLES = 3
_STILL = 4
"""After so many looks without progress the page says that it seems to have stopped."""
_SECONDS = 3
State = Import.State

officers = role_required(*sorted(OFFICERS))


@never_cache
@officers
def index(request: HttpRequest) -> HttpResponse:
    """What one has brought, and a file more."""
    form = FileForm(request.POST or None, request.FILES or None) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        taken = evidence.take([form.cleaned_data["table"]])
        if taken.refused:
            form.add_error("table", taken.refused[0].reason)
        else:
            upload = taken.kept[0]
            try:
                data = b"".join(files.opened(upload.file_id, upload.file_key))
            finally:
                evidence.discard(upload.file_id)
            job = _brought(request, form, data)
            if job is not None:
                return redirect("complaints_exchange_desk:import", job.pk)
    jobs = Import.objects.filter(account=account_of(request)).exclude(state=State.WITHDRAWN)
    return render(
        request,
        "exchange/index.html",
        {"form": form, "jobs": jobs[:30], "export": ExportForm(initial=ExportForm.usual())},
        status=400 if form.errors else 200,
    )


@never_cache
@require_safe
@officers
def show(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Where an import stands. While it works, the page looks again by itself."""
    job = _own(request, job_id)
    page: dict[str, Any] = {"job": job, "share": job.done * 100 // max(job.rows, 1)}
    if job.state in {State.CHECKING, State.IMPORTING}:
        return render(request, "exchange/working.html", page | _motion(request, job))
    opened = _opened(request, job)
    if job.state == State.UPLOADED and opened is not None:
        return _asking(request, opened, None)
    if opened is not None and job.state in {State.CHECKED, State.DONE}:
        found = imports.wrong_rows(opened)
        page["strange"] = imports.strange_units(opened)[:SHOWN]
        page["wrong"] = [
            (line, Truncator(cells.get("text", "")).chars(80), Truncator(cells.get("number", "")).chars(30), checking.named(codes.items()))
            for line, cells, codes in found[:SHOWN]
        ]
    return render(
        request,
        "exchange/import.html",
        page | {"locked": opened is None, "shown": SHOWN, "wrong_count": job.wrong, "right": job.rows - job.wrong, "form": BeginForm()},
    )


@never_cache
@officers
def columns(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Say which column means what, and have the file checked."""
    opened = _opened(request, _own(request, job_id))
    if opened is None:
        return redirect("complaints_exchange_desk:import", job_id)
    headers = meanings.headers_of(imports.file_of(opened))
    kept = KeptForm(request.POST)
    if "mapping" in request.POST and kept.is_valid():
        opened.job.columns = fitting(FIELDS, kept.cleaned_data["mapping"].columns, headers)
        return _asking(request, opened, None)
    if request.method != "POST":
        return _asking(request, opened, None)
    form = ColumnsForm(request.POST, headers=headers, chosen=opened.job.columns)
    if not form.is_valid():
        return _asking(request, opened, form)
    try:
        imports.set_columns(opened.job, form.chosen, viewer=viewer_of(request), keep_as=form.cleaned_data["keep_as"])
        imports.announce(opened.job, filing=False)
        working.start(opened, working.CHECK)
    except imports.Overtaken:
        messages.error(request, _("Impor ini sudah berjalan; kolomnya tidak dapat diubah lagi."))
    return redirect(_looking(opened.job))


@require_POST
@officers
def begin(request: HttpRequest, job_id: UUID, act: str) -> HttpResponse:
    """Check or file, in a process of its own; also to go on with what was interrupted."""
    job = _own(request, job_id)
    opened = _opened(request, job)
    if act not in {working.CHECK, working.RUN}:
        raise Http404
    if opened is None:
        messages.error(request, _("Buka kunci Anda dahulu."))
    elif act == working.RUN and job.state == State.CHECKED and job.wrong and not BeginForm(request.POST).is_valid():
        messages.error(request, _("Tidak ada yang diimpor. Nyatakan bahwa baris yang salah ditinggalkan, atau perbaiki berkasnya."))
    elif act == working.RUN and not readers(matters.regime(), matters.ROUTE, frozenset()):
        messages.error(request, _("Tidak ada petugas pengaduan yang sudah mempunyai kunci. Tidak ada yang diimpor."))
    else:
        return _begun(request, opened, act)
    return redirect("complaints_exchange_desk:import", job.pk)


@require_POST
@officers
def withdraw(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Give a file up; nothing of it remains."""
    try:
        imports.withdraw(_own(request, job_id), viewer=viewer_of(request))
        messages.success(request, _("Berkas dihapus. Tidak ada yang diimpor darinya."))
    except imports.Overtaken:
        messages.error(request, _("Impor ini sudah berjalan dan tidak dapat ditarik lagi."))
    return redirect("complaints_exchange_desk:index")


@require_safe
@officers
def wrong(request: HttpRequest, job_id: UUID, form: str) -> HttpResponse:
    """The rows that stayed outside with what is wrong with them, as a sheet that can be corrected and brought again."""
    opened = _opened(request, _own(request, job_id))
    if form not in sheets.KINDS or opened is None:
        raise Http404
    keys = [key for key in BY_KEY if key in opened.job.columns]
    rows = [
        (line, dict(checking.named(codes.items())), [cells.get(key, "") for key in keys])
        for line, cells, codes in imports.wrong_rows(opened)
    ]
    return sheets.download(form, "baris-salah", sheets.remarked(form, [opened.job.columns[key] for key in keys], rows))


def _begun(request: HttpRequest, opened: Opened, act: str) -> HttpResponse:
    try:
        imports.announce(opened.job, filing=act == working.RUN)
        working.start(opened, act)
    except imports.Overtaken:
        messages.error(request, _("Impor ini sudah berjalan; kolomnya tidak dapat diubah lagi."))
    return redirect(_looking(opened.job))


def _brought(request: HttpRequest, form: FileForm, data: bytes) -> Import | None:
    try:
        return imports.bring(data, meanings.proposed(data), account=account_of(request)).job
    except Unreadable as refusal:
        form.add_error("table", refusal.sentence)
    except vault.NoKeys:
        form.add_error(None, _("Buat kunci Anda dahulu: berkas ini disegel untuk Anda."))
    return None


def _own(request: HttpRequest, job_id: UUID) -> Import:
    return get_object_or_404(Import.objects.exclude(state=State.WITHDRAWN), pk=job_id, account=account_of(request))


def _opened(request: HttpRequest, job: Import) -> Opened | None:
    """The import with its keys; None while the person's own key is locked."""
    pair = unlocked_keys(request)
    try:
        return imports.opened(job, pair) if pair is not None else None
    except (vault.CannotOpen, vault.NotAHolder):
        return None


def _asking(request: HttpRequest, opened: Opened, form: ColumnsForm | None) -> HttpResponse:
    lines = meanings.lines(imports.file_of(opened))
    headers = next(lines)[1]
    samples = [cells for _number, cells, _spoilt in islice(lines, SAMPLES)]
    form = form or ColumnsForm(headers=headers, chosen=opened.job.columns)
    page = {"job": opened.job, "form": form, "headers": headers, "samples": samples, "kept": KeptForm()}
    return render(request, "exchange/columns.html", page, status=400 if form.errors else 200)


def _motion(request: HttpRequest, job: Import) -> dict[str, Any]:
    """Whether it still moves, told from what the last look saw; nothing about time is kept."""
    said = request.GET
    still = int(said.get("still", "0")) + 1 if said.get("beat") == str(job.beat) and said.get("still", "0").isdecimal() else 0
    return {
        "stopped": still >= _STILL,
        "seconds": _SECONDS,
        "again": _looking(job, still),
        "act": working.CHECK if job.state == State.CHECKING else working.RUN,
    }


def _looking(job: Import, still: int = 0) -> str:
    address = reverse("complaints_exchange_desk:import", args=[job.pk])
    return f"{address}?{urlencode({'beat': job.beat, 'still': min(still, _STILL)})}"
