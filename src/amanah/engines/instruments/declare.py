"""How a sheet stands, who may move it, and its three columns: one small table that whoever answers for a score can read."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object


class Column(StrEnum):
    """Whose answer it is. The three stand side by side and are never merged."""

    SELF = "self"  # the unit about itself
    INTERNAL = "internal"  # those who verify within the institution (TPI, APIP)
    EXTERNAL = "external"  # the evaluator outside, as recorded from its papers


COLUMNS: dict[str, Text] = {
    Column.SELF: _("Penilaian mandiri"),
    Column.INTERNAL: _("Verifikasi internal"),
    Column.EXTERNAL: _("Putusan luar"),
}


class Side(StrEnum):
    """What somebody is to a sheet. Whoever answered for the unit (ASSESSOR) never stands on a side that judges it."""

    ASSESSOR = "assessor"  # holds that role over the unit, or heads it
    VERIFIER = "verifier"
    RECORDER = "recorder"


JUDGING = frozenset({Side.VERIFIER, Side.RECORDER})


@dataclass(frozen=True)
class State:
    """Where a sheet can stand: the column that is written in it, and the side that acts next."""

    key: str
    title: Text
    column: Column | None
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
    worded: bool = False
    """Whether it takes a reason."""
    four_eyes: bool = False
    """Whether one person proposes it and another decides."""


STATES = {
    state.key: state
    for state in (
        State("self", _("Pengisian oleh unit"), Column.SELF, Side.ASSESSOR),
        State("internal", _("Verifikasi internal"), Column.INTERNAL, Side.VERIFIER, tone="warning"),
        State("returned", _("Dikembalikan kepada unit"), Column.SELF, Side.ASSESSOR, tone="danger"),
        State("external", _("Menunggu putusan luar"), Column.EXTERNAL, Side.RECORDER, tone="warning"),
        State("locked", _("Terkunci"), None, None, tone="success"),
    )
}
FIRST, LOCKED = "self", "locked"
WRITTEN_BY = {Column.SELF: Side.ASSESSOR, Column.INTERNAL: Side.VERIFIER, Column.EXTERNAL: Side.RECORDER}
"""Which side writes a column."""

MOVES = {
    move.key: move
    for move in (
        Move(
            "submit",
            _("Ajukan untuk diverifikasi"),
            _("Diajukan untuk diverifikasi"),
            frozenset({"self"}),
            "internal",
            frozenset({Side.ASSESSOR}),
        ),
        Move(
            "send_back",
            _("Kembalikan kepada unit"),
            _("Dikembalikan kepada unit"),
            frozenset({"internal"}),
            "returned",
            frozenset({Side.VERIFIER}),
            worded=True,
        ),
        Move(
            "resubmit",
            _("Ajukan kembali"),
            _("Diajukan kembali"),
            frozenset({"returned"}),
            "internal",
            frozenset({Side.ASSESSOR}),
        ),
        Move(
            "verify",
            _("Nyatakan terverifikasi"),
            _("Dinyatakan terverifikasi"),
            frozenset({"internal"}),
            "external",
            frozenset({Side.VERIFIER}),
        ),
        Move("lock", _("Kunci lembar kerja"), _("Lembar kerja dikunci"), frozenset({"external"}), "locked", JUDGING),
        Move(
            "reopen",
            _("Buka kembali"),
            _("Dibuka kembali"),
            frozenset({"locked"}),
            "internal",
            JUDGING,
            worded=True,
            four_eyes=True,
        ),
    )
}

OPENERS = frozenset({Side.ASSESSOR, Side.VERIFIER})
"""Who opens a sheet, or the round after it."""
FOLLOWED = frozenset({"external", "locked"})
"""Where a sheet must stand for the next round to begin: the unit no longer writes in it."""

# Acts that leave the state as it is; they stand in the timeline beside the moves.
ACTS: dict[str, Text] = {
    "opened": _("Lembar kerja dibuka"),
    "answered": _("Jawaban ditulis"),
    "agreed": _("Jawaban unit disetujui"),
    "noted": _("Catatan ditulis"),
    "note_resolved": _("Catatan dinyatakan selesai"),
    "verdict": _("Putusan luar dicatat"),
    "propose_reopen": _("Pembukaan kembali diusulkan"),
    "reject": _("Usulan ditolak"),
}


def title_of(act: str) -> Text:
    """What a step is called in the timeline, be it a move or not."""
    return MOVES[act].told if act in MOVES else ACTS[act]


def as_mermaid() -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {FIRST}"]
    lines += [f'    state "{state.title}" as {key}' for key, state in STATES.items()]
    for move in MOVES.values():
        eyes = " (4 mata)" if move.four_eyes else ""
        lines += [f"    {source} --> {move.target}: {move.title}{eyes}" for source in STATES if source in move.sources]
    return "\n".join([*lines, f"    {LOCKED} --> [*]"]) + "\n"
