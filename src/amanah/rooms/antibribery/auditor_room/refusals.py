"""How visits say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Kunjungan ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada kunjungan ini."),
    "state": _("Kunjungan ini sudah ditutup; isinya tinggal dapat dibaca instansi."),
    "step": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "code": _("Pilihan ini tidak dikenal."),
    "words": _("Tulislah uraiannya."),
    "body": _("Tuliskan lembaga sertifikasinya."),
    "edition": _("Ruang lingkup ini tidak memakai edisi itu."),
    "clauses": _("Klausul itu tidak ada pada edisi yang dipilih. Tulis nomornya, dipisahkan koma, misalnya 7, 8.2."),
    "days": _("Hari pertama, hari terakhir, dan akhir akses harus berurutan, dan akses belum lewat."),
    "auditors": _("Tuliskan paling sedikit satu nama auditor."),
    "due": _("Tenggat tidak boleh di masa lalu."),
    "signed_in": _("Auditor ini sudah punya kata sandi. Tautan baru hanya dibuat administrator akses."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
