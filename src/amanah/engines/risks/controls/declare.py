"""The words in which a control and a test of it are told: codes, with what they are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

NATURES: Final[Mapping[str, "Text"]] = {
    "preventive": _("Mencegah"),
    "detective": _("Mendeteksi"),
    "corrective": _("Memulihkan"),
}
SORTS: Final[Mapping[str, "Text"]] = {"financial": _("Keuangan"), "non_financial": _("Nonkeuangan")}
WAYS: Final[Mapping[str, "Text"]] = {"manual": _("Manual"), "automated": _("Otomatis")}
FREQUENCIES: Final[Mapping[str, "Text"]] = {
    "every_time": _("Setiap transaksi"),
    "daily": _("Harian"),
    "weekly": _("Mingguan"),
    "monthly": _("Bulanan"),
    "quarterly": _("Triwulanan"),
    "half_yearly": _("Semesteran"),
    "yearly": _("Tahunan"),
    "on_event": _("Bila ada kejadian"),
}
STATES: Final[Mapping[str, "Text"]] = {"active": _("Berlaku"), "retired": _("Tidak dipakai lagi")}

VERDICTS: Final[Mapping[str, "Text"]] = {
    "effective": _("Efektif"),
    "partly": _("Efektif sebagian"),
    "ineffective": _("Tidak efektif"),
}
TONES: Final[Mapping[str, str]] = {"": "neutral", "effective": "success", "partly": "warning", "ineffective": "danger"}
UNTESTED: Final = _("Belum diuji")
FAILED: Final = ("partly", "ineffective")
"""A verdict on which the risks that the control serves are looked at again."""

DESIGN, OPERATING, PRESSURE = "design", "operating", "pressure"
KINDS: Final[Mapping[str, "Text"]] = {
    DESIGN: _("Rancangan"),
    OPERATING: _("Pelaksanaan"),
    PRESSURE: _("Uji tekan"),
}
METHODS: Final[Mapping[str, "Text"]] = {
    "inspection": _("Memeriksa dokumen"),
    "observation": _("Mengamati langsung"),
    "reperformance": _("Melakukan ulang"),
    "analysis": _("Menganalisis data"),
    "inquiry": _("Bertanya, dengan bukti pendukung"),
}

FINE, EXCEPTION, UNABLE = "fine", "exception", "unable"
OUTCOMES: Final[Mapping[str, "Text"]] = {FINE: _("Sesuai kriteria"), EXCEPTION: _("Menyimpang"), UNABLE: _("Tidak dapat diperiksa")}

PROPOSED, OPEN, DONE, REJECTED, WITHDRAWN = "proposed", "open", "done", "rejected", "withdrawn"
PLANS: Final[Mapping[str, "Text"]] = {
    PROPOSED: _("Menunggu persetujuan"),
    OPEN: _("Siap dilakukan"),
    DONE: _("Sudah dilakukan"),
    REJECTED: _("Ditolak"),
    WITHDRAWN: _("Dibatalkan"),
}
RUNNING: Final = (PROPOSED, OPEN)

ACTS: Final[Mapping[str, "Text"]] = {
    "entered": _("Pengendalian dicatat"),
    "changed": _("Pengendalian diubah"),
    "retired": _("Pengendalian tidak dipakai lagi"),
    "restored": _("Pengendalian dipakai lagi"),
    "linked": _("Dikaitkan dengan risiko"),
    "unlinked": _("Dilepas dari risiko"),
    "sampled": _("Sampel diambil"),
    "tested": _("Diuji"),
    "cleared": _("Tanda pada risiko dicabut"),
}

TEST_KEY, TEST_OTHER, RETEST = "controls.test_key_within", "controls.test_within", "controls.retest_within"
"""The rules that say when a control is tested next: a key control, any other, and one that failed."""


def verdict_title(verdict: str) -> "Text":
    """A verdict in words; "" has not been given yet."""
    return VERDICTS.get(verdict, UNTESTED)
