"""How workshops say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Lokakarya ini tidak ditemukan."),
    "side": _("Langkah ini dilakukan pengelola risiko unit ini."),
    "state": _("Langkah ini tidak tersedia pada tahap sekarang. Muat ulang halaman untuk melihat tahap terbarunya."),
    "words": _("Tulislah alasannya."),
    "risks": _("Pilih sedikitnya satu risiko aktif dari unit ini atau unit di bawahnya."),
    "people": _("Peserta terlalu sedikit: satu orang tidak dapat menjadi seluruh lokakarya."),
    "account": _("Setiap peserta harus mempunyai akun yang aktif."),
    "day": _("Batas penilaian harus sesudah hari ini."),
    "participant": _("Anda bukan peserta lokakarya ini."),
    "kept_off": _("Anda tidak menilai risiko ini."),
    "level": _("Tingkat ini tidak ada pada kriteria risiko."),
    "few": _("Nilai yang masuk belum cukup untuk membuka penilaian."),
    "few_here": _("Terlalu sedikit orang menilai risiko ini. Jangan tetapkan di sini; catat alasannya dan nilai kembali lain waktu."),
    "open_items": _("Masih ada risiko yang belum ditetapkan."),
    "stranger": _("Orang ini bukan peserta."),
    "again": _("Orang ini sudah menjadi peserta."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys, or a refusal of the register itself."""

    sentences = SENTENCES
