"""How needs say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "side": _("Anda tidak mengelola pembelajaran di unit ini."),
    "unit": _("Kebutuhan untuk seluruh instansi hanya ditetapkan pengelola pembelajaran seluruh instansi. Pilihlah unit Anda."),
    "why": _("Tuliskan mengapa hal ini wajib dipelajari."),
    "code": _("Pilihan ini tidak dikenal."),
    "days": _("Hari terakhir tidak boleh sebelum hari pertama."),
    "months": _("Selang penyegaran paling sedikit satu bulan."),
    "reason": _("Tuliskan alasannya."),
    "ended": _("Kebutuhan ini sudah berakhir."),
    "exempt": _("Orang ini sudah dibebaskan dari kebutuhan itu."),
    "not_owed": _("Kebutuhan ini tidak berlaku bagi orang itu."),
    "own": _("Pembebasan untuk diri sendiri diputuskan orang lain."),
    "not_read": _("Kebutuhan ini dipenuhi dengan belajar, bukan dengan pernyataan membaca."),
    "unknown_person": _("Akun Anda belum dikaitkan dengan seorang pegawai."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
