"""How classing says no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "side": _("Anda tidak mengelola risiko unit ini."),
    "reason": _("Tuliskan alasannya."),
    "words": _("Tuliskan namanya."),
    "code": _("Pilihan ini tidak dikenal."),
    "days": _("Hari terakhir tidak boleh sebelum hari pertama."),
    "unit": _("Pilih unitnya, kecuali bila berlaku untuk seluruh instansi."),
}


class Refused(Refusal):
    """It will not be decided. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
