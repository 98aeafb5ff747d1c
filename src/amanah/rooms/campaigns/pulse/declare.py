"""The words in which a pulse is told: codes, with what they are called, and its limits."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

MOST_QUESTIONS: Final = 5
LEAST: Final = "pulse.least_answers"
"""The rule that says how many answers stand behind every figure that is shown."""

BEFORE, AFTER, LATER, REGULAR = "before", "after", "later", "regular"
SORTS: Final[Mapping[str, "Text"]] = {
    BEFORE: _("Sebelum"),
    AFTER: _("Sesudah"),
    LATER: _("Beberapa bulan kemudian"),
    REGULAR: _("Berkala"),
}

PLANNED, OPEN, OVER, CLOSED = "planned", "open", "over", "closed"
STANDINGS: Final[Mapping[str, "Text"]] = {
    PLANNED: _("Belum dibuka"),
    OPEN: _("Sedang dijawab"),
    OVER: _("Selesai, hasil sedang disusun"),
    CLOSED: _("Ditutup"),
}
TONES: Final[Mapping[str, str]] = {PLANNED: "neutral", OPEN: "info", OVER: "warning", CLOSED: "success"}

KNOWS, WOULD_USE = "knows_channel", "would_use"
FOLLOWED: Final = (KNOWS, WOULD_USE)
"""What is followed over all waves of the institution."""
