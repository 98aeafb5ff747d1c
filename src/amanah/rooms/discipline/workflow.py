"""How a breach of discipline travels, as a lawyer would want to read it.

It follows PP 94/2021 (summons, examination, decision, delivery) and PP 79/2021 (objection, appeal). It begins with the result of an
inspection, never with a report: whoever examines knows the person, the breach and the evidence chosen for them, and nothing else. Every
number is a provision of the rulebook and carries there whether anybody has read it in the gazette.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.declare import HANDLER, OPEN, SYSTEM, CaseKind, Clock, Move, State
from amanah.foundation.clocks import queries as clocks
from amanah.kernel import clock

COORDINATOR = "discipline.coordinator"

EXAMINERS = frozenset({HANDLER})
BOTH = frozenset({HANDLER, COORDINATOR})
LEVELS = ("light", "medium", "heavy")
RULINGS = ("uphold", "change", "annul")


def somebody_appointed(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """A case is not prepared before somebody examines it."""
    return None if case.assignments.filter(until__isnull=True).exists() else _("Tetapkan pemeriksa dahulu")


def hearing_come(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """Nobody has stayed away from, or said anything in, a hearing that is still to come."""
    hearing = case.hearings.order_by("-seq").first()
    if hearing is not None and hearing.day <= clock.today():
        return None
    return _("Hari pemeriksaan belum tiba")


def minutes_written(case: Any, mover: Any) -> Any:
    """An examination that has no minutes did not take place."""
    hearing = case.hearings.order_by("-seq").first()
    if hearing is not None and case.entries.filter(channel="minutes", seq__gt=hearing.seq).exists():
        return hearing_come(case, mover)
    return _("Tulis berita acara pemeriksaan dahulu")


def window_over(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """A decision does not take effect while the person may still object."""
    running = [deadline for deadline in clocks.for_refs([case.ref]) if deadline.name == "objection" and deadline.open]
    if all(deadline.due_on < clock.today() for deadline in running):
        return None
    return _("Kesempatan mengajukan keberatan belum berakhir")


def heavy(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """Only a dismissal goes to BPASN, and every dismissal is a heavy sanction."""
    return None if case.outcome == "heavy" else _("Banding administratif hanya terhadap pemberhentian, yaitu hukuman berat")


STATES = (
    State("received", _("Hasil pemeriksaan diterima")),
    State("prepared", _("Pemeriksa ditetapkan")),
    State("summoned", _("Sudah dipanggil"), waiting_for=_("yang bersangkutan")),
    State("missed", _("Tidak hadir pada panggilan pertama")),
    State("summoned_again", _("Dipanggil untuk kedua kali"), waiting_for=_("yang bersangkutan")),
    State("absent", _("Tidak hadir dua kali")),
    State("examined", _("Selesai diperiksa")),
    State("decided", _("Diputuskan, belum disampaikan")),
    State("delivered", _("Keputusan disampaikan"), waiting_for=_("yang bersangkutan")),
    State("objected", _("Keberatan diajukan"), waiting_for=_("atasan pejabat yang berwenang menghukum")),
    State("appealed", _("Banding administratif diajukan"), waiting_for="BPASN"),
    State("in_force", _("Berlaku"), closed=True),
    State("annulled", _("Keputusan dibatalkan"), closed=True),
    State("released", _("Tidak dijatuhi hukuman"), closed=True),
)

MOVES = (
    Move("appoint", _("Tetapkan pemeriksa"), ("received",), "prepared", frozenset({COORDINATOR, SYSTEM}), guards=(somebody_appointed,)),
    Move("summon", _("Kirim panggilan pertama"), ("prepared",), "summoned", EXAMINERS),
    Move("miss", _("Catat: tidak hadir"), ("summoned",), "missed", EXAMINERS, guards=(hearing_come,)),
    Move("summon_again", _("Kirim panggilan kedua"), ("missed",), "summoned_again", EXAMINERS),
    Move("miss_again", _("Catat: tidak hadir untuk kedua kali"), ("summoned_again",), "absent", EXAMINERS, guards=(hearing_come,)),
    Move("examine", _("Selesaikan pemeriksaan"), ("summoned", "summoned_again"), "examined", EXAMINERS, guards=(minutes_written,)),
    Move("examine_anew", _("Serahkan kepada tim pemeriksa"), ("examined", "absent"), "prepared", BOTH),
    Move(
        "decide",
        _("Usulkan keputusan"),
        ("examined", "absent"),
        "decided",
        EXAMINERS,
        four_eyes=True,
        approvers=frozenset({COORDINATOR}),
        outcomes=LEVELS,
        reason=True,
    ),
    Move(
        "release",
        _("Usulkan tanpa hukuman"),
        ("prepared", "examined", "absent"),
        "released",
        EXAMINERS,
        four_eyes=True,
        approvers=frozenset({COORDINATOR}),
        outcomes=("none",),
        reason=True,
    ),
    Move("deliver", _("Catat penyampaian keputusan"), ("decided",), "delivered", BOTH),
    Move("object", _("Catat keberatan"), ("delivered",), "objected", frozenset({COORDINATOR})),
    Move("appeal", _("Catat banding administratif"), ("delivered",), "appealed", frozenset({COORDINATOR}), guards=(heavy,)),
    Move("take_effect", _("Nyatakan berlaku"), ("delivered",), "in_force", BOTH, guards=(window_over,)),
    Move("uphold", _("Keputusan dikuatkan"), ("objected", "appealed"), "in_force", frozenset({COORDINATOR})),
    Move("change", _("Hukuman diubah"), ("objected", "appealed"), "in_force", frozenset({COORDINATOR}), outcomes=LEVELS),
    Move("annul", _("Keputusan dibatalkan"), ("objected", "appealed"), "annulled", frozenset({COORDINATOR}), outcomes=("annulled",)),
)

CLOCKS = (
    Clock("appoint", _("Penetapan pemeriksa"), "discipline.appoint_within", (OPEN,), ("appoint",)),
    Clock("summon", _("Panggilan pertama"), "discipline.summon_within", ("appoint", "examine_anew"), ("summon", "release")),
    Clock("second_summons", _("Panggilan kedua"), "discipline.second_summons_after", ("miss",), ("summon_again",)),
    Clock("delivery", _("Penyampaian keputusan"), "discipline.decision_delivered_within", ("decide",), ("deliver",)),
    Clock(
        "objection",
        _("Kesempatan mengajukan keberatan atau banding"),
        "discipline.objection_within",
        ("deliver",),
        ("object", "appeal", "take_effect"),
    ),
    Clock(
        "objection_decision",
        _("Keputusan atas keberatan"),
        "discipline.objection_decided_within",
        ("object",),
        ("uphold", "change", "annul"),
    ),
    Clock("appeal_decision", _("Keputusan BPASN"), "discipline.appeal_decided_within", ("appeal",), RULINGS),
)

DISCIPLINE = CaseKind(
    key="discipline",
    version=1,
    title=_("Disiplin pegawai"),
    prefix="DS",
    states=STATES,
    moves=MOVES,
    clocks=CLOCKS,
    routes={"personnel": (_("Pengelola disiplin"), COORDINATOR)},
    overseers=frozenset({COORDINATOR}),
    topics={
        "duty": _("Kewajiban yang tidak dipenuhi"),
        "prohibition": _("Larangan yang dilanggar"),
        "attendance": _("Masuk kerja dan jam kerja"),
    },
    outcomes={
        "light": _("Hukuman ringan"),
        "medium": _("Hukuman sedang"),
        "heavy": _("Hukuman berat"),
        "none": _("Tidak terbukti, tanpa hukuman"),
        "annulled": _("Keputusan tidak berlaku lagi"),
    },
    channels={
        "summons": _("Surat panggilan"),
        "minutes": _("Berita acara pemeriksaan"),
        "decision": _("Keputusan"),
        "delivery": _("Berita acara penyampaian"),
        "objection": _("Keberatan atau banding"),
        "ruling": _("Putusan atas keberatan atau banding"),
        "note": _("Catatan pemeriksa"),
        "reason": _("Alasan penolakan"),
    },
    sealed=True,
    superiors_excluded=False,
    url_name="discipline_desk:case",
)
"""Superiors are not shut out, because one of them is the examiner; nobody sees a case by being a superior, only by being appointed."""
