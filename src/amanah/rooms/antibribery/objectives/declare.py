"""The words in which policy, objectives and measures are told: codes, with what they are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from amanah.engines.measures import DOWN, UP
from amanah.engines.risks.indicators import periods

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

DIRECTIONS: Final[Mapping[str, "Text"]] = {UP: _("makin besar makin baik"), DOWN: _("makin kecil makin baik")}

PROGRESS_WITHIN, BEHIND_FROM = "smap_objectives.progress_within", "smap_objectives.behind_from"
EVALUATED_WITHIN = "smap_objectives.evaluated_within"
READ_WITHIN, ANALYSED_WITHIN = "smap_objectives.read_within", "smap_objectives.analysed_within"
PROVISIONS: Final = (PROGRESS_WITHIN, BEHIND_FROM, EVALUATED_WITHIN, READ_WITHIN, ANALYSED_WITHIN)

ON_TRACK, BEHIND, REACHED, MISSED, DROPPED = "on_track", "behind", "reached", "missed", "dropped"
STATES: Final[Mapping[str, "Text"]] = {
    ON_TRACK: _("Di jalurnya"),
    BEHIND: _("Tertinggal"),
    REACHED: _("Tercapai"),
    MISSED: _("Tidak tercapai"),
    DROPPED: _("Dihentikan"),
}
TONES: Final[Mapping[str, str]] = {ON_TRACK: "info", BEHIND: "warning", REACHED: "success", MISSED: "danger", DROPPED: "neutral"}
SILENT, SHORT = "silent", "short"
WHY_BEHIND: Final[Mapping[str, "Text"]] = {
    SILENT: _("kemajuannya terlalu lama tidak dicatat"),
    SHORT: _("lebih jauh dari target daripada yang diharapkan pada hari itu"),
}

FREQUENCIES: Final[Mapping[str, "Text"]] = {key: title for key, title in periods.FREQUENCIES.items() if key != periods.WEEKLY}
SHARE, NUMBER = "share", "number"
FORMS: Final[Mapping[str, "Text"]] = {SHARE: _("bagian: berapa dari berapa, dalam persen"), NUMBER: _("satu angka")}

GREEN, AMBER, RED, NOTHING = "green", "amber", "red", "nothing"
COLOURS: Final[Mapping[str, "Text"]] = {
    GREEN: _("hijau"),
    AMBER: _("kuning"),
    RED: _("merah"),
    NOTHING: _("tidak ada yang diukur"),
}
COLOUR_TONES: Final[Mapping[str, str]] = {GREEN: "success", AMBER: "warning", RED: "danger", NOTHING: "neutral"}
RUNNING, ENDED = "running", "ended"
MEASURE_STATES: Final[Mapping[str, "Text"]] = {RUNNING: _("Dipantau"), ENDED: _("Tidak dipantau lagi")}

MET, PARTLY, WANTING = "met", "partly", "wanting"
VERDICTS: Final[Mapping[str, "Text"]] = {
    MET: _("Tertulis di dalamnya"),
    PARTLY: _("Tertulis sebagian"),
    WANTING: _("Tidak tertulis di dalamnya"),
}
VERDICT_TONES: Final[Mapping[str, str]] = {MET: "success", PARTLY: "warning", WANTING: "danger"}
JUDGED, APPROVED, RETURNED = "judged", "approved", "returned"
JUDGEMENTS: Final[Mapping[str, "Text"]] = {
    JUDGED: _("menunggu persetujuan orang lain"),
    APPROVED: _("disetujui orang lain"),
    RETURNED: _("dikembalikan"),
}
PUBLIC, INSIDE, ASSOCIATES = "public", "inside", "associates"
PLACES: Final[Mapping[str, "Text"]] = {
    PUBLIC: _("Untuk umum"),
    INSIDE: _("Di dalam instansi"),
    ASSOCIATES: _("Untuk rekan bisnis"),
}

ACTS: Final[Mapping[str, "Text"]] = {
    "chosen": _("Kebijakan ditetapkan untuk ruang lingkup ini"),
    "replaced": _("Dokumen kebijakan diganti"),
    "judged": _("Unsur kebijakan dinilai"),
    "approved": _("Penilaian disetujui"),
    "returned": _("Penilaian dikembalikan"),
    "published": _("Tempat kebijakan dicatat"),
    "unpublished": _("Tempat kebijakan berakhir"),
    "set": _("Sasaran ditetapkan"),
    "progress": _("Kemajuan dicatat"),
    "revised": _("Sasaran diubah"),
    "handed": _("Penanggung jawab sasaran diganti"),
    "given": _("Langkah ditetapkan sebagai tindak lanjut"),
    "dropped": _("Sasaran dihentikan"),
    "evaluated": _("Sasaran dievaluasi"),
    "planned": _("Ukuran masuk rencana pemantauan"),
    "bounded": _("Batas atau orang diubah"),
    "read": _("Ukuran dibaca"),
    "analysed": _("Pembacaan dianalisis"),
    "ended": _("Ukuran tidak dipantau lagi"),
}
