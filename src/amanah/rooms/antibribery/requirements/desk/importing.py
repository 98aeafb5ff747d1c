"""The pages by which answers are brought in as a table."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.imports.desk.screens import Note, Screen, Words
from amanah.rooms.antibribery.queries import standing
from amanah.rooms.antibribery.requirements.imports import ANSWERS, Row
from amanah.rooms.antibribery.roles import FUNCTION


def keepers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in whoever keeps a scope; for everybody else there is nothing here."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        viewer = request.viewer  # type: ignore[attr-defined]  # set by the middleware of access
        if not viewer.has(FUNCTION.key) and not standing(viewer).named:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _named(row: Row) -> tuple[Any, Any]:
    return row.key or row.cells.get("clause", ""), row.scope.title if row.scope is not None else row.cells.get("scope", "")


SCREEN = Screen(
    ANSWERS,
    Words(
        title=_("Masukkan jawaban persyaratan"),
        lead=_("Unggah tabel yang sudah Anda punya: klausul, keadaan, bagaimana dipenuhi. Sebelum Anda menyimpan, tidak ada yang berubah."),
        rows=_("Persyaratan"),
        changes=_("Jawabannya menjadi"),
        act=_("Simpan semua jawaban"),
        done=lambda n: ngettext("%(n)d jawaban dimasukkan.", "%(n)d jawaban dimasukkan.", n) % {"n": n},
        describes=_named,
        facts={"answers": _("Jawaban yang dimasukkan")},
        notes=(
            Note(
                _("Nama bukti belum berarti bukti"),
                _("Persyaratan baru dihitung siap setelah buktinya dilampirkan. Jawaban yang berubah diperiksa lagi oleh orang lain."),
            ),
            Note(
                _("Satu jawaban, dua edisi"),
                _("Persyaratan yang sama pada kedua edisi cukup disebut sekali; jawabannya berlaku di keduanya."),
            ),
        ),
    ),
    space="smap_requirements",
    guard=keepers,
    back=("antibribery:list", _("Daftar ruang lingkup")),
    file="jawaban-persyaratan",
)
