"""How requirements say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Persyaratan ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada persyaratan ini."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "code": _("Pilihan ini tidak dikenal."),
    "how": _("Tuliskan bagaimana persyaratan ini dipenuhi."),
    "reason": _("Tuliskan mengapa persyaratan ini tidak berlaku di sini."),
    "words": _("Tulislah uraiannya."),
    "own": _("Yang memeriksa harus orang lain, bukan penanggung jawabnya dan bukan yang menulis jawabannya."),
    "function": _("Persyaratan ini tentang FKAP sendiri. Anggota FKAP tidak memeriksanya."),
    "unknown_person": _("Akun Anda belum dikaitkan dengan seorang pegawai, sehingga Anda tidak dapat memeriksa."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
