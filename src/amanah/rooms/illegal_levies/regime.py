"""What the public and the desk are told about reports of illegal levies."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.formats import date_format
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case
from amanah.engines.reports.amounts import rupiah
from amanah.engines.reports.regimes import Regime
from amanah.rooms.illegal_levies.workflow import ILLEGAL_LEVY

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FORM: Final = "illegal_levy/1"

LABELS: Mapping[str, Words] = {
    "what": _("Apa yang terjadi"),
    "service": _("Layanan"),
    "asked": _("Uang yang diminta"),
    "paid": _("Uang yang dibayar"),
    "who": _("Siapa yang meminta"),
    "when": _("Kapan"),
    "where": _("Di mana"),
    "how": _("Bagaimana caranya"),
}

STATUS: Mapping[str, Words] = {
    "received": _("Laporan Anda sudah kami terima dan menunggu dibaca."),
    "testing": _("Laporan Anda sudah dibaca. Kami sedang memastikan apakah hal ini wewenang kami dan belum dilaporkan orang lain."),
    "awaiting": _("Kami memerlukan keterangan dari Anda. Bacalah pertanyaan di bawah, lalu jawablah bila Anda bersedia."),
    "clarification": _("Laporan Anda sedang diklarifikasi."),
    "examination": _("Laporan Anda sedang diperiksa."),
    "referred": _("Laporan Anda dilimpahkan kepada aparat penegak hukum. Kami menunggu jawabannya dan mengabari Anda di sini."),
    "proven": _("Pemeriksaan selesai: pungutan itu terbukti."),
    "partly_proven": _("Pemeriksaan selesai: laporan Anda terbukti sebagian."),
    "unproven": _("Pemeriksaan selesai: laporan Anda tidak dapat dibuktikan. Itu tidak berarti Anda berbohong."),
    "law_enforcement": _("Laporan Anda sekarang ditangani aparat penegak hukum. Penanganan di sini selesai."),
    "duplicate": _("Laporan Anda diarsipkan karena hal yang sama sudah ditangani dalam laporan lain."),
    "not_competent": _(
        "Laporan Anda diarsipkan karena bukan kewenangan instansi ini. Bacalah surat penutup tentang ke mana Anda dapat melapor."
    ),
    "insufficient": _("Laporan Anda diarsipkan karena datanya belum cukup. Tambahkan keterangan kapan saja; laporan dapat dibuka kembali."),
}

PROMISES: Mapping[str, Words] = {
    "acknowledge": _("Petugas membaca laporan Anda dan menyatakannya diterima"),
    "test": _("Kami memastikan apakah hal ini wewenang kami dan belum ditangani"),
    "feedback": _("Anda mendapat kabar tentang tindak lanjutnya, juga bila pemeriksaan belum selesai"),
    "close": _("Penanganan selesai dan Anda mendapat surat penutup"),
}


def unfit(case: Case, move: str, outcome: str) -> "StrOrPromise | None":
    """Why an outcome contradicts what was coded of the case, or None."""
    from amanah.rooms.illegal_levies.queries import coding  # late: reads tables, which come after declarations

    return coding.outcome_unfit(case, move, outcome)


def words(name: str, text: str) -> str:
    """Amounts typed as digits, and days from a list, as people read them; everything else as it was typed."""
    if name in {"asked", "paid"} and text.isdigit():
        return rupiah(text)
    if name == "when":
        try:
            return date_format(date.fromisoformat(text), "l, j F Y")
        except ValueError:
            return text
    return text


REGIME = Regime(
    kind=ILLEGAL_LEVY,
    form=FORM,
    labels=LABELS,
    status=STATUS,
    promises=PROMISES,
    tones={"received": "info", "testing": "info", "awaiting": "warning", "referred": "warning", "concluded": "success"},
    leads_to_action=frozenset({"clarification", "examination", "referred", "concluded"}),
    written_at={"clarify": "levy", "refer": "referral", "take_back": "referral"},
    unfit=unfit,
    words=words,
    protection=2,
)
