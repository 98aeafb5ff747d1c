"""The pages by which an existing list of documents is brought in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah.engines.documents import queries
from amanah.engines.documents.imports import LIST, Row
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.imports.desk.screens import Note, Screen, Words


def keepers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in whoever keeps documents of any unit; for everybody else there is nothing here."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not queries.keeps_anywhere(request.viewer):  # type: ignore[attr-defined]  # set by the middleware of access
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _named(row: Row) -> tuple[Any, Any]:
    return row.said["title"] or row.cells.get("title", ""), row.said["unit"] or ""


SCREEN = Screen(
    LIST,
    Words(
        title=_("Masukkan daftar dokumen"),
        lead=_("Unggah daftar induk yang sudah ada. Sebelum Anda menyimpan, tidak ada yang berubah."),
        rows=_("Judul dokumen"),
        changes=_("Yang ditambahkan"),
        act=_("Simpan semuanya"),
        done=lambda n: ngettext("%(n)d dokumen dimasukkan.", "%(n)d dokumen dimasukkan.", n) % {"n": n},
        describes=_named,
        facts={"documents": _("Dokumen yang dimasukkan")},
        notes=(
            Note(
                _("Disahkan di luar sistem"),
                _("Dokumen dari daftar lama masuk sebagai berlaku dan ditandai begitu; versi berikutnya melewati tinjauan dan pengesahan."),
            ),
        ),
    ),
    space="documents",
    guard=keepers,
    back=("documents:list", _("Dokumen terkendali")),
    file="daftar-dokumen",
)
