"""How a declared conflict of interest travels, as a lawyer would want to read it.

It follows PermenPANRB 17/2024: an actual conflict is declared to the superior, who weighs it and decides how it is kept out of the
decision; a superior also acts without a declaration. Meanwhile the person stands aside and the matter passes to somebody else. What
merely might become a conflict one day (a potential one) is written into the register and becomes no case.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.declare import HANDLER, OPEN, REPORTER, SYSTEM, CaseKind, Clock, Move, State

OFFICER = "interests.officer"
DECIDER = frozenset({HANDLER})
DECISIONS = ("control", "dismiss")


def somebody_appointed(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """A declaration is not weighed before somebody is there to weigh it."""
    return None if case.assignments.filter(until__isnull=True).exists() else _("Tetapkan dahulu siapa yang memutus")


STATES = (
    State("received", _("Menunggu penetapan pemutus")),
    State("weighed", _("Ditelaah atasan")),
    State("asked", _("Menunggu jawaban yang bersangkutan"), waiting_for=_("yang bersangkutan")),
    State("controlled", _("Pengendalian berjalan")),
    State("settled", _("Terkendali"), closed=True),
    State("no_conflict", _("Bukan konflik kepentingan"), closed=True),
)

MOVES = (
    Move("appoint", _("Tetapkan pemutus"), ("received",), "weighed", frozenset({OFFICER, SYSTEM}), guards=(somebody_appointed,)),
    Move("ask", _("Minta penjelasan"), ("weighed",), "asked", DECIDER),
    Move("answer", _("Jawab pertanyaan"), ("asked",), "weighed", frozenset({REPORTER})),
    Move("control", _("Tetapkan pengendalian"), ("weighed", "asked"), "controlled", DECIDER, outcomes=("controlled",), reason=True),
    Move("dismiss", _("Nyatakan bukan konflik"), ("weighed", "asked"), "no_conflict", DECIDER, outcomes=("none",), reason=True),
    Move("settle", _("Nyatakan terkendali"), ("controlled",), "settled", frozenset({SYSTEM})),
)

CLOCKS = (Clock("decision", _("Keputusan atasan"), "interests.decided_within", (OPEN,), DECISIONS),)

SOURCES = {
    "business": _("Usaha atau kepentingan keuangan"),
    "family": _("Keluarga dan kerabat"),
    "affiliation": _("Hubungan atau keanggotaan"),
    "outside_work": _("Pekerjaan di luar jabatan"),
    "former_work": _("Pekerjaan sebelumnya"),
    "gift": _("Pernah menerima pemberian"),
    "other": _("Lainnya"),
}

INTEREST = CaseKind(
    key="interest",
    version=1,
    title=_("Konflik kepentingan"),
    prefix="KK",
    states=STATES,
    moves=MOVES,
    clocks=CLOCKS,
    routes={"superior": (_("Atasan dan pengelola konflik kepentingan"), OFFICER)},
    overseers=frozenset({OFFICER}),
    topics=SOURCES,
    outcomes={"controlled": _("Dikendalikan"), "none": _("Bukan konflik kepentingan")},
    channels={
        "question": _("Pertanyaan pemutus"),
        "answer": _("Jawaban yang bersangkutan"),
        "decision": _("Keputusan"),
        "substitute": _("Pengganti sementara"),
        "ending": _("Kepentingan berakhir"),
    },
    sealed=True,
    superiors_excluded=False,
    filer=_("Yang bersangkutan"),
    url_name="interests_desk:interest",
)
"""Whoever declares is a subject of their own case: the engine hides it from them, and they read it by the room's own queries. Superiors
are not shut out, because one of them decides; nobody sees a case by being a superior, only by being appointed to it."""
