"""The pages by which questions are imported."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah.foundation.imports.desk.screens import Screen, Words
from amanah.rooms.learning.quizzes.desk.guards import keepers
from amanah.rooms.learning.quizzes.imports import QUESTIONS, Row


def _named(row: Row) -> tuple[Any, Any]:
    return row.said["text_id"], row.said["key"]


def _done(n: int) -> str:
    return ngettext("%(n)d soal disimpan.", "%(n)d soal disimpan.", n) % {"n": n}


SCREEN = Screen(
    QUESTIONS,
    Words(
        title=_("Impor soal"),
        lead=_("Unggah tabel soal, periksa apa yang baru dan apa yang berubah, lalu simpan semuanya sekaligus."),
        rows=_("Soal"),
        changes=_("Yang disimpan"),
        act=_("Simpan semuanya"),
        done=_done,
        describes=_named,
        facts={"questions": _("Soal baru"), "versions": _("Versi baru")},
    ),
    space="quizzes",
    guard=keepers,
    back=("quizzes:questions", _("Bank soal")),
    file="soal",
)
