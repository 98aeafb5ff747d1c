"""How the inquiry says no: the engine's `Refused` with a sentence of its own."""

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.refusals import Refused

SENTENCES = {
    "closed": _("Kertas kerja pemeriksaan hanya dapat ditulis selama perkara diperiksa."),
    "state": _("Keadaan itu tidak dikenal untuk kertas ini."),
    "about": _("Pilih dugaan yang masih diperiksa pada perkara ini."),
    "single": _("Kertas ini sudah ada. Ubahlah yang sudah ada."),
    "withdrawn": _("Kertas ini sudah ditarik."),
    "superior": _(
        "Orang ini memimpin unit atau orang yang dilaporkan. Ia tidak boleh tahu ada pemeriksaan; "
        "pilih peran atasan hanya bila ia sengaja dipanggil."
    ),
    "subject": _("Orang ini disebut dalam laporan. Undanglah ia sebagai terlapor, setelah bukti dan saksi."),
    "no_allegation": _("Tulis dugaan dan temuannya dahulu"),
    "no_finding": _("Lengkapi temuan untuk setiap dugaan"),
    "outcome": _("Hasil tidak cocok dengan temuan per dugaan."),
    "unmarked": _("Tidak ada bagian yang ditandai. Apit setiap bagian dengan [[ dan ]]."),
}


def refused(code: str) -> Refused:
    """The refusal of that code, as the engine's screens know how to show it."""
    return Refused("guard", SENTENCES[code])
