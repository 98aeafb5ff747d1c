"""The pages by which a register is imported."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah.engines.risks.imports.register import REGISTER, Row, may_bring
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.imports.desk.screens import Note, Screen, Words


def keepers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in whoever keeps the register of any unit; for everybody else there is nothing here."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_bring(request.viewer):  # type: ignore[attr-defined]  # set by the middleware of access
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _named(row: Row) -> tuple[Any, Any]:
    return row.said["title"] or row.cells.get("title", ""), row.said["unit"] or ""


SCREEN = Screen(
    REGISTER,
    Words(
        title=_("Impor register risiko"),
        lead=_(
            "Unggah register yang sudah ada, cocokkan kolomnya, dan periksa apa yang akan dicatat. Semuanya disimpan sekaligus; "
            "sebelum itu tidak ada yang disimpan."
        ),
        rows=_("Peristiwa risiko"),
        changes=_("Yang dicatat"),
        act=_("Catat semuanya"),
        done=lambda n: ngettext("%(n)d risiko dicatat.", "%(n)d risiko dicatat.", n) % {"n": n},
        describes=_named,
        facts={
            "risks": _("Risiko baru"),
            "scored": _("Di antaranya sudah dinilai, langsung berlaku"),
            "general": _("Tanpa jenis, dianggap Umum"),
            "unlike": _("Skor yang berbeda dari kriteria yang berlaku"),
        },
        notes=(
            Note(
                _("Nilai dihitung ulang"),
                _("Skor dihitung dari kemungkinan dan dampak dengan kriteria yang berlaku hari ini; skor di berkas hanya dibandingkan."),
            ),
            Note(
                _("Yang tidak boleh ikut"),
                _("Jangan memuat apa pun dari sebuah laporan: register dibaca banyak orang."),
                icon="warning",
            ),
        ),
    ),
    space="risks_import",
    guard=keepers,
    back=("risks:register", _("Register risiko")),
    file="register-risiko",
)
