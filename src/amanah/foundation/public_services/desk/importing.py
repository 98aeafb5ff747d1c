"""The pages by which services and fees are imported."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah.foundation.access.decorators import role_required
from amanah.foundation.imports.desk.screens import Note, Screen, Words
from amanah.foundation.public_services.imports import SERVICES, Row
from amanah.foundation.public_services.roles import EDITOR


def _named(row: Row) -> tuple[Any, Any]:
    return row.said["name"], row.said["code"]


def _done(n: int) -> str:
    return ngettext("%(n)d baris diusulkan; menunggu pengesahan.", "%(n)d baris diusulkan; menunggu pengesahan.", n) % {"n": n}


SCREEN = Screen(
    SERVICES,
    Words(
        title=_("Impor layanan dan biaya"),
        lead=_("Unggah, periksa apa yang akan diusulkan, lalu usulkan semuanya sekaligus. Sebelum itu tidak ada yang disimpan."),
        rows=_("Layanan"),
        changes=_("Usulan"),
        act=_("Usulkan semuanya"),
        done=_done,
        describes=_named,
        facts={"services": _("Layanan baru"), "standards": _("Standar pelayanan"), "fees": _("Butir biaya")},
        fill_in=_("Isi contoh ini, atau ekspor daftar yang ada, ubah, lalu impor kembali."),
        notes=(
            Note(
                _("Yang perlu diketahui"),
                _(
                    "Satu baris memuat standar layanan, satu butir biaya, atau keduanya. Yang diimpor menjadi usulan; orang lain yang"
                    " mengesahkannya."
                ),
            ),
        ),
    ),
    space="services_desk",
    guard=role_required(EDITOR.key),
    back=("services_desk:list", _("Layanan dan biaya resmi")),
    file="layanan",
)
