"""How controls say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Pengendalian ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada pengendalian ini."),
    "own": _("Penguji harus orang lain, bukan yang menjalankan pengendalian ini."),
    "unknown_person": _("Akun Anda belum dikaitkan dengan seorang pegawai, sehingga Anda tidak dapat menguji."),
    "interest": _("Anda menyatakan kepentingan pada unit ini, sehingga orang lain yang mengujinya."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "words": _("Tulislah uraiannya."),
    "code": _("Pilihan ini tidak dikenal."),
    "source": _("Catatan asal pengendalian ini tidak ditemukan."),
    "risk": _("Risiko ini tidak ditemukan."),
    "place": _("Pilih satu sebab atau satu akibat dari risiko yang sama."),
    "linked": _("Pengendalian ini sudah dikaitkan di tempat itu."),
    "unchanged": _("Tidak ada yang diubah."),
    "days": _("Hari terakhir tidak boleh sebelum hari pertama, dan tidak boleh sesudah hari ini."),
    "population": _("Tuliskan butir populasinya, satu butir satu baris, atau jumlahnya. Paling banyak 20.000 butir."),
    "sample": _("Sampel paling sedikit 1 dan paling banyak 100 butir, dan tidak melebihi populasinya."),
    "running": _("Masih ada pengujian sejenis yang belum selesai."),
    "results": _("Setiap butir sampel harus diberi hasil."),
    "exceptions": _("Pengendalian dengan penyimpangan tidak dapat dinyatakan efektif."),
    "unable": _("Bila tidak satu butir pun dapat diperiksa, pengendalian tidak dapat dinyatakan efektif."),
    "attempts": _("Jumlah percobaan paling sedikit 1, dan yang lolos tidak melebihi jumlah percobaan."),
    "second": _("Yang memutuskan harus orang lain: bukan perencananya dan bukan yang menjalankan pengendalian."),
    "not_effective": _("Tanda baru dapat dicabut sesudah pengujian berikutnya menyatakan pengendalian efektif."),
    "no_flag": _("Tidak ada tanda dari pengendalian ini yang dapat Anda cabut."),
}


class Refused(Refusal):
    """The engine will not do it. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
