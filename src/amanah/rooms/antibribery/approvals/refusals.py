"""How approvals say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Catatan ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda di sini."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "words": _("Tulislah uraiannya."),
    "code": _("Pilihan ini tidak dikenal."),
    "scope": _("Unit ini tidak tercakup dalam ruang lingkup SMAP yang berlaku."),
    "unit": _("Pilih unit tempat Anda bekerja, atau unit yang Anda pimpin."),
    "unknown_person": _("Akun Anda belum dikaitkan dengan seorang pegawai."),
    "value": _("Nilai harus lebih dari nol, dan jumlah penerima sedikitnya satu orang."),
    "pending": _("Sebutkan keputusan apa yang sedang menunggu."),
    "second": _("Yang memutuskan harus orang lain: bukan pengusul, bukan yang ikut serta, dan bukan yang sudah menyetujui tahap pertama."),
    "interest": _("Ada kepentingan yang dinyatakan menyangkut hal ini. Keputusan diambil orang lain."),
    "barred": _("Aturan tidak membolehkan pemberian ini disetujui; hanya dapat ditolak."),
    "future": _("Hari ini atau sebelumnya; bukan hari yang akan datang."),
    "evidence": _("Sebutkan buktinya: nomor kuitansi atau berita acara, dan tempatnya disimpan."),
    "deviation": _("Yang diberikan berbeda dari yang disetujui. Jelaskan mengapa."),
    "days": _("Hari berakhir harus sesudah hari mulai."),
    "self": _("Yang mendelegasikan dan yang menerima delegasi harus dua orang."),
    "delegator": _("Yang mendelegasikan harus memimpin unit ini atau unit di atasnya, atau manajemen puncak ruang lingkupnya."),
    "post": _("Orang ini tidak memegang jabatan hari ini."),
    "ceiling": _("Batas nilai harus lebih dari nol."),
    "instead": _("Pengganti harus orang lain yang tidak mempunyai kepentingan dalam hal ini."),
    "proof": _("Sebutkan dokumen tempat komitmen itu tertulis."),
    "reason": _("Tuliskan alasan yang disampaikan rekan bisnis."),
    "done": _("Tuliskan apa yang dilakukan sebagai gantinya."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
