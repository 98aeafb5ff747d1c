"""The pages by which people and posts are imported."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah.foundation.imports.desk.screens import Note, Screen, Words
from amanah.foundation.organisation.desk.guard import administrators
from amanah.foundation.organisation.imports import PEOPLE, Row


def _named(row: Row) -> tuple[Any, Any]:
    return row.said["name"], row.key


SCREEN = Screen(
    PEOPLE,
    Words(
        title=_("Impor orang dan jabatan"),
        lead=_("Unggah, periksa apa yang akan berubah, lalu terapkan semuanya sekaligus. Sebelum itu tidak ada yang disimpan."),
        rows=_("Orang"),
        changes=_("Perubahan"),
        act=_("Terapkan semuanya"),
        done=lambda n: ngettext("%(n)d baris diimpor.", "%(n)d baris diimpor.", n) % {"n": n},
        describes=_named,
        facts={
            "people_added": _("Orang baru"),
            "people_changed": _("Data orang diubah"),
            "posts_added": _("Jabatan baru"),
            "assigned": _("Jabatan diisi"),
            "ended": _("Jabatan berakhir"),
        },
        notes=(
            Note(
                _("Yang perlu diketahui"),
                _(
                    "Jabatan definitif dalam berkas adalah jabatan orang itu yang sekarang: jabatan definitif lain yang dipegangnya"
                    " berakhir sehari sebelumnya. Plt. dan Plh. tidak mengakhiri apa pun."
                ),
            ),
        ),
    ),
    space="organisation",
    guard=administrators,
    back=("organisation:people", _("Orang")),
    file="pegawai",
)
