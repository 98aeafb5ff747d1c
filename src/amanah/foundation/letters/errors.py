"""How letters say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "state": _("Tindakan ini tidak tersedia pada status surat sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "kind": _("Jenis surat ini tidak dikenal."),
    "values": _("Masih ada isian wajib yang kosong."),
    "scheme": _("Pola nomor ini tidak ada atau sudah tidak dipakai."),
    "number": _("Nomor ini tidak dapat dipakai: pakailah huruf, angka, titik, garis miring, atau tanda hubung."),
    "order": _("Tanggal surat tidak boleh sebelum surat terakhir yang diberi nomor dengan pola yang sama."),
    "future": _("Tanggal surat tidak boleh sesudah hari ini."),
    "pattern": _("Pola nomor ini dapat menghasilkan dua surat bernomor sama, atau memuat tanda yang tidak dikenal."),
    "template": _("Templat ini tidak dapat dipakai."),
    "rendering": _("Naskah tidak dapat disusun dari templat ini. Surat belum berubah."),
    "pdf": _("Berkas ini bukan PDF yang dapat dibaca."),
    "person": _("Orang ini tidak dapat melihat perkara surat ini, atau belum mempunyai kunci untuk membacanya."),
    "instruction": _("Pilih paling sedikit satu instruksi."),
    "due": _("Tenggat harus sesudah hari ini."),
    "certificate": _("Berkas ini bukan sertifikat X.509 (PEM atau DER) untuk penerbit, atau sudah terpasang."),
    "locked": _("Kunci Anda tidak membuka surat pada perkara ini."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
