"""How due diligence says no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Uji tuntas ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada uji tuntas ini."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "words": _("Tulislah uraiannya."),
    "reason": _("Tulislah alasannya."),
    "code": _("Pilihan ini tidak dikenal."),
    "scope": _("Ruang lingkup ini tidak ditemukan, atau bukan wewenang Anda."),
    "unit": _("Unit ini di luar ruang lingkupnya."),
    "name": _("Sebutkan namanya."),
    "form": _("Sebutkan apakah badan usaha atau perseorangan."),
    "person": _("Sebutkan orang yang diuji untuk jabatan itu."),
    "post": _("Jabatan ini tidak ditemukan dalam unit itu."),
    "twice": _("Uji tuntas tentang pihak, kegiatan, atau orang ini sudah ada dalam ruang lingkup ini. Bukalah yang itu."),
    "source": _("Catatan asalnya tidak ditemukan."),
    "risk": _("Risiko ini tidak ditemukan."),
    "about_them": _("Orang ini yang diuji, atau tercatat sebagai pemilik; ia tidak ikut memeriksa atau memutus."),
    "interest": _("Orang ini menyatakan kepentingan yang menyangkut pihak ini; ia tidak ikut memeriksa atau memutus."),
    "unanswered": _("Masih ada pertanyaan yang belum dijawab pada putaran ini."),
    "hits": _("Masih ada kecocokan daftar yang belum dinilai."),
    "owners": _("Catat dahulu sedikitnya satu pemilik manfaat, atau jawab bahwa pemiliknya tidak diketahui."),
    "second": _("Yang memutuskan harus orang lain: bukan peminta, bukan pemeriksa, dan bukan yang ikut mengisi putaran ini."),
    "plain": _("Ada temuan berat atau pihak yang sama dalam daftar: lanjutkan hanya dengan syarat, atau jangan dilanjutkan."),
    "conditions": _("Tuliskan syaratnya dan tindakan yang mewujudkannya."),
    "not_low": _("Uji tuntas hanya dapat dinyatakan tidak diperlukan bila risiko suapnya rendah."),
    "unchanged": _("Tidak ada yang diubah."),
    "standing": _("Keputusan terakhir tidak dapat dipertahankan: ada pihak yang sama dalam daftar, atau masa berlakunya sudah habis."),
    "share": _("Jumlah bagian pemilik melebihi seratus persen."),
    "future": _("Hari ini atau sebelumnya; bukan hari yang akan datang."),
    "measure": _("Tindakan ini tidak cocok: yang sudah berjalan diakhiri, dihentikan, atau ditarik; yang baru ditunda atau ditolak."),
    "proposed": _("Masih ada usulan yang belum diputuskan untuk uji tuntas ini."),
    "unknown_person": _("Akun Anda belum dikaitkan dengan seorang pegawai."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
