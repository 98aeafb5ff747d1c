"""How campaigns say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Catatan ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada kampanye ini."),
    "unit": _("Anda tidak mengelola kampanye untuk unit ini."),
    "person": _("Akun Anda belum terhubung dengan data pegawai. Hubungi administrator kepegawaian."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "words": _("Tulislah uraiannya."),
    "code": _("Pilihan ini tidak dikenal."),
    "days": _("Hari terakhir tidak boleh sebelum hari pertama."),
    "future": _("Hari ini belum terjadi. Catat sesudah terlaksana."),
    "past": _("Pilih hari yang belum lewat."),
    "outside": _("Kegiatan berlangsung di dalam masa kampanye. Ubah harinya, atau masa kampanyenya."),
    "audience": _("Pilih sedikitnya satu sasaran: pegawai, mitra kerja, atau masyarakat."),
    "readers": _("Tidak ada pegawai yang cocok dengan sasaran ini."),
    "channel": _("Pilih sedikitnya satu saluran."),
    "activities": _("Jadwalkan sedikitnya satu kegiatan dahulu."),
    "undecided": _("Masih ada kegiatan yang belum dinyatakan terlaksana atau batal."),
    "approval": _("Kampanye yang memakai anggaran atau menyapa pihak luar disetujui orang lain dahulu."),
    "other": _("Persetujuan dan evaluasi diberikan orang lain, bukan penanggung jawab kampanye atau yang mengajukannya."),
    "amount": _("Jumlah ini tidak masuk akal: koreksi tidak boleh melebihi yang sudah dicatat."),
    "people": _("Jumlah orang paling sedikit satu."),
    "read": _("Anda sudah menyatakan membaca pesan ini."),
    "changed": _("Pesan ini berubah atau ditarik. Muat ulang halamannya."),
    "leader": _("Orang ini tidak memimpin unit itu pada hari tersebut."),
    "cost": _("Tuliskan apa yang ditanggung karena keputusan itu: uang, waktu, hubungan, atau kesempatan."),
    "clause": _("Pasal ini tidak ada dalam daftar."),
    "voided": _("Catatan ini sudah dicoret."),
    "own": _("Ini tidak dapat Anda lakukan untuk diri sendiri."),
    "appointed": _("Orang ini sudah menjadi agen perubahan unit itu pada masa tersebut."),
    "ended": _("Masa penunjukan ini sudah berakhir."),
    "supported": _("Anda sudah mendukung gagasan ini."),
    "verifier": _("Pilih pemeriksa yang bukan pelaksananya dan mempunyai akun aktif."),
}


class Refused(Refusal):
    """It will not be done, and nothing was changed."""

    sentences = SENTENCES
