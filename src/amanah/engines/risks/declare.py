"""The words that risks are described with, as codes with titles: one place for forms, imports, lists and pictures."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object

KINDS: Final[dict[str, Text]] = {
    "fraud": _("Kecurangan"),
    "bribery": _("Penyuapan"),
    "corruption": _("Korupsi"),
    "conflict_of_interest": _("Konflik kepentingan"),
    "general": _("Umum"),
}
NEVER_ACCEPTED: Final = frozenset({"fraud", "bribery", "corruption"})
"""Kinds that nobody may simply accept above the appetite."""

STATES: Final[dict[str, Text]] = {"draft": _("Rancangan"), "active": _("Berlaku"), "closed": _("Ditutup")}
TONES: Final = {"draft": "neutral", "active": "info", "closed": "success"}

STAGES: Final[dict[str, Text]] = {"inherent": _("Risiko melekat"), "residual": _("Risiko tersisa"), "target": _("Target")}
"""What a score speaks of: without controls, with today's controls, and after treatment. In this order."""

OPTIONS: Final[dict[str, Text]] = {
    "avoid": _("Menghindari"),
    "reduce": _("Mengurangi"),
    "share": _("Membagi"),
    "accept": _("Menerima"),
}
BRIBERY: Final[dict[str, Text]] = {"low": _("Risiko suap rendah"), "more_than_low": _("Risiko suap di atas batas rendah")}
"""The class that switches on due diligence and further measures of an anti-bribery system; a person gives it with a reason."""

FRAUD_TYPES: Final[dict[str, Text]] = {
    "corruption": _("Korupsi"),
    "corruption.conflict_of_interest": _("Korupsi: konflik kepentingan"),
    "corruption.bribery": _("Korupsi: suap"),
    "corruption.illegal_gratuity": _("Korupsi: gratifikasi ilegal"),
    "corruption.extortion": _("Korupsi: pemerasan"),
    "misappropriation": _("Penyalahgunaan aset"),
    "misappropriation.skimming": _("Penyalahgunaan aset: uang tidak dibukukan"),
    "misappropriation.larceny": _("Penyalahgunaan aset: pencurian uang"),
    "misappropriation.disbursement": _("Penyalahgunaan aset: pengeluaran fiktif"),
    "misappropriation.misuse": _("Penyalahgunaan aset: pemakaian untuk pribadi"),
    "misappropriation.inventory": _("Penyalahgunaan aset: pencurian barang"),
    "misstatement": _("Laporan yang menyesatkan"),
    "misstatement.financial": _("Laporan yang menyesatkan: keuangan"),
    "misstatement.other": _("Laporan yang menyesatkan: kinerja atau data"),
}
"""The fraud tree as far as registers use it; a branch stands before its twigs."""

CORRUPTION_TYPES: Final[dict[str, Text]] = {
    "state_loss": _("Kerugian keuangan negara"),
    "bribery": _("Suap-menyuap"),
    "embezzlement": _("Penggelapan dalam jabatan"),
    "extortion": _("Pemerasan"),
    "fraudulent_act": _("Perbuatan curang"),
    "procurement_interest": _("Benturan kepentingan dalam pengadaan"),
    "gratification": _("Gratifikasi"),
}
"""The seven groups of corruption."""

AREAS: Final[dict[str, Text]] = {
    "financial": _("Keuangan"),
    "reputation": _("Reputasi"),
    "legal": _("Hukum"),
    "service": _("Layanan"),
    "performance": _("Kinerja"),
}
CAUSES: Final[dict[str, Text]] = {
    "people": _("Orang"),
    "process": _("Proses"),
    "system": _("Sistem"),
    "external": _("Dari luar"),
}
FLAGS: Final[dict[str, Text]] = {
    "control_failed": _("Pengendalian gagal"),
    "indicator_breached": _("Indikator melewati ambang"),
    "signal": _("Sinyal lain"),
}

ACTS: Final[dict[str, Text]] = {
    "entered": _("Risiko dicatat"),
    "changed": _("Uraian diubah"),
    "assessed": _("Dinilai"),
    "activated": _("Diberlakukan"),
    "closed": _("Ditutup"),
    "reviewed": _("Ditinjau"),
    "decided": _("Perlakuan dipilih"),
    "flagged": _("Ditandai"),
    "flag_cleared": _("Tanda dijawab"),
}
"""What can be done about a risk, as its story tells it."""

CLOCK, ANSWER = "risk_review", "risk_flag"
"""The clocks of a risk: that it is looked at again, and that a flag is answered."""
CLOCKS: Final[dict[str, Text]] = {CLOCK: _("Tinjauan risiko"), ANSWER: _("Jawaban atas tanda")}
REVIEW_WITHIN, ANSWER_WITHIN = "risks.review_within", "risks.flag_answered_within"
