"""How the engine says no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Lembar kerja ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada lembar kerja ini."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "words": _("Tulislah uraiannya."),
    "long": _("Tulisan ini terlalu panjang. Ringkaslah sampai 4.000 karakter."),
    "instrument": _("Instrumen ini tidak ada, atau tidak berlaku pada periode itu."),
    "period": _("Periode harus berakhir sesudah dimulai dan tidak lebih dari satu tahun."),
    "exists": _("Lembar kerja untuk unit dan periode ini sudah ada."),
    "question": _("Butir ini tidak ada pada instrumen lembar kerja ini."),
    "answer": _("Jawaban ini tidak cocok dengan butirnya."),
    "empty": _("Belum ada satu pun jawaban. Isilah dulu sebelum mengajukannya."),
    "unjudged": _("Masih ada jawaban unit yang belum dinilai, atau yang diubah unit sesudah dinilai."),
    "verdict": _("Putusan ini tidak dikenal pada instrumen lembar kerja ini."),
    "day": _("Tanggal putusan tidak boleh sesudah hari ini."),
    "total": _("Nilai putusan harus antara 0 dan nilai tertinggi instrumen."),
    "resolved": _("Catatan ini sudah dinyatakan selesai."),
    "open_proposal": _("Masih ada usulan yang menunggu persetujuan."),
    "decided": _("Usulan ini sudah diputuskan."),
    "same_person": _("Yang memutuskan harus orang lain, bukan pengusulnya."),
}


class Refused(Refusal):
    """The engine will not do it. `code` is one of SENTENCES' keys; `question` names the one whose answer did not fit."""

    sentences = SENTENCES

    def __init__(self, code: str, question: str = "") -> None:
        super().__init__(code)
        self.question = question
