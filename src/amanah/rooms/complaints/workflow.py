"""How a complaint, an aspiration or a request for information travels, as a lawyer would want to read it.

The clocks of the classes come from a replaced rule and carry its mark (`amanah rulebook show complaints.ordinary_within`); those of
Law 25/2009 run beside them. What the class is, an officer says at verification: it sets how long the answer may take.
"""

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from amanah import rulebook
from amanah.engines.cases.declare import ENTRY, OPEN, REPORTER, STAYS, SYSTEM, CaseKind, Clock, Move, State
from amanah.engines.reports.channels import CHANNELS, FEEDBACK, FROM_REPORTER, TO_REPORTER
from amanah.foundation.clocks import queries as deadlines
from amanah.kernel import clock

COORDINATOR = "complaints.coordinator"
OFFICER = "complaints.officer"
LIAISON = "complaints.liaison"
TYPIST = "complaints.typist"

OFFICERS = frozenset({COORDINATOR, OFFICER})
HANDLERS = OFFICERS | {LIAISON}
STAFF = (COORDINATOR, OFFICER, LIAISON)

REOPEN_WITHIN = "complaints.reopen_within"
DECISION_TOLD = "complaints.decision_told_within"
"""Kept by answering and deciding in one act; named so that the rule is on the room's list."""

CLASSES = {
    "information": _("Permintaan informasi"),
    "ordinary": _("Tidak berkadar pengawasan"),
    "oversight": _("Berkadar pengawasan"),
    "aspiration": _("Aspirasi"),
}


def unit_chosen(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """Nothing is passed on before somebody has said where to."""
    return None if case.unit_id is not None else _("Teruskan kepada unit")


def classified(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """Only what was said once can be corrected."""
    return None if case.category else _("Nyatakan lengkap dan tetapkan golongan")


def office_chosen(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """Nothing leaves for another authority without the letter that goes with it."""
    if case.labour_referrals.filter(ended_on__isnull=True).exists():
        return None
    return _("Teruskan kepada pengawas ketenagakerjaan")


def office_heard(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """It comes back with the other authority's answer, or once the referral was taken back."""
    if not case.labour_referrals.filter(ended_on__isnull=True).exists():
        return None
    return _("Catat jawaban instansi tujuan")


def answer_written(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """No outcome before the reporter was told something since the case came to where it stands."""
    arrived = case.steps.exclude(source=F("target")).order_by("-seq").first()
    if arrived is not None and case.entries.filter(channel=FEEDBACK, position__gt=arrived.position).exists():
        return None
    return _("Tulis jawaban kepada pelapor")


def still_in_time(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """A closed matter is opened again on its reporter's word within the rule's days; afterwards it is a new one."""
    if case.closed_on is not None and clock.today() <= rulebook.due(REOPEN_WITHIN, case.closed_on).date:
        return None
    return _("Waktu untuk membuka kembali sudah lewat")


def past_due(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """Its reporter may go over the handlers' heads once a deadline was missed, or once an answer did not help."""
    if case.steps.filter(move__in=("dispute", "reopen")).exists():
        return None
    late = clock.today() - timedelta(days=1)
    if any(deadline.due_on <= late for deadline in deadlines.open_by_ref([case.ref]).get(case.ref, ())):
        return None
    return _("Belum ada tenggat yang terlewat")


STATES = (
    State("received", _("Belum diverifikasi")),
    State("awaiting", _("Menunggu kelengkapan"), waiting_for=_("pelapor")),
    State("verified", _("Terverifikasi")),
    State("forwarded", _("Diteruskan ke unit")),
    State("process", _("Ditindaklanjuti")),
    State("escalated", _("Dinaikkan ke atasan")),
    State("referred", _("Diteruskan ke instansi lain"), waiting_for=_("instansi tujuan")),
    State("answered", _("Dijawab, menunggu tanggapan"), waiting_for=_("pelapor")),
    State("resolved", _("Selesai"), closed=True),
    State("withdrawn", _("Dianggap dicabut"), closed=True),
    State("archived", _("Diarsipkan"), closed=True),
)

MOVES = (
    Move(
        "verify",
        _("Nyatakan lengkap dan tetapkan golongan"),
        ("received",),
        "verified",
        OFFICERS,
        outcomes=tuple(CLASSES),
        classifies=True,
        reason=True,
    ),
    Move("request_information", _("Minta kelengkapan kepada pelapor"), ("received",), "awaiting", OFFICERS),
    Move("resume", _("Lanjutkan verifikasi"), ("awaiting",), "received", OFFICERS | {REPORTER}),
    Move(
        "settle_elsewhere",
        _("Selesai di sistem asal"),
        ("received",),
        "resolved",
        frozenset({SYSTEM}),
        outcomes=("settled_elsewhere",),
    ),
    Move("withdraw", _("Anggap dicabut"), ("awaiting",), "withdrawn", frozenset({SYSTEM}), outcomes=("withdrawn",)),
    Move("forward", _("Teruskan kepada unit"), ("verified",), "forwarded", OFFICERS, guards=(unit_chosen,)),
    Move("begin", _("Mulai tindak lanjut"), ("verified", "forwarded"), "process", HANDLERS),
    Move("return", _("Kembalikan dengan alasan"), ("forwarded", "process"), "verified", HANDLERS, reason=True),
    Move(
        "reclassify",
        _("Ralat golongan"),
        ("received", "awaiting", "verified", "forwarded", "process", "escalated"),
        STAYS,
        OFFICERS,
        outcomes=tuple(CLASSES),
        classifies=True,
        reason=True,
        guards=(classified,),
    ),
    Move("refer", _("Teruskan kepada pengawas ketenagakerjaan"), ("received", "verified"), "referred", OFFICERS, guards=(office_chosen,)),
    Move("take_back", _("Lanjutkan di sini"), ("referred",), "process", OFFICERS, guards=(office_heard,)),
    Move(
        "answer",
        _("Tetapkan hasil jawaban"),
        ("process", "escalated"),
        "answered",
        HANDLERS,
        outcomes=("fulfilled", "partly", "explained", "refused", "noted"),
        guards=(answer_written,),
        reason=True,
    ),
    Move("finish", _("Tutup"), ("answered",), "resolved", frozenset({REPORTER, SYSTEM})),
    Move("dispute", _("Belum selesai menurut pelapor"), ("answered",), "process", frozenset({REPORTER}), outcomes=("disputed",)),
    Move("reopen", _("Dibuka kembali oleh pelapor"), ("resolved",), "process", frozenset({REPORTER}), guards=(still_in_time,)),
    Move("escalate", _("Naikkan ke atasan"), ("verified", "forwarded", "process"), "escalated", HANDLERS, reason=True),
    Move(
        "appeal",
        _("Dinaikkan oleh pelapor"),
        ("received", "verified", "forwarded", "process"),
        "escalated",
        frozenset({REPORTER}),
        guards=(past_due,),
    ),
    Move("instruct", _("Beri arahan dan kembalikan"), ("escalated",), "process", frozenset({COORDINATOR}), reason=True),
    Move(
        "archive",
        _("Arsipkan"),
        ("received", "awaiting", "verified", "process", "escalated"),
        "archived",
        OFFICERS,
        four_eyes=True,
        outcomes=("not_competent", "illogical", "duplicate"),
        reason=True,
    ),
    Move("restore", _("Buka kembali"), ("resolved", "withdrawn", "archived"), "received", OFFICERS, four_eyes=True, reason=True),
)

CLOCKS = (
    Clock(
        "completeness",
        _("Pemberitahuan lengkap atau belum"),
        "complaints.completeness_told_within",
        starts_on=(OPEN, "resume", "restore"),
        stops_on=("verify", "request_information", "refer", "instruct", "archive"),
    ),
    Clock(
        "verify",
        _("Verifikasi"),
        "complaints.verify_within",
        starts_on=(OPEN, "restore"),
        stops_on=("verify", "refer", "instruct", "archive"),
        pauses_on=("request_information",),
        resumes_on=("resume",),
    ),
    Clock(
        "complete", _("Kelengkapan dari pelapor"), "complaints.complete_within", ("request_information",), ("resume", "withdraw", "archive")
    ),
    Clock(
        "first_response",
        _("Tindak lanjut pertama"),
        "complaints.first_response_within",
        starts_on=("verify",),
        stops_on=(ENTRY + FEEDBACK, ENTRY + TO_REPORTER, "refer", "answer", "archive"),
    ),
    Clock(
        "resolve",
        _("Penyelesaian menurut golongan"),
        "complaints.ordinary_within",
        starts_on=("verify", "take_back", "instruct", "dispute", "reopen"),
        stops_on=("answer", "refer", "archive"),
        by_category={
            "information": "complaints.information_within",
            "ordinary": "complaints.ordinary_within",
            "oversight": "complaints.oversight_within",
            "aspiration": "complaints.aspiration_within",
        },
    ),
    Clock(
        "decide",
        _("Keputusan menurut UU Pelayanan Publik"),
        "complaints.decide_within",
        starts_on=("verify", "take_back", "instruct"),
        stops_on=("answer", "refer", "archive"),
    ),
    Clock("other_office", _("Jawaban instansi tujuan"), "complaints.other_office_within", ("refer",), ("take_back",)),
    Clock(
        "silence",
        _("Penutupan tanpa tanggapan"),
        "complaints.close_after_silence",
        starts_on=("answer",),
        stops_on=("dispute", "finish"),
        restarts_on=(ENTRY + FROM_REPORTER, ENTRY + TO_REPORTER, ENTRY + FEEDBACK),
    ),
)

COMPLAINT = CaseKind(
    key="complaint",
    version=1,
    title=_("Pengaduan masyarakat"),
    prefix="PM",
    states=STATES,
    moves=MOVES,
    clocks=CLOCKS,
    routes={"desk": (_("Unit pengelola pengaduan"), OFFICER)},
    overseers=frozenset({COORDINATOR}),
    helpers=frozenset({LIAISON}),
    topics={
        "complaint": _("Pengaduan"),
        "aspiration": _("Aspirasi"),
        "information": _("Permintaan informasi"),
    },
    categories=CLASSES,
    outcomes={
        "fulfilled": _("Dipenuhi"),
        "partly": _("Dipenuhi sebagian"),
        "explained": _("Dijelaskan"),
        "refused": _("Tidak dapat dipenuhi"),
        "noted": _("Dicatat sebagai masukan"),
        "disputed": _("Belum diterima pelapor"),
        "settled_elsewhere": _("Diselesaikan di sistem asal"),
        "withdrawn": _("Tidak dilengkapi pelapor"),
        "not_competent": _("Bukan kewenangan instansi ini"),
        "illogical": _("Tidak logis"),
        "duplicate": _("Sudah disampaikan sebelumnya"),
    },
    channels=CHANNELS,
    sealed=True,
    unit_in_clear=True,
    superiors_excluded=True,
    url_name="complaints_desk:case",
)
