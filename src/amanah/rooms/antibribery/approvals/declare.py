"""The words of approvals: what is given, who decides, how decisions are delegated, and what associates commit themselves to."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

APPROVAL, DELEGATION, COMMITMENT = "approval", "delegation", "associate_commitment"
"""The kinds of record, as references and the ledger name them."""

DONATION, SPONSORSHIP, HOSPITALITY, PROMOTION, GIFT, TRAVEL = "donation", "sponsorship", "hospitality", "promotion", "gift", "travel"
KINDS: Final[Mapping[str, "Text"]] = {
    HOSPITALITY: _("Jamuan"),
    GIFT: _("Hadiah atau cendera mata"),
    PROMOTION: _("Biaya promosi"),
    TRAVEL: _("Perjalanan atau penginapan"),
    DONATION: _("Sumbangan"),
    SPONSORSHIP: _("Sponsor"),
}
PERSONAL: Final = frozenset({HOSPITALITY, GIFT, PROMOTION, TRAVEL})
"""What somebody enjoys in person; it is measured per head."""

OFFICIAL, AGENCY, ASSOCIATE, COMMUNITY, OTHER = "official", "agency", "associate", "community", "other"
RECIPIENTS: Final[Mapping[str, "Text"]] = {
    OFFICIAL: _("Pejabat atau pegawai publik"),
    AGENCY: _("Instansi pemerintah"),
    ASSOCIATE: _("Rekan bisnis"),
    COMMUNITY: _("Organisasi nirlaba atau masyarakat"),
    OTHER: _("Pihak lain"),
}
NO_DECISION, OURS, THEIRS = "none", "ours", "theirs"
PENDING: Final[Mapping[str, "Text"]] = {
    NO_DECISION: _("Tidak ada"),
    OURS: _("Ada: instansi sedang memutuskan sesuatu tentang penerima"),
    THEIRS: _("Ada: penerima sedang memutuskan sesuatu tentang instansi"),
}


class Side(StrEnum):
    """Whose signature a request needs."""

    HEAD = "head"
    FUNCTION = "function"
    TOP = "top"


SIDES: Final[Mapping[str, "Text"]] = {
    Side.HEAD: _("Kepala unit"),
    Side.FUNCTION: _("FKAP"),
    Side.TOP: _("Manajemen puncak"),
}
LOW, MIDDLE, HIGH = "low", "middle", "high"
SIGNED_BY: Final[Mapping[str, tuple[Side, ...]]] = {
    LOW: (Side.HEAD,),
    MIDDLE: (Side.HEAD, Side.FUNCTION),
    HIGH: (Side.FUNCTION, Side.TOP),
}
"""Who signs, in order; the last one decides. No two of them are one person, and none of them asked or takes part."""

CEILING, YEARLY, CASH, UNDECIDED = "ceiling", "yearly", "cash", "pending"
BARS: Final[Mapping[str, "Text"]] = {
    CEILING: _("Nilai per orang melampaui batas tertinggi"),
    YEARLY: _("Jumlah setahun kepada penerima ini melampaui batas tertinggi"),
    CASH: _("Uang, voucher, atau sejenisnya tidak diberikan kepada perseorangan"),
    UNDECIDED: _("Penerima adalah pejabat publik, dan masih ada keputusan di antara penerima dan instansi"),
}
"""Why a rule leaves nothing but refusal, whoever decides."""

HEAD_UP_TO, FUNCTION_UP_TO = "smap_approvals.head_up_to", "smap_approvals.function_up_to"
PERSON_CEILING, OFFICIAL_CEILING = "smap_approvals.per_person_ceiling", "smap_approvals.official_ceiling"
YEARLY_CEILING, SUMMED_OVER = "smap_approvals.yearly_ceiling", "smap_approvals.summed_over"
REPORT_WITHIN, CONFIRM_WITHIN = "smap_approvals.report_within", "smap_approvals.confirm_within"
ENDS_SOON = "smap_approvals.commitment_alert"
PROVISIONS: Final = (
    HEAD_UP_TO,
    FUNCTION_UP_TO,
    PERSON_CEILING,
    OFFICIAL_CEILING,
    YEARLY_CEILING,
    SUMMED_OVER,
    REPORT_WITHIN,
    CONFIRM_WITHIN,
)

ASKED, SEEN, APPROVED, REJECTED, WITHDRAWN, REPORTED = "asked", "seen", "approved", "rejected", "withdrawn", "reported"
STATES: Final[Mapping[str, "Text"]] = {
    ASKED: _("Menunggu keputusan"),
    SEEN: _("Disetujui pada tahap pertama"),
    APPROVED: _("Disetujui, belum dilaporkan"),
    REJECTED: _("Tidak disetujui"),
    WITHDRAWN: _("Ditarik pengusul"),
    REPORTED: _("Sudah dilaporkan"),
}
TONES: Final[Mapping[str, str]] = {
    ASKED: "warning",
    SEEN: "warning",
    APPROVED: "info",
    REJECTED: "danger",
    WITHDRAWN: "neutral",
    REPORTED: "success",
}
OPEN: Final = (ASKED, SEEN)
COUNTED: Final = (ASKED, SEEN, APPROVED, REPORTED)
"""What adds up against one recipient: also what is still waiting, so that nothing is split."""

ACTIVE, RECALLED = "active", "recalled"
STANDINGS: Final[Mapping[str, "Text"]] = {
    "decides": _("Dapat memutuskan"),
    "instead": _("Dialihkan karena konflik kepentingan"),
    "unconfirmed": _("Pernyataan belum diperbarui"),
    "expired": _("Masa pendelegasian habis"),
    "future": _("Belum mulai"),
    RECALLED: _("Dicabut"),
}
STANDING_TONES: Final[Mapping[str, str]] = {
    "decides": "success",
    "instead": "warning",
    "unconfirmed": "danger",
    "expired": "danger",
    "future": "neutral",
    RECALLED: "neutral",
}

WANTED, GIVEN, REFUSED = "wanted", "given", "refused"
COMMITMENT_STATES: Final[Mapping[str, "Text"]] = {
    WANTED: _("Diminta, belum dijawab"),
    GIVEN: _("Komitmen diberikan"),
    REFUSED: _("Menolak memberi komitmen"),
}
COMMITMENT_TONES: Final[Mapping[str, str]] = {WANTED: "warning", GIVEN: "success", REFUSED: "danger"}

ACTS: Final[Mapping[str, "Text"]] = {
    "asked": _("Izin memberi diminta"),
    "signed": _("Disetujui pada tahap pertama"),
    "approved": _("Pemberian disetujui"),
    "rejected": _("Pemberian tidak disetujui"),
    "withdrawn": _("Permintaan ditarik"),
    "reported": _("Pemberian dilaporkan"),
    "delegated": _("Keputusan didelegasikan"),
    "confirmed": _("Dinyatakan tanpa konflik kepentingan"),
    "conflicted": _("Konflik kepentingan dinyatakan, keputusan dialihkan"),
    "asked_anew": _("Pernyataan diminta lagi"),
    "recalled": _("Pendelegasian dicabut"),
    "wanted": _("Komitmen diminta"),
    "given": _("Komitmen diberikan"),
    "refused": _("Komitmen ditolak"),
    "renewed": _("Komitmen diminta lagi"),
    "runs_out": _("Komitmen akan berakhir"),
    "ran_out": _("Komitmen berakhir"),
}
ACT_TONES: Final[Mapping[str, str]] = {
    "approved": "success",
    "rejected": "danger",
    "reported": "success",
    "confirmed": "success",
    "conflicted": "warning",
    "given": "success",
    "refused": "danger",
    "runs_out": "warning",
    "ran_out": "danger",
}
