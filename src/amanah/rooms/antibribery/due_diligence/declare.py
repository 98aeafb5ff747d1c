"""How due diligence stands, what may be done about it, and the words in which it is told."""

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
    """What somebody is to a file of due diligence."""

    KEEPER = "keeper"  # the anti-bribery function of the scope
    LEADER = "leader"  # top management of the scope, or head of the unit or one above it
    EXAMINER = "examiner"  # carries it out
    REQUESTER = "requester"
    READER = "reader"


@dataclass(frozen=True)
class State:
    """Where it can stand."""

    key: str
    title: Text
    tone: str


ASKED, EXAMINING, SUBMITTED, DECIDED, CLOSED = "asked", "examining", "submitted", "decided", "closed"
STATES: Final[Mapping[str, State]] = {
    state.key: state
    for state in (
        State(ASKED, _("Menunggu pemeriksa"), "warning"),
        State(EXAMINING, _("Sedang diperiksa"), "info"),
        State(SUBMITTED, _("Menunggu keputusan"), "warning"),
        State(DECIDED, _("Diputuskan"), "success"),
        State(CLOSED, _("Ditutup"), "neutral"),
    )
}
OPEN: Final = frozenset({ASKED, EXAMINING, SUBMITTED})
# act → from which states it leads, and where to
MOVES: Final[Mapping[str, tuple[frozenset[str], str]]] = {
    "assign": (frozenset({ASKED, EXAMINING}), EXAMINING),
    "submit": (frozenset({EXAMINING}), SUBMITTED),
    "return": (frozenset({SUBMITTED}), EXAMINING),
    "decide": (frozenset({SUBMITTED}), DECIDED),
    "spare": (frozenset({ASKED, EXAMINING}), DECIDED),
    "reopen": (frozenset({DECIDED}), EXAMINING),
    "stand": (frozenset({EXAMINING}), DECIDED),
    "close": (frozenset({ASKED, EXAMINING, SUBMITTED, DECIDED}), CLOSED),
}
ACTS: Final[Mapping[str, Text]] = {
    "opened": _("Uji tuntas diminta"),
    "carried": _("Dibawa dari daftar lama"),
    "assign": _("Pemeriksa ditetapkan"),
    "classed": _("Golongan risiko diubah"),
    "answered": _("Pertanyaan dijawab"),
    "owner": _("Pemilik manfaat dicatat"),
    "owner_ended": _("Pemilik manfaat diakhiri"),
    "finding": _("Temuan dicatat"),
    "weighed": _("Bobot temuan dinilai kembali"),
    "screened": _("Dicocokkan dengan daftar"),
    "judged": _("Kecocokan daftar diputuskan"),
    "submit": _("Diajukan untuk diputuskan"),
    "return": _("Dikembalikan kepada pemeriksa"),
    "decide": _("Diputuskan"),
    "spare": _("Diputuskan tidak diperlukan"),
    "reopen": _("Dibuka kembali"),
    "stand": _("Keputusan terakhir tetap berlaku"),
    "give": _("Tindakan ditetapkan"),
    "inadequate": _("Ketidakcukupan pengendalian diusulkan"),
    "inadequate_decided": _("Ketidakcukupan pengendalian diputuskan"),
    "close": _("Ditutup"),
}
WORK: Final = frozenset({"answered", "owner", "owner_ended", "finding", "weighed", "judged", "submit"})
"""What carrying it out consists of: whoever did any of it in this round does not decide."""

ASSOCIATE, UNDERTAKING, POST = "associate", "undertaking", "post"
SORTS: Final[Mapping[str, Text]] = {
    ASSOCIATE: _("Rekan bisnis"),
    UNDERTAKING: _("Proyek, transaksi, atau kegiatan"),
    POST: _("Jabatan dan orangnya"),
}
EXPOSED: Final[Mapping[str, str]] = {ASSOCIATE: "associate", UNDERTAKING: "transaction", POST: "post"}
"""Under which sort the engine of risks keeps their class."""
FIRM, PERSON = "firm", "person"
FORMS: Final[Mapping[str, Text]] = {FIRM: _("Badan usaha atau lembaga"), PERSON: _("Perseorangan")}
SHORT: Final[Mapping[str, Text]] = {"low": _("Rendah"), "more_than_low": _("Di atas rendah")}
"""Classes of risk where a column already says that it is about them."""
CLAUSES: Final[Mapping[str, str]] = {ASSOCIATE: "8.2", UNDERTAKING: "8.2", POST: "7.2.2.2"}

PROCEED, CONDITIONS, REFUSE, SPARE = "proceed", "conditions", "refuse", "spare"
OUTCOMES: Final[Mapping[str, Text]] = {
    PROCEED: _("Boleh dilanjutkan"),
    CONDITIONS: _("Boleh dilanjutkan dengan syarat"),
    REFUSE: _("Tidak boleh dilanjutkan"),
    SPARE: _("Uji tuntas tidak diperlukan"),
}
OUTCOME_TONES: Final[Mapping[str, str]] = {PROCEED: "success", CONDITIONS: "warning", REFUSE: "danger", SPARE: "neutral", "": "neutral"}

SURE: Final[Mapping[str, Text]] = {
    "document": _("Pasti (dokumen dilihat)"),
    "register": _("Cukup pasti (daftar resmi)"),
    "told": _("Belum pasti (kata mereka)"),
    "unknown": _("Tidak diketahui"),
}
SURE_TONES: Final[Mapping[str, str]] = {"document": "success", "register": "success", "told": "warning", "unknown": "danger"}
UNSURE: Final = frozenset({"told", "unknown"})
WEIGHTS: Final[Mapping[str, Text]] = {"light": _("Ringan"), "serious": _("Berarti"), "grave": _("Berat")}
WEIGHT_TONES: Final[Mapping[str, str]] = {"light": "neutral", "serious": "warning", "grave": "danger"}
GRAVE: Final = "grave"

WAITING, SAME, DIFFERENT = "waiting", "same", "different"
HITS: Final[Mapping[str, Text]] = {WAITING: _("Menunggu penilaian"), SAME: _("Pihak yang sama"), DIFFERENT: _("Bukan pihak yang sama")}
HIT_TONES: Final[Mapping[str, str]] = {WAITING: "warning", SAME: "danger", DIFFERENT: "success"}
LISTS: Final[Mapping[str, Text]] = {
    "blacklist": _("Daftar hitam pengadaan (LKPP)"),
    "sanctions": _("Daftar sanksi dan pembekuan aset"),
    "own": _("Daftar perhatian instansi"),
}

MANUAL, REVETTING, HIT, OWNER = "manual", "revetting", "hit", "owner"
CAUSES: Final[Mapping[str, Text]] = {
    MANUAL: _("Keadaannya berubah"),
    REVETTING: _("Uji tuntas ulang berkala"),
    HIT: _("Kecocokan baru dengan daftar"),
    OWNER: _("Pemilik manfaat berubah"),
}

TERMINATE, SUSPEND, WITHDRAW, POSTPONE, DECLINE, STRENGTHEN = "terminate", "suspend", "withdraw", "postpone", "decline", "strengthen"
MEASURES: Final[Mapping[str, Text]] = {
    TERMINATE: _("Mengakhiri hubungan atau kegiatan"),
    SUSPEND: _("Menghentikan sementara"),
    WITHDRAW: _("Menarik diri"),
    POSTPONE: _("Menunda memulai"),
    DECLINE: _("Menolak memulai"),
    STRENGTHEN: _("Memperkuat pengendalian"),
}
RUNNING_MEASURES: Final = (TERMINATE, SUSPEND, WITHDRAW, STRENGTHEN)
NEW_MEASURES: Final = (POSTPONE, DECLINE, STRENGTHEN)
PROPOSED, AGREED, REJECTED = "proposed", "agreed", "rejected"
INADEQUACY_STATES: Final[Mapping[str, Text]] = {PROPOSED: _("Menunggu keputusan"), AGREED: _("Diputuskan"), REJECTED: _("Ditolak")}
INADEQUACY_TONES: Final[Mapping[str, str]] = {PROPOSED: "warning", AGREED: "danger", REJECTED: "neutral"}

EXAMINE, REVET = "examine", "revet"
CLOCKS: Final[Mapping[str, Text]] = {EXAMINE: _("Pemeriksaan dan keputusan"), REVET: _("Uji tuntas ulang")}
EXAMINE_WITHIN: Final = "due_diligence.examine_within"
VALID: Final[Mapping[str, str]] = {"more_than_low": "due_diligence.valid_more_than_low", "low": "due_diligence.valid_low"}
SCORE: Final = "due_diligence.name_score"
