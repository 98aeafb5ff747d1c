"""How courses say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "course": _("Kursus ini tidak ada."),
    "finished": _("Kursus ini sudah selesai. Mulailah lagi bila Anda ingin mengulanginya."),
    "page": _("Halaman ini tidak ada dalam kursus."),
    "pages": _("Ujian akhir terbuka sesudah semua halaman dibaca."),
    "begun": _("Uji awal hanya bermakna sebelum halaman pertama dibaca."),
    "side": _("Undangan dikelola oleh pengelola pembelajaran unit yang mengundang."),
    "words": _("Tulislah nama dan lembaganya."),
    "state": _("Undangan ini sudah tidak berlaku."),
}


class Refused(Refusal):
    """The room will not do it. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
