"""Case kinds that exist in tests only: a sealed one with two routes, and an open one over units."""

from contextlib import contextmanager

from amanah.engines.cases import registry
from amanah.engines.cases.declare import REPORTER, SYSTEM, CaseKind, Clock, Move, State
from amanah.foundation.access import roles

CHIEF, NORTH, SOUTH, HELPER, DESK = "sample.chief", "sample.north", "sample.south", "sample.helper", "sample.desk"
for key in (CHIEF, NORTH, SOUTH, HELPER, DESK):
    roles.register(roles.Role(key, key, key))

HANDLERS = frozenset({NORTH, SOUTH})


def never_on_route_south(case, actor):
    return "Jalur selatan tidak memakai langkah ini." if case.route == "south" else None


SEALED = CaseKind(
    key="sample_sealed",
    title="Contoh tersegel",
    prefix="XS",
    states=(
        State("received", "Diterima"),
        State("work", "Diperiksa"),
        State("asked", "Menunggu jawaban", waiting_for="pelapor"),
        State("done", "Selesai", closed=True),
        State("archived", "Diarsipkan", closed=True),
    ),
    moves=(
        Move("take", "Mulai periksa", ("received",), "work", HANDLERS | {CHIEF}),
        Move("ask", "Tanyakan", ("work",), "asked", HANDLERS | {HELPER}),
        Move("answer", "Jawab", ("asked",), "work", frozenset({REPORTER, SYSTEM})),
        Move("note", "Catat", ("work",), "work", HANDLERS | {HELPER}, guards=(never_on_route_south,)),
        Move("finish", "Selesaikan", ("work",), "done", HANDLERS, outcomes=("proven", "unproven")),
        Move(
            "archive",
            "Arsipkan",
            ("received", "work"),
            "archived",
            HANDLERS,
            four_eyes=True,
            approvers=frozenset({CHIEF}),
            outcomes=("void",),
            reason=True,
        ),
        Move("reopen", "Buka kembali", ("done", "archived"), "work", frozenset({CHIEF}), four_eyes=True),
    ),
    clocks=(
        Clock("acknowledge", "Tanda terima", "whistleblowing.acknowledge_within", starts_on=("open",), stops_on=("take", "entry:out")),
        Clock(
            "close",
            "Penutupan",
            "whistleblowing.close_within",
            ("open", "reopen"),
            ("finish", "archive"),
            pauses_on=("ask",),
            resumes_on=("answer",),
        ),
    ),
    routes={"north": ("Utara", NORTH), "south": ("Selatan", SOUTH)},
    overseers=frozenset({CHIEF}),
    helpers=frozenset({HELPER}),
    topics={"bribe": "Suap", "levy": "Pungutan liar"},
    outcomes={"proven": "Terbukti", "unproven": "Tidak terbukti", "void": "Bukan wewenang"},
    channels={"in": "Dari pelapor", "out": "Kepada pelapor", "note": "Catatan"},
    sealed=True,
    superiors_excluded=True,
)

OPENLY = CaseKind(
    key="sample_open",
    title="Contoh terbuka",
    prefix="XO",
    states=(State("new", "Baru"), State("answered", "Dijawab", closed=True)),
    moves=(Move("reply", "Jawab", ("new",), "answered", frozenset({DESK})),),
    clocks=(Clock("reply", "Jawaban", "whistleblowing.feedback_within", ("open",), ("reply",)),),
    routes={"desk": ("Loket", DESK)},
    overseers=frozenset({CHIEF}),
    topics={"fee": "Biaya"},
    channels={"in": "Masuk"},
)


@contextmanager
def known(*kinds):
    """Within the block, these kinds are registered."""
    for kind in kinds:
        registry.register(kind)
    try:
        yield
    finally:
        for kind in kinds:
            registry._kinds[kind.key].pop(kind.version, None)
            if not registry._kinds[kind.key]:
                del registry._kinds[kind.key]
