"""How a campaign stands and who may move it, and the words in which everything around it is told: codes, with what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object


class Side(StrEnum):
    """What somebody is to a campaign."""

    OWNER = "owner"  # the person who carries it
    KEEPER = "keeper"  # manages campaigns over its unit, or heads the unit or one above
    HELPER = "helper"  # answers for one of its activities


WRITING = frozenset({Side.OWNER, Side.KEEPER})


@dataclass(frozen=True)
class State:
    """Where a campaign can stand."""

    key: str
    title: Text
    tone: str


STATES: Final[Mapping[str, State]] = {
    state.key: state
    for state in (
        State("draft", _("Rancangan"), "neutral"),
        State("proposed", _("Menunggu persetujuan"), "warning"),
        State("running", _("Berjalan"), "info"),
        State("finished", _("Selesai, belum dievaluasi"), "warning"),
        State("evaluated", _("Sudah dievaluasi"), "success"),
        State("cancelled", _("Dibatalkan"), "neutral"),
    )
}
FIRST: Final = "draft"
PLANNING: Final = ("draft", "proposed")
KNOWN: Final = ("running", "finished", "evaluated")
"""Where the audience may know of it."""
CLOSED: Final = ("evaluated", "cancelled")


@dataclass(frozen=True)
class Move:
    """One way from some states to another. With `other` it takes somebody else than the owner and whoever asked for it."""

    key: str
    title: Text
    told: Text
    sources: frozenset[str]
    target: str
    sides: frozenset[Side]
    other: bool = False


_KEEPER = frozenset({Side.KEEPER})
MOVES: Final[Mapping[str, Move]] = {
    move.key: move
    for move in (
        Move("submit", _("Ajukan untuk disetujui"), _("Diajukan untuk disetujui"), frozenset({"draft"}), "proposed", WRITING),
        Move("start", _("Mulai kampanye"), _("Kampanye dimulai"), frozenset({"draft"}), "running", WRITING),
        Move("approve", _("Setujui dan mulai"), _("Disetujui dan dimulai"), frozenset({"proposed"}), "running", _KEEPER, other=True),
        Move(
            "send_back",
            _("Kembalikan untuk diperbaiki"),
            _("Dikembalikan untuk diperbaiki"),
            frozenset({"proposed"}),
            "draft",
            _KEEPER,
            other=True,
        ),
        Move("finish", _("Nyatakan selesai"), _("Dinyatakan selesai"), frozenset({"running"}), "finished", WRITING),
        Move("evaluate", _("Evaluasi kampanye"), _("Dievaluasi"), frozenset({"finished"}), "evaluated", _KEEPER, other=True),
        Move("cancel", _("Batalkan kampanye"), _("Dibatalkan"), frozenset({"draft", "proposed", "running"}), "cancelled", WRITING),
    )
}
"""A campaign that spends public money or speaks to the public is submitted and approved by somebody else; any other is started."""

ACTS: Final[Mapping[str, Text]] = {
    "opened": _("Kampanye dirancang"),
    "changed": _("Rancangan diubah"),
    "planned": _("Kegiatan dijadwalkan"),
    "moved": _("Kegiatan dipindahkan"),
    "done": _("Kegiatan terlaksana"),
    "dropped": _("Kegiatan dibatalkan"),
    "reached": _("Jangkauan dicatat"),
    "spent": _("Pengeluaran dicatat"),
    "sent": _("Pesan wajib baca dikirim"),
    "withdrawn": _("Pesan wajib baca ditarik"),
    "measured": _("Hasil pengukuran dicatat"),
}

OUTCOMES: Final[Mapping[str, Text]] = {
    "reached": _("Tercapai"),
    "partly": _("Tercapai sebagian"),
    "none": _("Tidak ada perubahan"),
    "unknown": _("Tidak dapat disimpulkan"),
}
OUTCOME_TONES: Final[Mapping[str, str]] = {"reached": "success", "partly": "info", "none": "warning", "unknown": "neutral"}

CHANNELS: Final[Mapping[str, Text]] = {
    "assembly": _("Apel atau tatap muka"),
    "class": _("Kelas atau diskusi"),
    "webinar": _("Webinar"),
    "poster": _("Poster dan spanduk"),
    "chat": _("Grup percakapan"),
    "social": _("Media sosial"),
    "site": _("Situs dan portal"),
    "film": _("Film pendek atau siaran"),
    "visit": _("Kunjungan ke unit atau lokasi layanan"),
    "letter": _("Surat edaran"),
}

PLANNED, DONE, DROPPED = "planned", "done", "dropped"
ACTIVITY: Final[Mapping[str, Text]] = {PLANNED: _("Dijadwalkan"), DONE: _("Terlaksana"), DROPPED: _("Tidak jadi")}
ACTIVITY_TONES: Final[Mapping[str, str]] = {PLANNED: "info", DONE: "success", DROPPED: "neutral"}

COUNTED, ESTIMATED = "counted", "estimated"
BASES: Final[Mapping[str, Text]] = {COUNTED: _("Dihitung di tempat"), ESTIMATED: _("Perkiraan")}

SENT, WITHDRAWN = "sent", "withdrawn"
CIRCULARS: Final[Mapping[str, Text]] = {"draft": _("Belum dikirim"), SENT: _("Dikirim"), WITHDRAWN: _("Ditarik")}
CIRCULAR_TONES: Final[Mapping[str, str]] = {"draft": "neutral", SENT: "info", WITHDRAWN: "neutral"}
SMALL: Final = 5
"""Units of fewer readers are shown together to whoever sees no names: a share of two people would be names."""

STATEMENT, PRESENCE, DECISION = "statement", "presence", "decision"
LEADERSHIP: Final[Mapping[str, Text]] = {
    STATEMENT: _("Pernyataan"),
    PRESENCE: _("Kehadiran"),
    DECISION: _("Keputusan yang mahal"),
}

RECEIVED, CONSIDERED, TAKEN, DECLINED, WITHHELD = "received", "considered", "taken", "declined", "withheld"
IDEAS: Final[Mapping[str, Text]] = {
    RECEIVED: _("Diterima"),
    CONSIDERED: _("Dipertimbangkan"),
    TAKEN: _("Dijalankan"),
    DECLINED: _("Tidak diambil"),
    WITHHELD: _("Tidak ditampilkan"),
}
IDEA_TONES: Final[Mapping[str, str]] = {RECEIVED: "neutral", CONSIDERED: "info", TAKEN: "success", DECLINED: "warning", WITHHELD: "neutral"}
OPEN_IDEAS: Final = (RECEIVED, CONSIDERED)
SHOWN_IDEAS: Final = (CONSIDERED, TAKEN, DECLINED)
"""What every member of staff reads."""

CLOCK: Final = "idea"
ANSWER_WITHIN: Final = "campaigns.answer_idea_within"
REMIND_BEFORE: Final = "campaigns.reminded_before"
"""The rules: how long an idea waits for its answer, and when readers are reminded before a message's last day."""


def told(act: str) -> Text:
    """What a step is called in the timeline, be it a move or not."""
    return MOVES[act].told if act in MOVES else ACTS[act]


def as_mermaid() -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {FIRST}"]
    lines += [f'    state "{state.title}" as {key}' for key, state in STATES.items()]
    for move in MOVES.values():
        eyes = " (4 mata)" if move.other else ""
        lines += [f"    {source} --> {move.target}: {move.title}{eyes}" for source in STATES if source in move.sources]
    lines += [f"    {key} --> [*]" for key in CLOSED]
    return "\n".join(lines) + "\n"
