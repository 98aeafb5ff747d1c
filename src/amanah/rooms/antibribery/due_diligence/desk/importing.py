"""The pages by which an older register and new versions of lists are brought."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.imports.desk.screens import Note, Screen, Words
from amanah.foundation.imports.table import Row as AnyRow
from amanah.rooms.antibribery.due_diligence import declare
from amanah.rooms.antibribery.due_diligence.imports import REGISTER, Row
from amanah.rooms.antibribery.due_diligence.listing import list_table
from amanah.rooms.antibribery.roles import FUNCTION


def keepers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in whoever carries the role of the function anywhere."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.viewer.has(FUNCTION.key):  # type: ignore[attr-defined]  # set by the middleware of access
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _file(row: Row) -> tuple[Any, Any]:
    return row.said["name"] or row.cells.get("name", ""), row.said["unit"] or ""


def _entry(row: AnyRow) -> tuple[Any, Any]:
    return row.said["name"] or row.cells.get("name", ""), row.said["reference"] or ""


SCREEN = Screen(
    REGISTER,
    Words(
        title=_("Bawa daftar uji tuntas yang sudah ada"),
        lead=_("Daftar dari XLSX atau CSV. Keputusan lama tetap berlaku sampai masanya habis; yang sudah ada tidak digandakan."),
        rows=_("Uji tuntas"),
        changes=_("Yang akan dicatat"),
        act=_("Catat semuanya"),
        done=lambda n: ngettext("%(n)d uji tuntas dicatat.", "%(n)d uji tuntas dicatat.", n) % {"n": n},
        describes=_file,
        facts={"files": _("Uji tuntas yang dicatat"), "decided": _("Di antaranya sudah diputuskan")},
        notes=(
            Note(
                _("Setiap nama dicocokkan"),
                _("Begitu dicatat, nama dicocokkan dengan semua daftar. Yang mirip dibuka kembali untuk dinilai."),
            ),
            Note(_("Jabatan dan orangnya"), _("Diminta satu per satu, bukan lewat berkas: isinya tentang orang.")),
        ),
    ),
    space="due_diligence",
    guard=keepers,
    back=("due_diligence:list", _("Uji tuntas")),
    file="uji-tuntas",
)


_COLUMNS = Note(
    _("Kolom daftar hitam"),
    _("Judul kolom mengikuti daftar hitam pengadaan menurut pengetahuan penyusun, belum dicocokkan dengan terbitan LKPP."),
)


def _list_screen(key: str) -> Screen[AnyRow]:
    return Screen(
        list_table(key),
        Words(
            title=declare.LISTS[key],
            lead=_("Versi baru menggantikan seluruh daftar sebelumnya. Versi lama tetap tersimpan dengan sidik dan harinya."),
            rows=_("Nama dalam daftar"),
            changes=_("Dibanding versi sebelumnya"),
            act=_("Pakai versi ini"),
            done=lambda n: ngettext("Daftar dengan %(n)d nama dipakai.", "Daftar dengan %(n)d nama dipakai.", n) % {"n": n},
            describes=_entry,
            facts={"rows": _("Nama dalam berkas"), "new": _("Baru dalam daftar")},
            notes=(
                Note(
                    _("Apa yang terjadi sesudahnya"),
                    _("Semua uji tuntas dicocokkan. Nama yang mirip menunggu penilaian orang, dan keputusan yang berlaku dibuka kembali."),
                ),
                *((_COLUMNS,) if key == "blacklist" else ()),
            ),
        ),
        space=f"due_diligence:watch_{key}",
        guard=keepers,
        back=("due_diligence:lists", _("Daftar pembanding")),
        file=f"daftar-{key}",
    )


LISTS = {key: _list_screen(key) for key in declare.LISTS}
