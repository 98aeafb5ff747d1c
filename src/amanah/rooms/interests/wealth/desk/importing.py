"""The pages by which an official list is imported."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.imports.desk.screens import Note, Screen, Words
from amanah.rooms.interests.coverage import RECORDER
from amanah.rooms.interests.desk.opening import viewer_of
from amanah.rooms.interests.wealth.imports import LISTS, Row


def keepers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in whoever keeps the lists of any unit; for everybody else there is nothing here."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not viewer_of(request).has(RECORDER):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _named(row: Row) -> tuple[Any, Any]:
    if row.report is None:
        return row.said["name"], row.said["nip"]
    return row.report.person, f"{row.report.get_kind_display()} {row.report.year}"


SCREEN = Screen(
    LISTS,
    Words(
        title=_("Impor daftar LHKPN dan LHKAN"),
        lead=_("Unggah, periksa apa yang akan berubah, lalu terapkan semuanya sekaligus. Sebelum itu tidak ada yang disimpan."),
        rows=_("Orang"),
        changes=_("Perubahan"),
        act=_("Terapkan semuanya"),
        done=lambda n: ngettext("%(n)d laporan dicatat.", "%(n)d laporan dicatat.", n) % {"n": n},
        describes=_named,
        facts={"changed": _("Laporan baru atau berubah")},
        notes=(
            Note(
                _("Yang tidak boleh ikut"),
                _("Hapus kolom nilai harta sebelum mengunggah. Berkas dengan kolom yang tidak dikenal ditolak seluruhnya."),
                icon="warning",
            ),
        ),
    ),
    space="wealth_desk",
    guard=keepers,
    back=("wealth_desk:recap", _("LHKPN dan LHKAN")),
    file="lhkpn-lhkan",
)
