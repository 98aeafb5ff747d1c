"""How indicators say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Indikator ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada indikator ini."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "words": _("Tulislah uraiannya."),
    "code": _("Pilihan ini tidak dikenal."),
    "source": _("Catatan asal indikator ini tidak ditemukan."),
    "thresholds": _("Ambang waspada harus dicapai sebelum ambang merah."),
    "feed": _("Pilih indikasi yang dikenal, dan apa yang dihitung darinya."),
    "risk": _("Risiko ini tidak ditemukan."),
    "watched": _("Indikator ini sudah dikaitkan dengan risiko itu."),
    "unchanged": _("Tidak ada yang diubah."),
    "fixed": _("Arah dan masa ukur tidak dapat diubah setelah ada nilai. Buatlah indikator baru."),
    "period": _("Masa ini belum mulai, atau bukan masa yang diukur indikator ini."),
    "value": _("Nilai ini terlalu besar."),
    "reason": _("Masa ini sudah bernilai. Tuliskan mengapa nilainya diganti."),
    "not_green": _("Tanda baru dapat dicabut sesudah nilai terakhir tidak lagi melewati ambang."),
    "no_flag": _("Tidak ada tanda dari indikator ini yang dapat Anda cabut."),
}


class Refused(Refusal):
    """The engine will not do it. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
