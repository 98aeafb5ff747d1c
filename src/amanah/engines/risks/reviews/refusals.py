"""How reviews say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Tinjauan ini tidak ditemukan."),
    "side": _("Tinjauan register dilakukan pengelola risiko atau pemimpin unit ini."),
    "state": _("Langkah ini tidak tersedia pada tahap sekarang. Muat ulang halaman untuk melihat tahap terbarunya."),
    "words": _("Tuliskan uraiannya."),
    "period": _("Masa tinjauan berakhir sesudah dimulai dan tidak sesudah hari ini."),
    "running": _("Unit ini masih mempunyai tinjauan yang berlangsung."),
    "empty": _("Register unit ini belum mempunyai risiko yang terbuka."),
    "closed": _("Risiko ini sudah ditutup. Catatlah sebagai ditutup."),
    "unchanged": _("Tidak ada yang berubah pada risiko ini sejak putaran dibuka. Nilailah kembali, atau ubah dahulu uraiannya."),
    "open_entries": _("Masih ada risiko yang belum ditinjau."),
    "same_person": _("Pengesahan dilakukan orang lain, bukan yang menyusun tinjauan."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
