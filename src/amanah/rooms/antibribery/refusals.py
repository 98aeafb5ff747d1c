"""How the room says no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Ruang lingkup ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada ruang lingkup ini."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "words": _("Tulislah uraiannya."),
    "code": _("Pilihan ini tidak dikenal."),
    "unchanged": _("Tidak ada yang diubah."),
    "parent": _("Ruang lingkup induk harus mencakup unit ini, dan tidak boleh ruang lingkup ini sendiri atau yang ada di bawahnya."),
    "members": _("Sebutkan sedikitnya satu anggota, masing-masing satu kali."),
    "top_is_member": _("Manajemen puncak tidak dapat sekaligus menjadi anggota FKAP pada ruang lingkup ini."),
    "days": _("Hari berakhir tidak boleh sebelum hari mulai."),
    "future": _("Hari ini atau sebelumnya; bukan hari yang akan datang."),
    "source": _("Tanggal peralihan memerlukan sumbernya: surat, kontrak, atau pengumuman yang menyebutkannya."),
    "edition": _("Tanggal peralihan hanya untuk ruang lingkup yang masih memakai edisi 2016."),
    "late": _("Perubahan diputuskan sebelum dimulai. Hari mulainya harus sesudah hari ini."),
    "second": _("Yang memutuskan harus orang lain, bukan pengusulnya."),
    "drafted": _("Masih ada laporan yang disusun untuk ruang lingkup ini. Sampaikan dahulu."),
    "unknown_person": _("Akun Anda belum dikaitkan dengan seorang pegawai."),
}


class Refused(Refusal):
    """The room will not do it. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
