"""The pages by which training histories are brought."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah.foundation.imports.desk.screens import Note, Screen, Words
from amanah.rooms.learning.needs.desk.guard import managers
from amanah.rooms.learning.needs.imports import RECORDS, Row


def _named(row: Row) -> tuple[Any, Any]:
    return row.cells.get("title", ""), row.person.name if row.person is not None else row.cells.get("person", "")


SCREEN = Screen(
    RECORDS,
    Words(
        title=_("Impor riwayat pelatihan"),
        lead=_(
            "Unggah riwayat pelatihan dan JP dari sistem kepegawaian, cocokkan kolomnya, dan periksa. Sebelum itu tidak ada yang disimpan."
        ),
        rows=_("Pelatihan"),
        changes=_("Yang dicatat"),
        act=_("Catat semuanya"),
        done=lambda n: ngettext("%(n)d catatan pembelajaran disimpan.", "%(n)d catatan pembelajaran disimpan.", n) % {"n": n},
        describes=_named,
        facts={"records": _("Catatan baru"), "met": _("Di antaranya untuk suatu pokok"), "only_hours": _("Hanya dihitung sebagai JP")},
        notes=(
            Note(
                _("Boleh diimpor berulang"),
                _("Pelatihan yang sama tidak tercatat dua kali: dikenali dari nomor sertifikat, atau dari orang, nama, dan harinya."),
            ),
        ),
    ),
    space="needs",
    guard=managers,
    back=("needs:coverage", _("Kebutuhan dan kesenjangan")),
    file="riwayat-pelatihan",
)
