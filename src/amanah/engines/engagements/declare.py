"""How an engagement stands and who may move it, and what is counted: one table for every kind of engagement.

Nobody types the four answers of follow-up; they are read off the actions that arose from a finding.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from amanah.engines.actions.declare import STATES as ACTION_STATES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object


class Side(StrEnum):
    """What somebody is to an engagement. Whoever is looked at (AUDITEE) never stands on a side that looks."""

    PLANNER = "planner"  # holds a role that plans engagements of this kind over its unit
    LEAD = "lead"
    MEMBER = "member"  # of the team, the lead included
    AUDITEE = "auditee"  # heads a unit that is looked at
    READER = "reader"  # holds a role that reads them


TEAM = frozenset({Side.LEAD, Side.MEMBER})
INSIDE = frozenset({Side.PLANNER, Side.LEAD, Side.MEMBER, Side.READER})
"""Who sees working papers, and findings before they are reported."""


@dataclass(frozen=True)
class State:
    """Where an engagement can stand; `waits_for` is the side that acts next."""

    key: str
    title: Text
    waits_for: Side | None
    tone: str = "info"


@dataclass(frozen=True)
class Move:
    """One way from some states to another; `title` says the act, `told` says it in the timeline."""

    key: str
    title: Text
    told: Text
    sources: frozenset[str]
    target: str
    sides: frozenset[Side]


STATES = {
    state.key: state
    for state in (
        State("planned", _("Direncanakan"), Side.LEAD, "neutral"),
        State("prepared", _("Disiapkan"), Side.LEAD),
        State("fieldwork", _("Pekerjaan lapangan"), Side.LEAD),
        State("reported", _("Dilaporkan"), Side.AUDITEE, "warning"),
        State("responded", _("Ditanggapi"), Side.LEAD, "warning"),
        State("followed_up", _("Selesai ditindaklanjuti"), Side.PLANNER),
        State("closed", _("Ditutup"), None, "success"),
        State("cancelled", _("Dibatalkan"), None, "neutral"),
    )
}
FIRST = "planned"
ENDED = frozenset(key for key, state in STATES.items() if state.waits_for is None)
RUNNING = frozenset(STATES) - ENDED
BEFORE_REPORT = frozenset({"planned", "prepared", "fieldwork"})
REPORTED = frozenset({"reported", "responded", "followed_up", "closed"})
"""From here on the auditee sees the findings, and nothing of papers and findings is changed any more."""
KNOWN_TO_AUDITEE = frozenset({"prepared", "fieldwork"}) | REPORTED

_LEADS = frozenset({Side.LEAD, Side.PLANNER})
MOVES = {
    move.key: move
    for move in (
        Move("prepare", _("Selesaikan persiapan"), _("Persiapan selesai"), frozenset({"planned"}), "prepared", frozenset({Side.LEAD})),
        Move(
            "begin",
            _("Mulai pekerjaan lapangan"),
            _("Pekerjaan lapangan dimulai"),
            frozenset({"prepared"}),
            "fieldwork",
            frozenset({Side.LEAD}),
        ),
        Move("report", _("Terbitkan laporan"), _("Laporan diterbitkan"), frozenset({"fieldwork"}), "reported", frozenset({Side.LEAD})),
        Move("conclude", _("Akhiri masa tanggapan"), _("Masa tanggapan berakhir"), frozenset({"reported"}), "responded", _LEADS),
        Move("follow", _("Nyatakan ditindaklanjuti"), _("Tindak lanjut selesai"), frozenset({"responded"}), "followed_up", _LEADS),
        Move("close", _("Tutup penugasan"), _("Penugasan ditutup"), frozenset({"followed_up"}), "closed", frozenset({Side.PLANNER})),
        Move("cancel", _("Batalkan penugasan"), _("Penugasan dibatalkan"), BEFORE_REPORT, "cancelled", frozenset({Side.PLANNER})),
    )
}

# Acts that leave the state as it is.
ACTS: dict[str, Text] = {
    "opened": _("Penugasan direncanakan"),
    "revised": _("Rencana diubah"),
    "joined": _("Anggota tim ditetapkan"),
    "left": _("Anggota tim diganti"),
    "waiver_asked": _("Pengecualian independensi diusulkan"),
    "waiver_granted": _("Pengecualian independensi disetujui"),
    "waiver_refused": _("Pengecualian independensi ditolak"),
    "paper_added": _("Kertas kerja disusun"),
    "paper_drawn": _("Sampel diambil"),
    "paper_done": _("Hasil pengujian ditulis"),
    "paper_returned": _("Kertas kerja dikembalikan"),
    "paper_reviewed": _("Kertas kerja direviu"),
    "paper_skipped": _("Pengujian tidak dilakukan"),
    "found": _("Temuan ditulis"),
    "found_changed": _("Temuan diubah"),
    "found_withdrawn": _("Temuan ditarik"),
    "answered": _("Temuan ditanggapi"),
    "recommended": _("Rekomendasi diberikan"),
}


class Part(StrEnum):
    """What somebody is in a team."""

    LEAD = "lead"
    MEMBER = "member"
    SUPERVISOR = "supervisor"


PARTS: dict[str, Text] = {Part.LEAD: _("Ketua tim"), Part.MEMBER: _("Anggota"), Part.SUPERVISOR: _("Pengendali mutu")}

PAPER_STATES: dict[str, Text] = {
    "planned": _("Direncanakan"),
    "done": _("Menunggu reviu"),
    "returned": _("Dikembalikan"),
    "reviewed": _("Direviu"),
    "skipped": _("Tidak dilakukan"),
}
PAPER_TONES = {"planned": "neutral", "done": "warning", "returned": "danger", "reviewed": "success", "skipped": "neutral"}
PAPER_ENDS = frozenset({"reviewed", "skipped"})
OUTCOMES: dict[str, Text] = {"conforming": _("Memenuhi"), "exception": _("Menyimpang"), "unable": _("Tidak dapat diperiksa")}
EXCEPTION = "exception"

RISKS: dict[str, Text] = {"high": _("Tinggi"), "medium": _("Sedang"), "low": _("Rendah")}
QUARTERS = (1, 2, 3, 4)

PROGRAMME_STATES: dict[str, Text] = {"draft": _("Rancangan"), "approved": _("Disetujui"), "ended": _("Diakhiri")}
WAIVERS: dict[str, Text] = {"asked": _("Menunggu"), "granted": _("Disetujui"), "refused": _("Ditolak"), "lapsed": _("Tidak berlaku lagi")}

ANSWER = "answer"
"""The clock of an engagement that was reported: until when those who were looked at answer its findings."""
CLOCKS: dict[str, Text] = {ANSWER: _("Tanggapan auditi")}
INDEPENDENT_AFTER, ANSWER_WITHIN, REPEATED_WITHIN = (
    "engagements.independent_after",
    "engagements.answer_within",
    "engagements.repeated_within",
)

ANSWERS: dict[str, Text] = {
    "done": ACTION_STATES["verified"].answer,
    "partly": ACTION_STATES["in_progress"].answer,
    "not_yet": ACTION_STATES["open"].answer,
    "never": ACTION_STATES["cancelled"].answer,
}
"""The four answers of follow-up statistics, with the words of actions."""
_ANSWER_OF = {"verified": "done", "open": "not_yet", "cancelled": "never"}


def answer_of(states: Collection[str]) -> str:
    """How a finding stands in follow-up, by the states of its actions: the answer that most is still owed by."""
    found = {_ANSWER_OF.get(state, "partly") for state in states}
    if not found or found == {"not_yet"}:
        return "not_yet"
    if found & {"partly", "not_yet"}:
        return "partly"
    return "done" if "done" in found else "never"


def title_of(act: str) -> Text:
    """What a step is called in the timeline, be it a move or not."""
    return MOVES[act].told if act in MOVES else ACTS[act]


def as_mermaid() -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {FIRST}"]
    lines += [f'    state "{state.title}" as {key}' for key, state in STATES.items()]
    for move in MOVES.values():
        lines += [f"    {source} --> {move.target}: {move.title}" for source in STATES if source in move.sources]
    lines += [f"    {key} --> [*]" for key in STATES if key in ENDED]
    return "\n".join(lines) + "\n"
