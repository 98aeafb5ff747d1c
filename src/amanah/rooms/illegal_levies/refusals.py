"""How this room says no: the engine's `Refused` with a sentence of its own."""

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.refusals import Refused

SENTENCES = {
    "tests": _("Catat uji kewenangan dan uji laporan ganda dahulu"),
    "record": _("Catat pungutannya dahulu: layanan, jumlah, dan cara memintanya"),
    "outside": _("Menurut ujinya ini bukan wewenang instansi. Arsipkan sebagai bukan kewenangan, atau perbarui ujinya."),
    "same": _("Menurut ujinya ini laporan ganda. Gabungkan ke laporan utamanya, atau perbarui ujinya."),
    "not_outside": _("Hasil itu tidak cocok dengan uji kewenangan yang tercatat. Perbarui ujinya dahulu."),
    "not_same": _("Hasil itu tidak cocok dengan uji laporan ganda yang tercatat. Perbarui ujinya dahulu."),
    "unexamined": _("Terbukti atau tidaknya sebagian ditetapkan setelah pemeriksaan. Mulailah pemeriksaan dahulu."),
    "not_accepted": _("Aparat penegak hukum belum menjawab bahwa perkara ini mereka tangani."),
    "referred": _("Perkara yang dilimpahkan selesai di sini bila aparat menanganinya; selain itu, lanjutkan dahulu setelah jawabannya."),
    "closed": _("Catatan ini hanya dapat ditulis selama perkara diuji, diklarifikasi, atau diperiksa."),
    "same_as": _("Nomor laporan yang sama tidak ditemukan di antara laporan yang dapat Anda lihat."),
    "referral": _("Siapkan pelimpahan dahulu: penerima dan surat bernomor"),
    "no_answer": _("Catat jawaban aparat penegak hukum dahulu"),
    "letter": _("Pilih surat pelimpahan perkara ini yang sudah bernomor."),
    "waiting": _("Masih ada pelimpahan yang menunggu jawaban."),
    "not_referred": _("Perkara ini tidak sedang dilimpahkan."),
    "money_state": _("Pengembalian uang dicatat sejak perkara diperiksa."),
    "payers": _("Tulis sekurangnya satu pembayar dengan jumlah di atas nol."),
    "decided": _("Daftar ini sudah diputuskan."),
    "same_person": _("Yang menyetujui harus orang lain, bukan pengusulnya."),
    "not_approved": _("Uang dikembalikan setelah orang kedua menyetujui daftarnya."),
    "paid_back": _("Pengembalian kepada orang ini sudah dicatat."),
}


def refused(code: str) -> Refused:
    """The refusal of that code, as the engine's screens know how to show it."""
    return Refused("guard", SENTENCES[code])
