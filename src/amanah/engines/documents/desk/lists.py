"""The master list and its export."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.documents import declare, queries, tied
from amanah.engines.documents.desk.forms import FilterForm
from amanah.engines.documents.models import Document
from amanah.engines.documents.queries import Filters
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The documents one may see, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    context = narrowing.shown(
        request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), reverse("documents:list")
    )
    counts = queries.read_counts(context["rows"])
    context["rows"] = [
        {"document": one, "sort": declare.SORTS[one.sort], **standing(one), "read": counts.get(one.current_id or 0)}
        for one in context["rows"]
    ]
    context["may_keep"] = queries.keeps_anywhere(request.viewer)
    context["to_read"] = len(queries.waiting(request.viewer))
    return render(request, "documents/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """The master list of the same filters."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**FilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=queries.LARGEST))
    counts = queries.read_counts(rows)
    return table(_("daftar induk dokumen"), form, headers(), [_line(one, counts.get(one.current_id or 0, (0, 0))) for one in rows])


def headers() -> list[str]:
    """The columns of the master list."""
    return [
        _("Nomor"),
        _("Nomor menurut instansi"),
        _("Judul dokumen"),
        _("Jenis"),
        _("Unit"),
        _("Penerbit"),
        _("Versi"),
        _("Berlaku sejak"),
        _("Sidik isi (SHA-256)"),
        _("Tinjau ulang pada"),
        _("Disimpan (tahun)"),
        _("Keadaan"),
        _("Harus membaca"),
        _("Sudah membaca"),
    ]


def standing(document: Document) -> dict[str, Any]:
    """How a document stands, in words and tone."""
    key = tied.standing_of(document)
    return {"stands": declare.STANDINGS[key], "tone": tied.TONES[key]}


def _line(one: Document, read: tuple[int, int]) -> list[Any]:
    now = one.current
    held = [now.label, now.effective_from, now.sha256] if now is not None else ["", None, ""]
    what = [one.number, one.code, one.title, str(declare.SORTS[one.sort]), str(one.unit), one.issuer]
    return [*what, *held, one.review_on, one.keep_years, str(standing(one)["stands"]), *read]
