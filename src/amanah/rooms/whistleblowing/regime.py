"""What the public and the desk are told about reports of wrongdoing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case
from amanah.engines.reports import report
from amanah.engines.reports.regimes import Regime
from amanah.rooms.whistleblowing import triage
from amanah.rooms.whistleblowing.workflow import SHARED_ROUTE, WHISTLEBLOWING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STATUS: Mapping[str, Words] = {
    "received": _("Laporan Anda sudah kami terima dan menunggu dibaca."),
    "triage": _("Laporan Anda sudah dibaca dan sedang ditelaah."),
    "awaiting": _("Kami memerlukan keterangan dari Anda. Bacalah pertanyaan di bawah, lalu jawablah bila Anda bersedia."),
    "triaged": _("Telaah selesai: laporan Anda layak ditindaklanjuti. Pemeriksaannya sedang disiapkan."),
    "investigation": _("Laporan Anda sedang diperiksa."),
    "proven": _("Pemeriksaan selesai: laporan Anda terbukti."),
    "partly_proven": _("Pemeriksaan selesai: laporan Anda terbukti sebagian."),
    "unproven": _("Pemeriksaan selesai: laporan Anda tidak dapat dibuktikan. Itu tidak berarti Anda berbohong."),
    "duplicate": _("Laporan Anda diarsipkan karena hal yang sama sudah ditangani dalam laporan lain."),
    "not_competent": _(
        "Laporan Anda diarsipkan karena bukan kewenangan instansi ini. Bacalah surat penutup tentang ke mana Anda dapat melapor."
    ),
    "insufficient": _("Laporan Anda diarsipkan karena datanya belum cukup. Tambahkan keterangan kapan saja; laporan dapat dibuka kembali."),
    "illogical": _("Laporan Anda diarsipkan karena uraiannya tidak dapat ditindaklanjuti. Alasannya ada dalam surat penutup."),
}

PROMISES: Mapping[str, Words] = {
    "acknowledge": _("Petugas membaca laporan Anda dan menyatakannya diterima"),
    "triage": _("Telaah selesai: diputuskan apakah laporan diperiksa"),
    "feedback": _("Anda mendapat kabar tentang tindak lanjutnya, juga bila pemeriksaan belum selesai"),
    "close": _("Pemeriksaan selesai dan Anda mendapat surat penutup"),
}


def unfit(case: Case, move: str, outcome: str) -> "StrOrPromise | None":
    """Why an outcome contradicts the findings of the inquiry, or None."""
    from amanah.rooms.whistleblowing.inquiry.queries.guards import outcome_unfit  # late: reads tables, which come after declarations

    return outcome_unfit(case, outcome) if move == "conclude" else None


REGIME = Regime(
    kind=WHISTLEBLOWING,
    form=report.FORM,
    labels=dict(triage.ELEMENTS),
    status=STATUS,
    promises=PROMISES,
    look_again=frozenset({"acknowledge", "feedback"}),
    tones={"received": "info", "triage": "info", "awaiting": "warning", "concluded": "success"},
    leads_to_action=frozenset({"triaged", "investigation", "concluded"}),
    written_at={"triage": "triage", "conclude": "inquiry"},
    unfit=unfit,
    shared_routes=frozenset({SHARED_ROUTE}),
    protection=3,
)
