"""How this part says no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Tinjauan ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada tinjauan ini."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "words": _("Tulislah uraiannya."),
    "code": _("Pilihan ini tidak dikenal."),
    "kind": _("Jenis ini tidak cocok dengan ruang lingkupnya: dewan pengarah meninjau tersendiri hanya bila ruang lingkup menyebutkannya."),
    "days": _("Akhir masa tinjauan tidak boleh sebelum awalnya, dan harinya tidak boleh sebelum masa itu berakhir."),
    "past": _("Hari tinjauan tidak boleh sebelum hari ini."),
    "running": _("Tinjauan sejenis untuk ruang lingkup ini sudah direncanakan. Adakan atau batalkan dahulu."),
    "chair_is_member": _("Ketua tinjauan bukan anggota FKAP ruang lingkup ini dan bukan perencananya: kepadanyalah FKAP melapor."),
    "early": _("Masa tinjauan belum berakhir. Bahan dibekukan pada hari terakhirnya atau sesudahnya."),
    "held_on": _("Tinjauan diadakan sesudah bahannya dibekukan, dan paling lambat hari ini."),
    "absent": _("Ketua harus hadir, dan sedikitnya satu orang lain."),
    "chair": _("Ketua menyetujui notula, jadi bukan ketua yang menulisnya."),
    "incomplete": _("Notula belum lengkap: setiap masukan memerlukan kesimpulan, dan tiga penilaian akhir harus dijawab."),
    "submitted": _("Notula sedang di tangan ketua. Tunggu persetujuannya, atau minta dikembalikan."),
    "not_submitted": _("Notula belum diserahkan kepada Anda."),
    "second": _("Notula disetujui ketua yang tidak ikut menulisnya."),
    "open_actions": _("Masih ada keputusan yang belum dilaksanakan. Tinjauan ditutup bila semuanya selesai."),
    "unknown_person": _("Akun Anda belum dikaitkan dengan seorang pegawai."),
    "unit": _("Unit harus berada di dalam ruang lingkup."),
}


class Refused(Refusal):
    """The part will not do it. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
