"""How commitments say no."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal


class Refused(Refusal):
    """It will not be done, and nothing was changed."""

    sentences = {
        "role": _("Peran Anda tidak mencakup unit ini."),
        "institution": _("Peran Anda tidak mencakup seluruh instansi."),
        "since": _("Sudah ada naskah yang berlaku mulai hari itu atau sesudahnya. Pilih hari yang lebih kemudian."),
        "text": _("Belum ada naskah komitmen. Terbitkan dahulu."),
        "units": _("Tidak ada unit yang dipilih, atau semuanya sudah diminta untuk tahun itu."),
        "due": _("Batas waktu harus pada tahun ini dan belum lewat."),
        "witness": _("Saksi tidak boleh sama dengan penanda tangan."),
        "head": _("Hanya pemimpin unit yang dapat melakukannya."),
        "state": _("Keadaannya sudah berubah. Buka halaman ini sekali lagi."),
        "changed": _("Naskah ini tidak sama dengan yang tampil di layar. Baca sekali lagi, lalu tanda tangani."),
        "proof": _("Tidak cocok. Tanda tangan belum tersimpan."),
        "reason": _("Tulis alasannya."),
        "person": _("Akun Anda belum terhubung dengan data pegawai. Hubungi administrator kepegawaian."),
    }
