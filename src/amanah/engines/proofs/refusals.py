"""How the library says no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Bukti ini tidak ditemukan."),
    "words": _("Tulislah uraiannya."),
    "unit": _("Anda hanya dapat menyimpan bukti untuk unit Anda sendiri atau unit yang menjadi lingkup peran Anda."),
    "period": _("Hari terakhir berlaku tidak boleh sebelum hari pertamanya."),
    "file": _("Pilihlah berkasnya."),
    "address": _("Tulislah alamat webnya, diawali https:// atau http://."),
    "letter": _("Tulislah nomor suratnya."),
    "shared": _("Bukti yang berasal dari suatu perkara tidak dapat dibuka untuk semua unit."),
    "closed": _("Bukti ini sudah ditarik atau diganti, sehingga tidak dapat diubah atau dipakai lagi."),
    "purpose": _("Catatan yang hendak diberi bukti ini tidak ditemukan, atau buktinya tidak dapat Anda ubah sekarang."),
    "used": _("Bukti ini sudah dipakai di sini."),
    "not_used": _("Bukti ini tidak lagi dipakai di sini."),
    "not_there": _("Berkas bukti ini tidak dapat dibuka dari penyimpanan. Beri tahu pengelola sistem."),
}


class Refused(Refusal):
    """The engine will not do it. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
