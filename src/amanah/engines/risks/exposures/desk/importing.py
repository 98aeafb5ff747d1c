"""The pages by which many posts are classed at once."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah.engines.risks.exposures.desk.guard import readers
from amanah.engines.risks.exposures.imports import POSTS, Row
from amanah.foundation.imports.desk.screens import Note, Screen, Words


def _named(row: Row) -> tuple[Any, Any]:
    return row.said["post"] or row.cells.get("post", ""), row.said["unit"] or ""


SCREEN = Screen(
    POSTS,
    Words(
        title=_("Golongkan jabatan dengan tabel"),
        lead=_("Unduh daftar jabatan, isi golongan dan alasannya, lalu unggah. Sebelum Anda menyimpan, tidak ada yang berubah."),
        rows=_("Jabatan"),
        changes=_("Golongan"),
        act=_("Tetapkan semuanya"),
        done=lambda n: ngettext("%(n)d jabatan digolongkan.", "%(n)d jabatan digolongkan.", n) % {"n": n},
        describes=_named,
        facts={"posts": _("Jabatan yang digolongkan"), "more": _("Di antaranya di atas rendah")},
        notes=(
            Note(_("Putusan lama tetap tersimpan"), _("Setiap putusan ditambahkan, tidak menimpa yang lama; riwayatnya dapat dibaca.")),
        ),
    ),
    space="exposures",
    guard=readers,
    back=("exposures:list", _("Golongan risiko suap")),
    file="golongan-jabatan",
)
