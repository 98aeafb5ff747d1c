"""How a requirement stands, and what may be amiss with that: codes, with what they are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from amanah.rooms.antibribery.declare import EDITION_2016, EDITION_2025

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

INSTRUMENTS: Final[Mapping[str, str]] = {EDITION_2016: "iso-37001-2016", EDITION_2025: "iso-37001-2025"}
"""Edition → the instrument that holds its requirements."""
OTHER: Final[Mapping[str, str]] = {EDITION_2016: EDITION_2025, EDITION_2025: EDITION_2016}

OPEN, PARTLY, MET, NOT_APPLICABLE = "open", "partly", "met", "not_applicable"
STATES: Final[Mapping[str, "Text"]] = {
    OPEN: _("Belum terpenuhi"),
    PARTLY: _("Terpenuhi sebagian"),
    MET: _("Terpenuhi"),
    NOT_APPLICABLE: _("Tidak berlaku di sini"),
}
TONES: Final[Mapping[str, str]] = {OPEN: "danger", PARTLY: "warning", MET: "success", NOT_APPLICABLE: "neutral"}
CLAIMED: Final = (MET, NOT_APPLICABLE)
"""What somebody else can check."""

NO_OWNER, OWNER_LEFT, NO_EVIDENCE, STALE, COPIED, UNVERIFIED = "no_owner", "owner_left", "no_evidence", "stale", "copied", "unverified"
REASONS: Final[Mapping[str, "Text"]] = {
    OPEN: _("belum dipenuhi"),
    PARTLY: _("baru dipenuhi sebagian"),
    NO_OWNER: _("tanpa penanggung jawab"),
    OWNER_LEFT: _("penanggung jawabnya tidak lagi memegang jabatan"),
    NO_EVIDENCE: _("dinyatakan dipenuhi tanpa bukti"),
    STALE: _("buktinya sudah lewat masanya"),
    COPIED: _("kata-katanya sama dengan persyaratan lain"),
    UNVERIFIED: _("belum diperiksa orang lain"),
}
BLOCKING: Final = frozenset({OPEN, PARTLY, NO_OWNER, OWNER_LEFT, NO_EVIDENCE, STALE})
"""What keeps a requirement from counting as ready; the other reasons are told beside it."""

CARRIES, WANTING, CHANGED, NEW, DONE = "carries", "wanting", "changed", "new", "done"
GAPS: Final[Mapping[str, "Text"]] = {
    CARRIES: _("Terbawa"),
    DONE: _("Sudah dijawab untuk 2025"),
    CHANGED: _("Berubah, perlu dilihat ulang"),
    NEW: _("Baru di edisi 2025"),
    WANTING: _("Sama, tetapi belum dipenuhi"),
}
"""What a requirement of the 2025 edition is to the answers of the 2016 edition, the finished ones first."""
FINISHED: Final = (CARRIES, DONE)
GAP_TONES: Final[Mapping[str, str]] = {CARRIES: "success", DONE: "success", CHANGED: "warning", NEW: "info", WANTING: "danger"}

ACTS: Final[Mapping[str, "Text"]] = {
    "answered": _("Dijawab"),
    "verified": _("Diperiksa dan dibenarkan"),
    "returned": _("Diperiksa dan dikembalikan"),
}
DOCUMENTED: Final[Mapping[str, "Text"]] = {
    "I": _("tersirat, biasanya ditanyakan auditor"),
    "A": _("dokumen yang harus tersedia"),
    "M": _("rekaman yang harus disimpan"),
}
NEWS: Final[Mapping[str, "Text"]] = {
    "moved": _("pindah nomor dari edisi 2016"),
    "changed": _("berubah dari edisi 2016"),
    "new": _("baru di edisi 2025"),
}
EVIDENCE_WITHIN: Final = "smap.evidence_within"
"""How far back evidence may lie."""
OF_THE_FUNCTION: Final = ("5.3.2", "9.4")
"""The clauses that are about the anti-bribery function itself: whoever carries it never checks them."""
RELATIONS: Final[Mapping[str, "Text"]] = {
    "equal": _("sama dengan"),
    "part of": _("bagian dari"),
    "contains": _("mencakup"),
    "overlaps": _("bersinggungan dengan"),
}
