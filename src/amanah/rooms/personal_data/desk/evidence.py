"""Files that belong to a breach or a request: screenshots, letters, extracts; sealed like everything else of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.cases.desk.attaching import EvidenceForm, sealed
from amanah.foundation.evidence import queries as evidence
from amanah.foundation.evidence.downloads import download
from amanah.foundation.evidence.errors import NotThere
from amanah.foundation.vault.errors import CannotOpen
from amanah.rooms.personal_data.desk.acts import form_page
from amanah.rooms.personal_data.desk.opening import answer, page_of, with_opened
from amanah.rooms.personal_data.opened import Opened, attach
from amanah.rooms.personal_data.queries import files
from amanah.rooms.personal_data.workflow import EVIDENCE


@with_opened
def add(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Keep one file with where it came from."""
    form = EvidenceForm(request.POST or None, request.FILES or None)
    upload = sealed(form) if request.method == "POST" and form.is_valid() else None
    if upload is not None:
        origin = form.cleaned_data["text"]
        return answer(request, opened.case, lambda: attach(opened, upload, origin), _("Bukti tersegel dan tersimpan."))
    lead = _("Simpan hanya yang perlu; hitamkan data orang lain sebelum mengunggahnya.")
    return form_page(request, opened, form, heading=_("Tambahkan bukti"), button=_("Segel dan simpan"), lead=lead)


@require_safe
@with_opened
def file(request: HttpRequest, opened: Opened, file_id: UUID) -> HttpResponseBase:
    """One file, unsealed while it is sent; the custody log notes who took it."""
    for _sheet, upload in files.content(opened).files(EVIDENCE):
        if upload.file_id == str(file_id):
            try:
                return download(get_object_or_404(evidence.items(opened.case.ref), pk=file_id), upload, actor=opened.viewer.actor)
            except (NotThere, CannotOpen):
                messages.error(request, _("Berkas ini rusak atau hilang dari penyimpanan. Beri tahu administrator; catatannya tetap ada."))
                return redirect(page_of(opened.case))
    raise Http404
