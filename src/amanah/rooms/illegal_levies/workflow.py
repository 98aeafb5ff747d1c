"""How a report of an illegal levy travels, as a lawyer would want to read it.

Two tests come first: is it this institution's to handle, and is it known already? Only what passes both is clarified, and only what
clarification cannot settle is examined. An inspectorate neither stings nor seizes; where that is called for, two people refer the matter to
law enforcement. The task force that once led this (Perpres 87/2016) was revoked by Perpres 49/2025, so nothing here depends on one.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.declare import ENTRY, OPEN, REPORTER, CaseKind, Clock, Move, State
from amanah.engines.reports.channels import CHANNELS, CLOSING, FEEDBACK

HANDLER = "illegal_levies.handler"
COORDINATOR = "illegal_levies.coordinator"
AUDITOR = "illegal_levies.auditor"

HANDLERS = frozenset({HANDLER, COORDINATOR})
STAFF = (COORDINATOR, HANDLER, AUDITOR)

PROVEN = frozenset({"proven", "partly_proven"})
DUPLICATE, OUTSIDE, INSUFFICIENT = "duplicate", "not_competent", "insufficient"
SET_ASIDE = (DUPLICATE, OUTSIDE, INSUFFICIENT)

MODES = {
    "above_fee": _("Lebih dari tarif resmi"),
    "no_basis": _("Pungutan tanpa dasar"),
    "speed": _("Uang agar cepat"),
    "held": _("Berkas ditahan sampai membayar"),
    "customary": _("Setoran yang dianggap biasa"),
    "broker": _("Lewat perantara atau calo"),
    "package": _("Wajib membeli paket atau barang"),
    "other": _("Cara lain"),
}
"""How the money was asked for (modus)."""


def tests_passed(case: Any, _mover: Any) -> Any:
    """Nothing is clarified before both tests were made, and passed."""
    from amanah.rooms.illegal_levies.queries import coding  # late: reads tables, which declarations must not need

    return coding.why_not_clarified(case)


def referral_ready(case: Any, _mover: Any) -> Any:
    """Nothing is referred before somebody wrote to whom, with a numbered letter."""
    from amanah.rooms.illegal_levies.queries import referrals  # late: as above

    return referrals.why_not_sent(case)


def referral_answered(case: Any, _mover: Any) -> Any:
    """A referred matter comes back with the answer that was given."""
    from amanah.rooms.illegal_levies.queries import referrals  # late: as above

    return referrals.why_not_back(case)


STATES = (
    State("received", _("Diterima")),
    State("testing", _("Diuji")),
    State("awaiting", _("Butuh data"), waiting_for=_("pelapor")),
    State("clarification", _("Klarifikasi")),
    State("examination", _("Pemeriksaan")),
    State("referred", _("Dilimpahkan"), waiting_for=_("aparat penegak hukum")),
    State("concluded", _("Selesai"), closed=True),
    State("archived", _("Diarsipkan"), closed=True),
)

MOVES = (
    Move("acknowledge", _("Nyatakan diterima dan mulai menguji"), ("received",), "testing", HANDLERS),
    Move("request_information", _("Minta data kepada pelapor"), ("testing",), "awaiting", HANDLERS),
    Move("resume", _("Lanjutkan pengujian"), ("awaiting",), "testing", HANDLERS | {REPORTER}),
    Move("clarify", _("Mulai klarifikasi"), ("testing",), "clarification", HANDLERS, guards=(tests_passed,)),
    Move("examine", _("Mulai pemeriksaan (audit)"), ("clarification",), "examination", HANDLERS, reason=True),
    Move("take_back", _("Lanjutkan setelah jawaban aparat"), ("referred",), "examination", HANDLERS, guards=(referral_answered,)),
    Move(
        "conclude",
        _("Tetapkan hasil"),
        ("clarification", "examination", "referred"),
        "concluded",
        HANDLERS,
        four_eyes=True,
        outcomes=("proven", "partly_proven", "unproven", "law_enforcement"),
        reason=True,
    ),
    Move(
        "refer",
        _("Limpahkan kepada aparat penegak hukum"),
        ("clarification", "examination"),
        "referred",
        HANDLERS,
        four_eyes=True,
        reason=True,
        guards=(referral_ready,),
    ),
    Move(
        "archive",
        _("Arsipkan"),
        ("testing", "awaiting", "clarification"),
        "archived",
        HANDLERS,
        four_eyes=True,
        outcomes=SET_ASIDE,
        reason=True,
    ),
    Move("reopen", _("Buka kembali"), ("concluded", "archived"), "testing", HANDLERS, four_eyes=True, reason=True),
)

CLOCKS = (
    Clock("acknowledge", _("Pernyataan diterima"), "illegal_levies.acknowledge_within", (OPEN,), ("acknowledge",)),
    Clock(
        "test",
        _("Uji kewenangan dan laporan ganda"),
        "illegal_levies.test_within",
        starts_on=(OPEN, "reopen"),
        stops_on=("clarify", "archive"),
        pauses_on=("request_information",),
        resumes_on=("resume",),
    ),
    Clock(
        "feedback",
        _("Umpan balik kepada pelapor"),
        "illegal_levies.feedback_within",
        starts_on=("acknowledge", "reopen"),
        stops_on=(ENTRY + FEEDBACK, ENTRY + CLOSING),
    ),
    Clock(
        "referral_answer",
        _("Jawaban aparat penegak hukum"),
        "illegal_levies.referral_answer_within",
        starts_on=("refer",),
        stops_on=(ENTRY + "referral_answer", "take_back", "conclude"),
    ),
    Clock("close", _("Penyelesaian"), "illegal_levies.close_within", starts_on=(OPEN, "reopen"), stops_on=("conclude", "archive")),
)

ILLEGAL_LEVY = CaseKind(
    key="illegal_levy",
    version=1,
    title=_("Pungutan liar"),
    prefix="PL",
    states=STATES,
    moves=MOVES,
    clocks=CLOCKS,
    routes={"inspectorate": (_("Inspektorat Jenderal"), HANDLER)},
    overseers=frozenset({COORDINATOR}),
    helpers=frozenset({AUDITOR}),
    topics=MODES,
    outcomes={
        "proven": _("Terbukti"),
        "partly_proven": _("Sebagian terbukti"),
        "unproven": _("Tidak terbukti"),
        "law_enforcement": _("Ditangani aparat penegak hukum"),
        DUPLICATE: _("Laporan ganda"),
        OUTSIDE: _("Bukan kewenangan instansi ini"),
        INSUFFICIENT: _("Data tidak cukup"),
    },
    channels={
        **CHANNELS,
        "levy": _("Catatan pungutan"),
        "tests": _("Uji kewenangan dan laporan ganda"),
        "referral": _("Pelimpahan"),
        "referral_answer": _("Jawaban aparat penegak hukum"),
        "money": _("Daftar pengembalian uang"),
        "receipt": _("Bukti pengembalian uang"),
    },
    sealed=True,
    superiors_excluded=True,
    url_name="illegal_levies_desk:case",
)
