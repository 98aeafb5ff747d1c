"""The words in which a risk indicator is told: codes, with what they are called."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

HIGHER, LOWER = "higher", "lower"
DIRECTIONS: Final[Mapping[str, "Text"]] = {HIGHER: _("Makin tinggi makin berisiko"), LOWER: _("Makin rendah makin berisiko")}
HAND, CSV, REDFLAGS = "hand", "csv", "redflags"
SOURCES: Final[Mapping[str, "Text"]] = {
    HAND: _("Diisi dengan tangan"),
    CSV: _("Berkas CSV atau XLSX"),
    REDFLAGS: _("Hasil pemindaian indikasi"),
}
HITS, SHARE = "hits", "share"
MEASURES: Final[Mapping[str, "Text"]] = {
    HITS: _("Jumlah temuan"),
    SHARE: _("Temuan per 100 yang dapat dinilai"),
}
STATES: Final[Mapping[str, "Text"]] = {"active": _("Dipantau"), "retired": _("Tidak dipantau lagi")}

GREEN, AMBER, RED = "green", "amber", "red"
LEVELS: Final[Mapping[str, "Text"]] = {GREEN: _("Aman"), AMBER: _("Waspada"), RED: _("Melewati ambang")}
TONES: Final[Mapping[str, str]] = {"": "neutral", GREEN: "success", AMBER: "warning", RED: "danger"}
UNREAD: Final = _("Belum ada nilai")

READ_WITHIN: Final = "controls.reading_within"
"""The rule that says when the value of a period is owed."""

ACTS: Final[Mapping[str, "Text"]] = {
    "entered": _("Indikator dicatat"),
    "changed": _("Indikator diubah"),
    "retired": _("Indikator tidak dipantau lagi"),
    "restored": _("Indikator dipantau lagi"),
    "watched": _("Dikaitkan dengan risiko"),
    "unwatched": _("Dilepas dari risiko"),
    "cleared": _("Tanda pada risiko dicabut"),
}


def level_title(level: str) -> "Text":
    """A level in words; "" where nothing was read yet."""
    return LEVELS.get(level, UNREAD)


def level_of(value: Decimal, direction: str, amber: Decimal, red: Decimal) -> str:
    """On which level a value stands; each threshold belongs to the graver side."""
    if direction == LOWER:
        return RED if value <= red else AMBER if value <= amber else GREEN
    return RED if value >= red else AMBER if value >= amber else GREEN


def in_order(direction: str, amber: Decimal, red: Decimal) -> bool:
    """Whether amber comes before red in that direction."""
    return amber >= red if direction == LOWER else amber <= red
