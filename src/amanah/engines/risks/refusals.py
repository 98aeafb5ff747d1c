"""How the engine says no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Risiko ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada risiko ini."),
    "unit": _("Anda bukan pengelola risiko unit ini."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "words": _("Tulislah uraian atau alasannya."),
    "field": _("Salah satu isian tidak dikenal atau terlalu panjang."),
    "source": _("Catatan asal risiko ini tidak ditemukan."),
    "excluded": _("Orang ini tidak dapat memegang risiko ini. Pilihlah yang lain."),
    "reviewer": _("Peninjau harus orang lain, bukan pemilik risikonya."),
    "cell": _("Kemungkinan atau dampak ini tidak ada dalam kriteria yang berlaku."),
    "bribery_class": _("Golongan risiko suap memerlukan alasan."),
    "unscored": _("Nilailah dahulu risiko melekatnya."),
    "above_appetite": _(
        "Risiko kecurangan, suap, atau korupsi di atas selera risiko tidak boleh diterima begitu saja. Pilihlah menghindari, mengurangi, "
        "atau membagi."
    ),
    "due": _("Tanggal tinjauan harus sesudah hari ini."),
    "served": _("Sebab atau akibat ini dilayani oleh pengendalian. Lepaskan dahulu kaitannya."),
    "decided": _("Tanda ini sudah dijawab."),
    "unchanged": _("Tidak ada yang diubah."),
}


class Refused(Refusal):
    """The engine will not do it. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
