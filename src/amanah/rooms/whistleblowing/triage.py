"""The triage sheet: what a handler judges after the first reading.

Its questions follow ISO 37002:2021, 8.3 (assess): is it within the institution's remit, how grave, how urgent, what is missing, and is
anyone at risk. It is sealed with the report and computed from nothing: it is a person's judgement, dated and signed.
"""

from dataclasses import asdict, dataclass
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.report import Report
from amanah.kernel import canonical

ELEMENTS = (
    ("what", _("Apa yang terjadi")),
    ("who", _("Siapa yang terlibat")),
    ("when", _("Kapan")),
    ("where", _("Di mana")),
    ("how", _("Bagaimana caranya")),
    ("known", _("Dari mana pelapor tahu")),
    ("amount", _("Berapa nilainya")),
    ("files", _("Bukti terlampir")),
)
SERIOUSNESS = (
    ("low", _("Ringan: penyimpangan kecil, tanpa keuntungan pribadi")),
    ("medium", _("Sedang: merugikan orang atau layanan tertentu")),
    ("high", _("Berat: suap, pemerasan, kerugian negara, atau berulang")),
    ("gravest", _("Paling berat: melibatkan pimpinan atau jaringan")),
)
JURISDICTION = (
    ("own", _("Kewenangan instansi ini")),
    ("shared", _("Sebagian; perlu koordinasi dengan lembaga lain")),
    ("other", _("Kewenangan lembaga lain")),
)
URGENCY = (
    ("ordinary", _("Biasa")),
    ("soon", _("Segera: bukti dapat hilang atau kejadian berulang")),
    ("immediate", _("Sekarang juga: ada orang dalam bahaya")),
)
PRESSURE = (
    ("none", _("Tidak tampak tanda tekanan")),
    ("possible", _("Mungkin ada tekanan")),
    ("present", _("Ada tekanan atau ancaman")),
)


@dataclass(frozen=True)
class Sheet:
    """One filled triage sheet. `complete` names the elements of ELEMENTS that are answered."""

    complete: tuple[str, ...]
    seriousness: str
    jurisdiction: str
    urgency: str
    pressure: str
    summary: str

    def to_bytes(self) -> bytes:
        """The bytes that are sealed."""
        return canonical.encode({"form": "triage/1", **asdict(self)})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        values: dict[str, Any] = canonical.decode(data)
        values.pop("form")
        return cls(**(values | {"complete": tuple(values["complete"])}))


def answered(report: Report) -> tuple[str, ...]:
    """The elements that the reporter has written anything about: where a handler's judgement starts from."""
    found = [key for key, _title in ELEMENTS if report.answers.get(key, "").strip()]
    if report.involved and "who" not in found:
        found.append("who")
    if (report.unit or report.place) and "where" not in found:
        found.append("where")
    if report.files:
        found.append("files")
    return tuple(key for key, _title in ELEMENTS if key in found)
