"""How a review stands, what may be done with it, and what each body has to be told (9.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from amanah.engines import contributions as topics

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object

TOP, GOVERNING, WHOLE = "top", "governing", "both"
KINDS: Final[Mapping[str, Text]] = {
    TOP: _("Tinjauan manajemen puncak"),
    GOVERNING: _("Tinjauan dewan pengarah"),
    WHOLE: _("Tinjauan manajemen puncak, sekaligus dewan pengarah"),
}
"""`both`: where no body stands above top management, one review carries both duties."""

_EDITIONS = ("2016", "2025")
CLAUSES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    TOP: {"2016": ("9.3.1",), "2025": ("9.3.1", "9.3.2", "9.3.3")},
    GOVERNING: {"2016": ("9.3.2",), "2025": ("9.3.4",)},
    WHOLE: {"2016": ("9.3.1", "9.3.2"), "2025": ("9.3.1", "9.3.2", "9.3.3", "9.3.4")},
}
"""Which clauses a review carries out, by edition; what is not verified of their numbers the catalogue says."""


@dataclass(frozen=True)
class State:
    """Where a review can stand."""

    key: str
    title: Text
    tone: str


PLANNED, FROZEN, HELD, APPROVED, CLOSED, CANCELLED = "planned", "frozen", "held", "approved", "closed", "cancelled"
STATES: Final[Mapping[str, State]] = {
    one.key: one
    for one in (
        State(PLANNED, _("Direncanakan"), "neutral"),
        State(FROZEN, _("Bahan dibekukan"), "info"),
        State(HELD, _("Sudah diadakan, notula disusun"), "warning"),
        State(APPROVED, _("Notula disetujui"), "success"),
        State(CLOSED, _("Selesai, semua keputusan dilaksanakan"), "success"),
        State(CANCELLED, _("Dibatalkan"), "neutral"),
    )
}
AHEAD = (PLANNED, FROZEN)
"""Before the meeting: one of a kind and a scope at a time."""
RUNNING = (PLANNED, FROZEN, HELD)
TOLD = (APPROVED, CLOSED)
"""Its minutes stand for good."""

ACTS: Final[Mapping[str, Text]] = {
    "planned": _("Tinjauan direncanakan"),
    "moved": _("Rencana diubah"),
    "commented": _("Catatan FKAP atas bahan ditulis"),
    "frozen": _("Bahan tinjauan dibekukan"),
    "held": _("Tinjauan diadakan"),
    "minuted": _("Notula ditulis"),
    "decided": _("Keputusan dicatat"),
    "submitted": _("Notula diserahkan kepada ketua"),
    "returned": _("Notula dikembalikan ketua"),
    "approved": _("Notula disetujui ketua"),
    "closed": _("Tinjauan ditutup"),
    "cancelled": _("Tinjauan dibatalkan"),
}

IMPROVEMENT, CHANGE, RESOURCES = "improvement", "change", "resources"
SORTS: Final[Mapping[str, Text]] = {
    IMPROVEMENT: _("Peluang perbaikan"),
    CHANGE: _("Perubahan sistem"),
    RESOURCES: _("Sumber daya"),
}
"""What a decision is about."""

YES, PARTLY, NO = "yes", "partly", "no"
VERDICTS: Final[Mapping[str, Text]] = {YES: _("ya"), PARTLY: _("sebagian"), NO: _("tidak")}
JUDGED: Final[Mapping[str, Text]] = {
    "suitable": _("Masih sesuai dengan organisasi dan konteksnya"),
    "adequate": _("Memadai untuk risiko penyuapan yang dihadapi"),
    "effective": _("Efektif: bekerja seperti yang dimaksudkan"),
}
"""The three questions that every review answers."""

PACK, MINUTES = "pack", "minutes"
PAPERS: Final = (PACK, MINUTES)


@dataclass(frozen=True)
class Ask:
    """One input: in which requirement of each edition it stands ("" where that edition does not ask for it), and what speaks to it.

    `own` names what is read from the scope's own records; `topics` are answered by other parts. `house`: the standard's list of
    inputs does not name it, but a decision that it asks for needs it.
    """

    key: str
    title: Text
    at: Mapping[str, str]
    kinds: tuple[str, ...] = (TOP, WHOLE)
    own: str = ""
    topics: tuple[str, ...] = field(default_factory=tuple)
    house: bool = False


def _at(old: str, new: str) -> dict[str, str]:
    return dict(zip(_EDITIONS, (old, new), strict=True))


ASKS: Final = (
    Ask("previous", _("Keputusan tinjauan sebelumnya"), _at("9.3.1-b", "9.3.2-a"), own="previous", topics=(topics.ACTIONS,)),
    Ask("changes", _("Perubahan isu internal dan eksternal"), _at("9.3.1-c", "9.3.2-b"), topics=(topics.CHANGES,)),
    Ask("parties", _("Kebutuhan dan harapan pihak berkepentingan"), _at("", "9.3.2-c"), own="parties"),
    Ask(
        "nonconformities",
        _("Ketidaksesuaian dan tindakan korektif"),
        _at("9.3.1-d", "9.3.2-d"),
        topics=(topics.NONCONFORMITIES,),
    ),
    Ask(
        "measures",
        _("Hasil pemantauan, pengukuran, dan sasaran"),
        _at("9.3.1-e", "9.3.2-e"),
        topics=(topics.MEASURES, topics.OBJECTIVES, topics.APPROVALS, topics.LEARNING, topics.CULTURE),
    ),
    Ask("audits", _("Hasil audit internal dan sertifikasi"), _at("9.3.1-f", "9.3.2-f"), topics=(topics.AUDITS, topics.CERTIFICATION)),
    Ask("concerns", _("Laporan suap dan hasil penyelidikan"), _at("9.3.1-g", "9.3.2-g"), topics=(topics.CONCERNS, topics.STATEMENTS)),
    Ask("risks", _("Sifat dan besarnya risiko suap"), _at("9.3.1-h", "9.3.2-h"), topics=(topics.RISKS, topics.DUE_DILIGENCE)),
    Ask("treatments", _("Keefektifan tindakan atas risiko"), _at("9.3.1-i", "9.3.2-i"), topics=(topics.TREATMENTS,)),
    Ask("improvement", _("Peluang perbaikan berkelanjutan"), _at("9.3.1-j", "9.3.2-j"), topics=(topics.IMPROVEMENT,)),
    Ask("function", _("Penilaian FKAP"), _at("9.4-c", "9.4-c"), (TOP, GOVERNING, WHOLE), own="function"),
    Ask("resources", _("Kecukupan sumber daya"), _at("7.1-a", "7.1-a"), topics=(topics.RESOURCES,), house=True),
    Ask("earlier", _("Keputusan dewan pengarah sebelumnya"), _at("9.3.2-b", "9.3.4-b"), (GOVERNING,), own="previous"),
    Ask("management", _("Hasil tinjauan manajemen puncak"), _at("9.3.1-l", "9.3.3-b"), (GOVERNING,), own="management"),
    Ask(
        "others",
        _("Keterangan lain untuk dewan pengarah"),
        _at("9.3.2-b", "9.3.4-b"),
        (GOVERNING,),
        topics=(topics.CONCERNS, topics.RISKS, topics.AUDITS, topics.NONCONFORMITIES, topics.OBJECTIVES, topics.CERTIFICATION),
    ),
)
_FIRST = ("previous", "earlier", "management")


def asks_of(kind: str, editions: tuple[str, ...]) -> tuple[Ask, ...]:
    """The inputs of a review of this kind under these editions, what became of earlier decisions first."""
    found = [one for one in ASKS if kind in one.kinds and any(one.at[edition] for edition in editions)]
    return tuple(sorted(found, key=lambda one: _FIRST.index(one.key) if one.key in _FIRST else len(_FIRST)))


EVERY, FIRST_YEAR, GOVERNING_EVERY = "smap.management_review_within", "smap.management_review_first_within", "smap.governing_review_within"
"""How long after the last review the next of its kind is due: top management's, the first two of a scope, the governing body's."""
