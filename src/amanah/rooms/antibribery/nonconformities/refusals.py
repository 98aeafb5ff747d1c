"""How nonconformities say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Ketidaksesuaian ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada ketidaksesuaian ini."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "words": _("Tulislah uraiannya."),
    "code": _("Pilihan ini tidak dikenal."),
    "scope": _("Ruang lingkup ini tidak ditemukan, atau bukan wewenang Anda."),
    "unit": _("Unit ini di luar ruang lingkupnya."),
    "criteria": _("Klausul ini tidak dikenal."),
    "source": _("Catatan asalnya tidak ditemukan."),
    "risk": _("Risiko ini tidak ditemukan."),
    "similar": _("Tuliskan di mana kejadian serupa dicari, dan apa hasilnya."),
    "whys": _("Tuliskan paling sedikit satu jawaban atas “mengapa?”, paling banyak lima."),
    "early": _("Keefektifan belum boleh diperiksa: tunggulah sampai perubahannya terlihat dalam pekerjaan."),
    "own": _("Keefektifan dinilai orang lain: bukan penanggung jawabnya, pelaksana tindakannya, pemimpin unitnya, atau pemilik risikonya."),
    "unchanged": _("Tidak ada yang diubah."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
