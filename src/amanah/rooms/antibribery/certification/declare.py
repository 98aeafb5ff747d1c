"""How a certification stands and what moves it on: one table, readable by whoever has to answer for it.

What is recorded here was decided by the certification body; Amanah only says what can follow what. Which days the body grants is in its
contract; where the contract says nothing, the rulebook does, with its mark.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object


@dataclass(frozen=True)
class State:
    """Where a certification can stand. `holds`: a certificate that may be shown is in force."""

    key: str
    title: Text
    tone: str = "info"
    holds: bool = False


@dataclass(frozen=True)
class Move:
    """One way from some states to another; `title` says the act, `told` says it in the timeline.

    `settled`: only when no nonconformity waits any more. `unsettled`: only while one waits. `visit`: the kind of audit that begins with it.
    """

    key: str
    title: Text
    told: Text
    sources: frozenset[str]
    target: str
    settled: bool = False
    unsettled: bool = False
    visit: str = ""


STATES: Final[Mapping[str, State]] = {
    state.key: state
    for state in (
        State("preparation", _("Persiapan")),
        State("application", _("Permohonan diajukan")),
        State("contract", _("Kontrak ditandatangani")),
        State("stage1", _("Audit tahap 1 berjalan")),
        State("stage1_closed", _("Tahap 1 selesai")),
        State("stage2", _("Audit tahap 2 berjalan")),
        State("nc_open", _("Ketidaksesuaian menunggu perbaikan"), "warning"),
        State("nc_closed", _("Ketidaksesuaian diterima perbaikannya")),
        State("decision", _("Menunggu keputusan sertifikasi")),
        State("certified", _("Tersertifikasi"), "success", holds=True),
        State("surveillance_1", _("Tersertifikasi, sesudah survailen 1"), "success", holds=True),
        State("surveillance_2", _("Tersertifikasi, sesudah survailen 2"), "success", holds=True),
        State("recertification", _("Tersertifikasi, resertifikasi berjalan"), "success", holds=True),
        State("suspended", _("Dibekukan"), "danger"),
        State("expired", _("Berakhir masa berlakunya"), "danger"),
        State("withdrawn", _("Dicabut"), "danger"),
    )
}
FIRST: Final = "preparation"
HOLDING: Final = frozenset(key for key, state in STATES.items() if state.holds)
ENDED: Final = frozenset({"withdrawn"})
"""Nothing follows any more; a new certification begins with a new application."""


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


MOVES: Final[Mapping[str, Move]] = {
    move.key: move
    for move in (
        Move("apply", _("Catat permohonan"), _("Permohonan diajukan"), _from("preparation"), "application"),
        Move("sign", _("Catat kontrak"), _("Kontrak ditandatangani"), _from("application"), "contract"),
        Move("stage1", _("Mulai audit tahap 1"), _("Audit tahap 1 dimulai"), _from("contract"), "stage1", visit="stage1"),
        Move("close_stage1", _("Tutup tahap 1"), _("Tahap 1 ditutup"), _from("stage1"), "stage1_closed"),
        Move("stage2", _("Mulai audit tahap 2"), _("Audit tahap 2 dimulai"), _from("stage1_closed"), "stage2", visit="stage2"),
        Move("wait", _("Tunggu perbaikan"), _("Menunggu perbaikan ketidaksesuaian"), _from("stage2"), "nc_open", unsettled=True),
        Move("settle", _("Catat perbaikan diterima"), _("Perbaikan diterima lembaga"), _from("nc_open"), "nc_closed", settled=True),
        Move("repeat", _("Ulangi tahap 2"), _("Tahap 2 diulang"), _from("nc_open"), "stage2", visit="stage2"),
        Move(
            "submit",
            _("Ajukan ke keputusan"),
            _("Diajukan ke keputusan sertifikasi"),
            _from("stage2", "nc_closed"),
            "decision",
            settled=True,
        ),
        Move("certify", _("Catat sertifikat"), _("Sertifikat diterbitkan"), _from("decision"), "certified", settled=True),
        Move("refuse", _("Catat penolakan"), _("Sertifikasi ditolak"), _from("decision"), "preparation"),
        Move(
            "surveillance_1",
            _("Catat survailen 1"),
            _("Survailen 1 dilakukan"),
            _from("certified"),
            "surveillance_1",
            visit="surveillance_1",
        ),
        Move(
            "surveillance_2",
            _("Catat survailen 2"),
            _("Survailen 2 dilakukan"),
            _from("surveillance_1"),
            "surveillance_2",
            visit="surveillance_2",
        ),
        Move(
            "recertify",
            _("Mulai resertifikasi"),
            _("Resertifikasi dimulai"),
            _from("surveillance_2"),
            "recertification",
            visit="recertification",
        ),
        Move("renew", _("Catat sertifikat baru"), _("Sertifikat diperbarui"), _from("recertification"), "certified", settled=True),
        Move("suspend", _("Catat pembekuan"), _("Sertifikat dibekukan"), HOLDING, "suspended"),
        Move("lift", _("Catat pencabutan pembekuan"), _("Pembekuan dicabut"), _from("suspended"), "", settled=True),
        Move("expire", _("Catat masa berlaku berakhir"), _("Masa berlaku berakhir"), HOLDING | {"suspended"}, "expired"),
        Move("restore", _("Catat pemulihan sertifikat"), _("Sertifikat dipulihkan"), _from("expired"), "certified", settled=True),
        Move("withdraw", _("Catat pencabutan sertifikat"), _("Sertifikat dicabut"), HOLDING | {"suspended", "expired"}, "withdrawn"),
    )
}
"""`lift` leads back to where the certificate stood when it was suspended."""
CERTIFYING: Final = frozenset({"certify", "renew", "restore"})
"""What takes the number of a certificate and its days."""

OPENED, FOUND, CORRECTED, ACCEPTED, PLANNED, CHANGED = "opened", "found", "corrected", "accepted", "planned", "changed"
ACTS: Final[Mapping[str, Text]] = {
    OPENED: _("Sertifikasi dicatat"),
    FOUND: _("Temuan dicatat"),
    CORRECTED: _("Perbaikan dikirim"),
    ACCEPTED: _("Perbaikan diterima"),
    PLANNED: _("Audit direncanakan"),
    CHANGED: _("Data kontrak diubah"),
}

MAJOR, MINOR, CONCERN, OBSERVATION = "major", "minor", "concern", "observation"
GRADES: Final[Mapping[str, Text]] = {
    MAJOR: _("Ketidaksesuaian mayor"),
    MINOR: _("Ketidaksesuaian minor"),
    CONCERN: _("Hal yang perlu perhatian (tahap 1)"),
    OBSERVATION: _("Observasi"),
}
GRADE_TONES: Final[Mapping[str, str]] = {MAJOR: "danger", MINOR: "warning", CONCERN: "warning", OBSERVATION: "neutral"}
NONCONFORMITIES: Final = (MAJOR, MINOR)

VISITS: Final[Mapping[str, Text]] = {
    "stage1": _("Audit tahap 1"),
    "stage2": _("Audit tahap 2"),
    "surveillance_1": _("Survailen 1"),
    "surveillance_2": _("Survailen 2"),
    "recertification": _("Resertifikasi"),
    "special": _("Audit khusus"),
}

VALID, SURVEIL = "smap.certificate_valid", "smap.surveillance_within"
MAJOR_WITHIN, SUSPENSION, RESTORED = "smap.major_corrected_within", "smap.suspension_within", "smap.restored_within"
ALERTS: Final = ("smap.alert_first", "smap.alert_second", "smap.alert_third", "smap.alert_last")
"""How many days before a deadline people hear of it, the longest first."""

CERTIFICATE, SURVEILLANCE, FINDING, SUSPENDED, RESTORE, TRANSITION = (
    "certificate",
    "surveillance",
    "finding",
    "suspended",
    "restore",
    "transition",
)
DEADLINES: Final[Mapping[str, Text]] = {
    CERTIFICATE: _("Sertifikat berakhir"),
    SURVEILLANCE: _("Survailen berikutnya"),
    FINDING: _("Perbaikan temuan"),
    SUSPENDED: _("Pembekuan berakhir"),
    RESTORE: _("Batas pemulihan sertifikat"),
    TRANSITION: _("Edisi 2016 berakhir"),
}


def title_of(act: str) -> Text:
    """What a step is called in the timeline, be it a move or not."""
    return MOVES[act].told if act in MOVES else ACTS[act]


def as_mermaid() -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {FIRST}"]
    lines += [f'    state "{state.title}" as {key}' for key, state in STATES.items()]
    for move in MOVES.values():
        for source in STATES:
            if source in move.sources:
                targets = [move.target] if move.target else sorted(HOLDING)
                lines += [f"    {source} --> {target}: {move.title}" for target in targets]
    lines += [f"    {key} --> [*]" for key in sorted(ENDED)]
    return "\n".join(lines) + "\n"
