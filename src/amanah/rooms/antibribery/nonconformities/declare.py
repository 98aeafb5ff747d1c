"""How a nonconformity stands and what may be done about it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object


class Side(StrEnum):
    """What somebody is to a nonconformity."""

    KEEPER = "keeper"  # the anti-bribery function of the scope
    OWNER = "owner"  # who answers for putting it right, or heads the unit
    AUDITOR = "auditor"  # may judge the effect, unless they are also concerned


@dataclass(frozen=True)
class State:
    """Where it can stand; `act` is the one that leads on."""

    key: str
    title: Text
    tone: str
    act: str


STATES = {
    state.key: state
    for state in (
        State("open", _("Menunggu koreksi"), "danger", "correct"),
        State("corrected", _("Menunggu analisis sebab"), "warning", "analyse"),
        State("analysed", _("Menunggu tindakan perbaikan"), "warning", "give"),
        State("acting", _("Tindakan berjalan"), "info", "give"),
        State("checking", _("Menunggu pemeriksaan keefektifan"), "info", "judge"),
        State("closed", _("Selesai, efektif"), "success", ""),
    )
}
FIRST, CLOSED = "open", "closed"
OWED = frozenset(STATES) - {CLOSED}
# act → from which states it leads, and where to; "give" leads on only from the first of them
MOVES: dict[str, tuple[frozenset[str], str]] = {
    "correct": (frozenset({"open"}), "corrected"),
    "analyse": (frozenset({"corrected"}), "analysed"),
    "give": (frozenset({"analysed", "acting"}), "acting"),
    "wait": (frozenset({"acting"}), "checking"),
    "close": (frozenset({"checking"}), "closed"),
    "reopen": (frozenset({"checking"}), "corrected"),
}
ACTS: dict[str, Text] = {
    "opened": _("Ketidaksesuaian dicatat"),
    "appointed": _("Penanggung jawab diganti"),
    "correct": _("Dikoreksi, dan kejadian serupa diperiksa"),
    "analyse": _("Sebab dianalisis"),
    "give": _("Tindakan perbaikan ditetapkan"),
    "wait": _("Semua tindakan selesai; keefektifannya ditunggu"),
    "close": _("Dinyatakan efektif dan ditutup"),
    "reopen": _("Tidak efektif; dibuka kembali"),
}
SORTS: dict[str, Text] = {
    "audit": _("Audit internal"),
    "certification": _("Audit sertifikasi"),
    "observation": _("Pengamatan sendiri"),
    "control_test": _("Uji pengendalian"),
}
GRADES: dict[str, Text] = {"minor": _("Minor"), "major": _("Mayor")}
TONES = {"minor": "warning", "major": "danger"}
MOST_WHYS = 5

CORRECT, CAUSE, EFFECT = "correct", "cause", "effect"
CLOCKS: dict[str, Text] = {CORRECT: _("Koreksi"), CAUSE: _("Analisis sebab"), EFFECT: _("Pemeriksaan keefektifan")}
CORRECT_WITHIN, CAUSE_WITHIN = "smap_audits.correct_within", "smap_audits.cause_within"
EFFECT_AFTER, EFFECT_WITHIN, REPEATED_WITHIN = "smap_audits.effect_after", "smap_audits.effect_within", "smap_audits.repeated_within"
