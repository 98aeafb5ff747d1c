"""The working papers of an inquiry, after the steps of ISO/TS 37008:2023: what each holds, how it can stand, and when it may be written.

The words of a paper are sealed; its kind, its state and its days are not. `values` are strings, whole numbers and lists of these.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.kernel import canonical

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FORM = "inquiry/1"
CHANNEL = "inquiry"
"""The channel of the case's entries, and the prefix of the sealed fields, that papers are kept in."""
INQUIRING = frozenset({"triaged", "investigation"})
"""Where papers of the inquiry are written."""
AND_AFTER = INQUIRING | {"concluded"}
"""What goes on when the outcome stands: loss comes back later, recommendations are carried out later."""

WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Stand:
    """One way in which a paper can stand; `tone` is how the components show it."""

    key: str
    title: "StrOrPromise"
    tone: str = "neutral"


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper. `about` says whether it belongs to an allegation: "" no, "may", or "must"."""

    key: str
    title: "StrOrPromise"
    stands: tuple[Stand, ...]
    about: str = ""
    single: bool = False
    when: frozenset[str] = INQUIRING

    def stand(self, key: str) -> Stand:
        """The stand of that key; a withdrawn paper says so."""
        return next((stand for stand in self.stands if stand.key == key), _WITHDRAWN)


_WITHDRAWN = Stand(WITHDRAWN, _("Ditarik"), "neutral")
_KEPT = (Stand("kept", _("Tersimpan")),)

PROVEN, PARTLY, UNPROVEN, UNDETERMINED = "proven", "partly", "unproven", "undetermined"

KINDS = {
    kind.key: kind
    for kind in (
        PaperKind("scope", _("Ruang lingkup dan rencana"), _KEPT, single=True),
        PaperKind("allegation", _("Dugaan"), (Stand("open", _("Diperiksa"), "info"),)),
        PaperKind(
            "hypothesis",
            _("Hipotesis"),
            (
                Stand("open", _("Belum diuji"), "info"),
                Stand("supported", _("Didukung bukti"), "success"),
                Stand("refuted", _("Terbantah"), "warning"),
                Stand("untestable", _("Tidak dapat diuji"), "neutral"),
            ),
            about="may",
        ),
        PaperKind(
            "interview",
            _("Wawancara"),
            (
                Stand("planned", _("Direncanakan"), "info"),
                Stand("invited", _("Diundang"), "info"),
                Stand("held", _("Terlaksana"), "success"),
                Stand("declined", _("Menolak hadir"), "warning"),
                Stand("no_show", _("Tidak hadir"), "warning"),
            ),
        ),
        PaperKind(
            "weight",
            _("Bobot bukti"),
            (
                Stand("supports", _("Mendukung"), "success"),
                Stand("contradicts", _("Membantah"), "warning"),
                Stand("neutral", _("Netral"), "neutral"),
            ),
            about="must",
        ),
        PaperKind(
            "finding",
            _("Temuan"),
            (
                Stand(PROVEN, _("Terbukti"), "warning"),
                Stand(PARTLY, _("Sebagian terbukti"), "warning"),
                Stand(UNPROVEN, _("Tidak terbukti"), "success"),
                Stand(UNDETERMINED, _("Tidak dapat ditentukan"), "neutral"),
            ),
            about="must",
        ),
        PaperKind("loss", _("Kerugian"), _KEPT, about="may", when=AND_AFTER),
        PaperKind("recovery", _("Pemulihan kerugian"), _KEPT, about="may", when=AND_AFTER),
        PaperKind(
            "recommendation",
            _("Rekomendasi"),
            (Stand("open", _("Belum ditindaklanjuti"), "info"), Stand("acted", _("Ada tindak lanjut"), "success")),
            about="may",
            when=AND_AFTER,
        ),
        PaperKind("conclusion", _("Simpulan laporan"), _KEPT, single=True, when=AND_AFTER),
        PaperKind("masked", _("Versi tersamar"), _KEPT, when=AND_AFTER),
    )
}

STANDARDS = {
    "balance": _("Lebih mungkin terjadi daripada tidak (keseimbangan bukti)"),
    "convincing": _("Jelas dan meyakinkan"),
}
"""The standard of proof that a finding is measured by; which one applies is the institution's to decide and to state."""


@dataclass(frozen=True)
class Sealed:
    """The content of a paper's sealed field: which paper, and its words."""

    paper: UUID
    kind: str
    values: Mapping[str, Any] = field(repr=False)

    def to_bytes(self) -> bytes:
        """The bytes that are sealed."""
        return canonical.encode({"form": FORM, "paper": str(self.paper), "kind": self.kind, "values": dict(self.values)})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        read = canonical.decode(data)
        return cls(UUID(read["paper"]), read["kind"], read["values"])

    @property
    def words(self) -> str:
        """Everything that is text in it, for a search in memory."""
        return "\n".join(_texts(self.values))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        value = list(value.values())
    return [text for item in value for text in _texts(item)] if isinstance(value, list | tuple) else []
