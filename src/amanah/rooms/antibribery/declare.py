"""The words in which a scope is told: codes, with what they are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

EDITION_2016, EDITION_2025 = "2016", "2025"
BOTH = "both"
EDITIONS: Final[Mapping[str, "Text"]] = {
    EDITION_2025: _("ISO 37001:2025"),
    EDITION_2016: _("SNI ISO 37001:2016"),
    BOTH: _("Kedua edisi (masa peralihan)"),
}
"""Which editions a scope is run by. `both` is the way over."""

ACTIVE, CLOSED = "active", "closed"
STATES: Final[Mapping[str, "Text"]] = {ACTIVE: _("Berlaku"), CLOSED: _("Ditutup")}

INTERNAL, EXTERNAL, PARTY, PROCESS, SITE = "internal", "external", "party", "process", "site"
SORTS: Final[Mapping[str, "Text"]] = {
    INTERNAL: _("Isu internal"),
    EXTERNAL: _("Isu eksternal"),
    PARTY: _("Pihak berkepentingan"),
    PROCESS: _("Proses"),
    SITE: _("Lokasi"),
}
WORDS_OF: Final[Mapping[str, "Text"]] = {
    INTERNAL: _("Apa artinya bagi pengendalian penyuapan?"),
    EXTERNAL: _("Apa artinya bagi pengendalian penyuapan?"),
    PARTY: _("Apa yang mereka butuhkan atau syaratkan?"),
    PROCESS: _("Apa yang dilakukan dan diputuskan di dalamnya?"),
    SITE: _("Alamat, dan apa yang dikerjakan di sana"),
}
"""What is asked of an entry beside its name."""

PROPOSED, DECIDED, REJECTED, DONE = "proposed", "decided", "rejected", "done"
CHANGE_STATES: Final[Mapping[str, "Text"]] = {
    PROPOSED: _("Menunggu keputusan"),
    DECIDED: _("Diputuskan, boleh dimulai"),
    REJECTED: _("Ditolak"),
    DONE: _("Selesai dan dinilai"),
}
CHANGE_TONES: Final[Mapping[str, str]] = {PROPOSED: "warning", DECIDED: "info", REJECTED: "neutral", DONE: "success"}

ACTS: Final[Mapping[str, "Text"]] = {
    "opened": _("Ruang lingkup dibuat"),
    "changed": _("Ruang lingkup diubah"),
    "stated": _("Pernyataan ruang lingkup ditetapkan"),
    "appointed": _("FKAP ditetapkan"),
    "added": _("Dicatat"),
    "ended": _("Diakhiri"),
    "climate": _("Keputusan tentang perubahan iklim"),
    "transition": _("Tanggal peralihan dicatat"),
    "change_proposed": _("Perubahan diusulkan"),
    "change_decided": _("Perubahan disetujui"),
    "change_rejected": _("Perubahan ditolak"),
    "change_done": _("Perubahan selesai dan dinilai"),
    "report_drafted": _("Laporan FKAP disusun"),
    "report_issued": _("Laporan FKAP disampaikan"),
    "closed": _("Ruang lingkup ditutup"),
}

REPORT_WITHIN = "smap.function_report_within"
"""How long after the period of one report the next is due."""
REVIEW_WITHIN = "smap.scope_review_within"
"""How long after it was last stated the scope is looked at again."""
