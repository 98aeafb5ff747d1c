"""How treatment says no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Risiko ini tidak ditemukan."),
    "side": _("Rencana penanganan disusun pengelola risiko atau pemilik risikonya."),
    "state": _("Risiko ini sudah ditutup."),
    "option": _("Pilih dahulu cara menangani risiko ini: menghindari, mengurangi, atau membagi."),
    "words": _("Tuliskan keluaran yang dihasilkan."),
    "budget": _("Anggaran adalah jumlah rupiah tanpa sen."),
    "control": _("Pengendalian ini tidak ditemukan."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
