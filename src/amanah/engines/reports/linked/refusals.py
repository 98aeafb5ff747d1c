"""How reports refuse to be merged: the engine's `Refused` with a sentence of its own."""

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.refusals import Refused

SENTENCES = {
    "same": _("Pilih laporan lain: ini laporan yang sama."),
    "leading": _("Laporan utama harus masih terbuka dan tidak digabungkan ke laporan lain."),
    "leads": _("Laporan ini sendiri laporan utama bagi laporan lain. Batalkan penggabungan itu dahulu."),
    "approver_blind": _("Laporan utamanya tidak dapat Anda lihat, sehingga Anda tidak dapat menyetujui penggabungan ini."),
    "kind": _("Laporan jenis ini tidak dapat digabungkan ke laporan itu. Hubungkan keduanya sebagai berkaitan."),
}


def refused(code: str) -> Refused:
    """The refusal of that code, as the engine's screens know how to show it."""
    return Refused("guard", SENTENCES[code])
