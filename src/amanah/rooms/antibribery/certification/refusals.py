"""How certification says no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Sertifikasi ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada ruang lingkup ini."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "code": _("Pilihan ini tidak dikenal."),
    "words": _("Tulislah uraiannya."),
    "body": _("Tuliskan lembaga sertifikasi dan akreditasinya."),
    "edition": _("Ruang lingkup ini tidak memakai edisi itu."),
    "running": _("Masih ada sertifikasi yang berjalan untuk ruang lingkup ini."),
    "unsettled": _("Masih ada ketidaksesuaian yang perbaikannya belum diterima."),
    "settled": _("Tidak ada ketidaksesuaian yang menunggu perbaikan."),
    "certificate": _("Tuliskan nomor sertifikat dan hari mulai berlakunya."),
    "days": _("Hari terakhir harus sesudah hari pertama, dan hari yang sudah terjadi tidak boleh di masa depan."),
    "not_over": _("Masa berlaku sertifikat belum berakhir."),
    "over": _("Batas waktu pemulihan sertifikat sudah lewat."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
