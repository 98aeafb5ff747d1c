"""How learning says no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Catatan pembelajaran ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda."),
    "future": _("Hari belajar tidak boleh sesudah hari ini."),
    "hours": _("JP tidak boleh kurang dari nol atau lebih dari 999."),
    "sort": _("Pilihan ini tidak dikenal."),
    "words": _("Tulislah uraiannya."),
    "voided": _("Catatan ini sudah dibatalkan."),
    "key": _("Kode ini sudah dipakai pokok lain."),
}


class Refused(Refusal):
    """The room will not do it. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
