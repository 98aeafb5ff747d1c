"""How policy, objectives and measures say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Catatan ini tidak ditemukan."),
    "scope": _("Ruang lingkup ini tidak ditemukan, atau bukan wewenang Anda."),
    "side": _("Tindakan ini bukan bagian Anda di sini."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "words": _("Tulislah uraiannya."),
    "code": _("Pilihan ini tidak dikenal."),
    "days": _("Tenggat harus sesudah hari mulainya."),
    "future": _("Hari ini atau sebelumnya, dan tidak sebelum hari mulainya."),
    "target": _("Target dan keadaan awal tidak cocok dengan arahnya."),
    "serves": _("Sebutkan klausul, risiko, atau kalimat kebijakan yang dilayani."),
    "criteria": _("Klausul ini tidak dikenal."),
    "risk": _("Risiko ini tidak ditemukan."),
    "unchanged": _("Tidak ada yang diubah."),
    "past_due": _("Tenggatnya sudah lewat. Target tidak diubah lagi; catatlah hasilnya dengan jujur."),
    "early": _("Sasaran dievaluasi setelah tercapai, dihentikan, atau lewat tenggatnya."),
    "own": _("Dievaluasi orang lain: bukan penanggung jawabnya, dan bukan yang mencatat kemajuannya."),
    "bounds": _("Batas hijau harus sama baiknya atau lebih baik daripada batas kuning."),
    "source": _("Sumber angka ini tidak dikenal."),
    "people": _("Ukuran yang dibaca orang memerlukan pengukurnya."),
    "live": _("Ukuran ini dihitung sendiri oleh Amanah."),
    "period": _("Masa ukur ini belum berakhir, atau tidak termasuk rencana."),
    "counts": _("Pembilang dan penyebut harus angka yang tidak negatif, dan pembilang tidak lebih besar."),
    "why_again": _("Masa ini sudah dibaca. Tulislah mengapa dibaca ulang; angka lama tetap terlihat."),
    "analysed": _("Pembacaan ini sudah dianalisis, atau sudah diganti."),
    "document": _("Pilih kebijakan terkendali yang sedang berlaku dan dapat Anda lihat."),
    "element": _("Unsur ini tidak diminta edisi ruang lingkup ini."),
    "second": _("Orang lain yang memutus: bukan yang menilai."),
    "unknown_person": _("Akun Anda belum dikaitkan dengan seorang pegawai."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
