"""How the engine says no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Tindak lanjut ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada tindak lanjut ini."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "words": _("Tulislah uraiannya."),
    "parts": _("Masih ada bagian unit lain yang belum selesai."),
    "source": _("Catatan asal tindak lanjut ini tidak ditemukan."),
    "excluded": _("Orang atau unit ini tidak dapat menerima tindak lanjut ini. Pilihlah yang lain."),
    "verifier": _("Pemverifikasi harus orang lain: bukan penanggung jawab, bukan pemimpin unitnya, dan mempunyai akun yang aktif."),
    "not_independent": _("Pemverifikasi tidak independen dari yang diperiksa. Pilihlah orang lain."),
    "nobody": _("Unit ini tidak mempunyai pemimpin yang tercatat. Tunjuklah orangnya."),
    "due": _("Tenggat harus sesudah hari ini dan, bila diperpanjang, sesudah tenggat sekarang."),
    "priority": _("Prioritas ini tidak dikenal."),
    "progress": _("Kemajuan adalah angka 0 sampai 100."),
    "part": _("Bagian ini tidak ada atau sudah selesai."),
    "open_proposal": _("Masih ada usulan yang menunggu persetujuan."),
    "decided": _("Usulan ini sudah diputuskan."),
    "same_person": _("Yang memutuskan harus orang lain, bukan pengusulnya."),
    "unchanged": _("Tidak ada yang diganti."),
}


class Refused(Refusal):
    """The engine will not do it. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
