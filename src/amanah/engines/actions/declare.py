"""How an action stands and who may move it: one small table for every kind of duty, readable by whoever has to answer for it.

The four answers that follow-up of recommendations is counted in (not yet followed up, not yet sufficient, sufficient, cannot be
followed up) are read off the state; nobody types them.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object


class Side(StrEnum):
    """What somebody is to an action. Whoever does the work (OWNER, PARTNER) never stands on the side that checks it."""

    OWNER = "owner"  # the person who owes it, or who heads the unit that does
    PARTNER = "partner"  # the same for a part that another unit owes
    VERIFIER = "verifier"  # the person named to check it, or an overseer of the owing unit
    ASSIGNER = "assigner"  # who gave it


DOING = frozenset({Side.OWNER, Side.PARTNER})
CHECKING = frozenset({Side.VERIFIER, Side.ASSIGNER})


@dataclass(frozen=True)
class State:
    """Where an action can stand. `answer` is how follow-up statistics count it; `waits_for` is the side that acts next."""

    key: str
    title: Text
    answer: Text
    waits_for: Side | None
    tone: str = "info"

    @property
    def closed(self) -> bool:
        """Whether nothing is owed any more."""
        return self.waits_for is None


@dataclass(frozen=True)
class Move:
    """One way from some states to another; `title` says the act, `told` says it in the timeline.

    With `four_eyes` one side proposes and another person of `approvers` decides.
    """

    key: str
    title: Text
    told: Text
    sources: frozenset[str]
    target: str
    sides: frozenset[Side]
    approvers: frozenset[Side] = frozenset()

    @property
    def four_eyes(self) -> bool:
        """Whether it takes a second person."""
        return bool(self.approvers)


_NOT_YET, _PARTLY, _DONE, _NEVER = _("Belum ditindaklanjuti"), _("Belum sesuai"), _("Sesuai"), _("Tidak dapat ditindaklanjuti")

STATES = {
    state.key: state
    for state in (
        State("open", _("Belum dimulai"), _NOT_YET, Side.OWNER),
        State("in_progress", _("Dikerjakan"), _PARTLY, Side.OWNER),
        State("reported_done", _("Dilaporkan selesai"), _PARTLY, Side.VERIFIER, tone="warning"),
        State("returned", _("Dikembalikan"), _PARTLY, Side.OWNER, tone="danger"),
        State("verified", _("Terverifikasi"), _DONE, None, tone="success"),
        State("cancelled", _("Dibatalkan"), _NEVER, None, tone="neutral"),
    )
}
FIRST = "open"
CLOSED = frozenset(key for key, state in STATES.items() if state.closed)
OWED = frozenset(STATES) - CLOSED
WORKING = OWED - {"reported_done"}
"""Where whoever owes it has it on their desk."""

MOVES = {
    move.key: move
    for move in (
        Move("begin", _("Mulai kerjakan"), _("Mulai dikerjakan"), frozenset({"open", "returned"}), "in_progress", frozenset({Side.OWNER})),
        Move(
            "report",
            _("Laporkan selesai"),
            _("Dilaporkan selesai"),
            frozenset({"in_progress", "returned"}),
            "reported_done",
            frozenset({Side.OWNER}),
        ),
        Move(
            "verify",
            _("Nyatakan terverifikasi"),
            _("Dinyatakan terverifikasi"),
            frozenset({"reported_done"}),
            "verified",
            frozenset({Side.VERIFIER}),
        ),
        Move(
            "send_back",
            _("Kembalikan untuk diperbaiki"),
            _("Dikembalikan untuk diperbaiki"),
            frozenset({"reported_done"}),
            "returned",
            frozenset({Side.VERIFIER}),
        ),
        Move("cancel", _("Batalkan"), _("Dibatalkan"), OWED, "cancelled", frozenset({Side.OWNER}) | CHECKING, approvers=CHECKING),
        Move("reopen", _("Buka kembali"), _("Dibuka kembali"), CLOSED, "in_progress", CHECKING, approvers=CHECKING),
    )
}

# Acts that leave the state as it is; what is written with them stands in the timeline beside the moves.
ACTS: dict[str, Text] = {
    "opened": _("Tindak lanjut ditetapkan"),
    "progress": _("Perkembangan"),
    "part_done": _("Bagian selesai"),
    "extend": _("Tenggat diperpanjang"),
    "appoint": _("Penanggung jawab diganti"),
    "propose_cancel": _("Pembatalan diusulkan"),
    "propose_reopen": _("Pembukaan kembali diusulkan"),
    "reject": _("Usulan ditolak"),
}

CLOCK, CHECK = "action", "verification"
"""The clocks of an action: what is owed, and that somebody looks at what was reported as done."""
CLOCKS: dict[str, Text] = {CLOCK: _("Pengerjaan"), CHECK: _("Verifikasi")}
FOLLOW_UP, VERIFY = "oversight.follow_up_within", "oversight.verify_within"
"""The rules that set their length: the first where nobody names a day."""

PRIORITIES: dict[str, Text] = {"ordinary": _("Biasa"), "high": _("Tinggi"), "urgent": _("Mendesak")}


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
    lines += [f"    {key} --> [*]" for key in STATES if key in CLOSED]
    return "\n".join(lines) + "\n"
