"""How the bank and its tests say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "words": _("Tulislah pertanyaan dan jawabannya dalam bahasa Indonesia dan bahasa Inggris."),
    "answers": _("Setiap soal punya dua sampai enam jawaban, dan setiap jawaban punya alasannya."),
    "right": _("Tepat satu jawaban yang benar."),
    "twice": _("Dua jawaban berbunyi sama."),
    "key": _("Kode ini sudah dipakai."),
    "unchanged": _("Tidak ada yang diubah."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "few": _("Bank soal topik ini belum berisi cukup banyak soal untuk tes ini."),
    "mark": _("Batas lulus tidak boleh lebih rendah daripada aturan yang berlaku."),
    "purpose": _("Tujuan tes ini tidak dikenal."),
    "wait": _("Tes ini belum dapat diulang hari ini."),
    "submitted": _("Jawaban sudah diserahkan dan tidak dapat diubah lagi."),
    "choice": _("Pilihan ini tidak ada."),
}


class Refused(Refusal):
    """The room will not do it. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
