"""How referrals say no."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "state": _("Tindakan ini tidak tersedia pada status pelimpahan sekarang. Muat ulang halaman."),
    "letter": _("Pilih surat pelimpahan yang sudah bernomor pada perkara ini."),
    "file": _("Berkas ini tidak dapat disertakan: hanya salinan bersih dan bukti dari petugas."),
    "consent": _("Identitas pelapor tidak dapat disertakan: tidak ada, atau amplopnya tidak terbuka bagi Anda."),
    "key": _("Kunci age ini tidak dapat dibaca. Kunci penerima diawali age1."),
    "name": _("Nama penerima ini sudah dipakai."),
    "day": _("Tanggal ini tidak boleh sebelum langkah sebelumnya atau sesudah hari ini."),
    "number": _("Nomor ini tidak dapat dipakai: pakailah huruf, angka, titik, garis miring, atau tanda hubung."),
    "duplicate": _("Nomor ini dari lembaga yang sama sudah tercatat."),
    "due": _("Tenggat tidak boleh sebelum hari penerimaan."),
    "case": _("Perkara bernomor itu tidak ditemukan."),
    "role": _("Hanya koordinator atau penelaah laporan yang dapat melakukan ini."),
    "damaged": _("Sebuah berkas dalam paket ini rusak atau hilang dari penyimpanan. Paket belum dibuat."),
    "large": _("Berkas yang dipilih terlalu besar untuk satu paket. Bagilah menjadi dua pelimpahan."),
}


class Refused(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """It will not be done. `code` is one of SENTENCES' keys; `sentence` is for the person's eyes."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.sentence = SENTENCES[code]
        super().__init__(code)

    def __str__(self) -> str:
        return str(self.sentence)
