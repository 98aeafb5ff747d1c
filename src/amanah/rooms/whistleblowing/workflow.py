"""How a report of wrongdoing travels, as a lawyer would want to read it.

Nothing in Indonesian law sets one clock for whistleblowing; the provisions named here carry their own source and say whether they
were verified (`amanah rulebook show whistleblowing.acknowledge_within`).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.declare import ENTRY, OPEN, REPORTER, CaseKind, Clock, Move, State
from amanah.engines.reports.channels import CHANNELS, CLOSING, FEEDBACK, FROM_OUTSIDE
from amanah.rooms.whistleblowing.topics import TOPICS

INSPECTORATE = "whistleblowing.handler_inspectorate"
ANTIBRIBERY = "whistleblowing.handler_antibribery"
GRAVEST = "whistleblowing.handler_gravest"
INVESTIGATOR = "whistleblowing.investigator"
COORDINATOR = "whistleblowing.coordinator"
CUSTODIAN = "whistleblowing.custodian"

HANDLERS = frozenset({INSPECTORATE, ANTIBRIBERY, GRAVEST, COORDINATOR})
STAFF = (COORDINATOR, INSPECTORATE, ANTIBRIBERY, GRAVEST, INVESTIGATOR, CUSTODIAN)

SHARED_ROUTE = "gravest"
"""The route on which no single person reads: content keys are split among the holders of GRAVEST."""

OUTSIDE_ROUTE = "outside"
"""The route past the institution: sealed for one appointed body outside alone; the coordinators know that it exists."""


def sheet_filled(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """Nothing leaves triage as worth following up before somebody has written down why."""
    if case.entries.filter(channel="triage").exists():
        return None
    return _("Isi lembar telaah dahulu")


def findings_written(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """No outcome of an inquiry before there is a finding on every alleged act."""
    from amanah.rooms.whistleblowing.inquiry.queries.guards import (
        findings_missing,
    )  # late: reads tables, which this declaration must not need

    return findings_missing(case)


STATES = (
    State("received", _("Diterima")),
    State("triage", _("Ditelaah")),
    State("awaiting", _("Butuh data"), waiting_for=_("pelapor")),
    State("triaged", _("Selesai ditelaah")),
    State("investigation", _("Pemeriksaan")),
    State("concluded", _("Selesai"), closed=True),
    State("archived", _("Diarsipkan"), closed=True),
)

MOVES = (
    Move("acknowledge", _("Nyatakan diterima dan mulai menelaah"), ("received",), "triage", HANDLERS),
    Move("triage", _("Tetapkan hasil telaah: layak ditindaklanjuti"), ("triage",), "triaged", HANDLERS, guards=(sheet_filled,)),
    Move("request_information", _("Minta data kepada pelapor"), ("triage",), "awaiting", HANDLERS),
    Move("resume", _("Lanjutkan telaah"), ("awaiting",), "triage", HANDLERS | {REPORTER}),
    Move("investigate", _("Mulai pemeriksaan"), ("triaged",), "investigation", HANDLERS),
    Move(
        "conclude",
        _("Tetapkan hasil"),
        ("triaged", "investigation"),
        "concluded",
        HANDLERS,
        four_eyes=True,
        outcomes=("proven", "partly_proven", "unproven"),
        guards=(findings_written,),
        reason=True,
    ),
    Move(
        "archive",
        _("Arsipkan"),
        ("triage", "awaiting", "triaged", "investigation"),
        "archived",
        HANDLERS,
        four_eyes=True,
        outcomes=("duplicate", "not_competent", "insufficient", "illogical"),
        reason=True,
    ),
    Move("reopen", _("Buka kembali"), ("concluded", "archived"), "triage", HANDLERS, four_eyes=True, reason=True),
)

CLOCKS = (
    Clock("acknowledge", _("Pernyataan diterima"), "whistleblowing.acknowledge_within", (OPEN,), ("acknowledge",)),
    Clock(
        "triage",
        _("Hasil telaah"),
        "whistleblowing.triage_within",
        starts_on=(OPEN, "reopen"),
        stops_on=("triage", "archive"),
        pauses_on=("request_information",),
        resumes_on=("resume",),
    ),
    Clock(
        "feedback",
        _("Umpan balik kepada pelapor"),
        "whistleblowing.feedback_within",
        starts_on=("acknowledge", "reopen"),
        stops_on=(ENTRY + FEEDBACK, ENTRY + CLOSING),
    ),
    Clock("close", _("Penyelesaian"), "whistleblowing.close_within", starts_on=(OPEN, "reopen"), stops_on=("conclude", "archive")),
)

WHISTLEBLOWING = CaseKind(
    key="whistleblowing",
    version=1,
    title=_("Laporan pelanggaran"),
    prefix="WB",
    states=STATES,
    moves=MOVES,
    clocks=CLOCKS,
    routes={
        "inspectorate": (_("Inspektorat Jenderal"), INSPECTORATE),
        "antibribery": (_("Fungsi Kepatuhan Anti Penyuapan (FKAP)"), ANTIBRIBERY),
        SHARED_ROUTE: (_("Pemegang bersama"), GRAVEST),
        OUTSIDE_ROUTE: (_("Penerima luar yang ditunjuk"), COORDINATOR),
    },
    overseers=frozenset({COORDINATOR}),
    helpers=frozenset({INVESTIGATOR}),
    topics={topic.key: topic.title for topic in TOPICS},
    outcomes={
        "proven": _("Terbukti"),
        "partly_proven": _("Sebagian terbukti"),
        "unproven": _("Tidak terbukti"),
        "duplicate": _("Sudah dilaporkan sebelumnya"),
        "not_competent": _("Bukan kewenangan instansi ini"),
        "insufficient": _("Data tidak cukup"),
        "illogical": _("Tidak masuk akal"),
    },
    channels={
        **CHANNELS,
        FROM_OUTSIDE: _("Pesan penerima luar kepada pelapor"),
        "triage": _("Lembar telaah"),
        "plan": _("Rencana pemeriksaan"),
        "protection": _("Penilaian risiko pembalasan"),
        "measure": _("Tindakan perlindungan"),
        "check": _("Pemantauan"),
        "lpsk": _("Rujukan ke LPSK"),
        "rehabilitation": _("Pemulihan nama baik"),
        "inquiry": _("Kertas kerja pemeriksaan"),
        "internal": _("Pesan antarpetugas"),
    },
    sealed=True,
    superiors_excluded=True,
    url_name="whistleblowing_desk:case",
)
