"""How referrals say no."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

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


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
