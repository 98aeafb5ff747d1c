"""What somebody can owe, and how they can stand to it."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object

LEARN: Final = "learn"
READ: Final = "read"
SORTS: Final[dict[str, Text]] = {LEARN: _("Mengikuti pembelajaran"), READ: _("Menerima dan membaca")}

STATES: Final = ("met", "due_soon", "missing", "expired", "exempt")
MET, SOON, MISSING, EXPIRED, EXEMPT = range(5)
"""Places in STATES, and in every row of counts."""
OPEN: Final = (SOON, MISSING, EXPIRED)
LATE: Final = (MISSING, EXPIRED)
TITLES: Final[dict[str, Text]] = {
    "met": _("terpenuhi"),
    "due_soon": _("perlu dipenuhi"),
    "missing": _("belum dipenuhi"),
    "expired": _("kedaluwarsa"),
    "exempt": _("dibebaskan"),
}
TONES: Final = {"met": "success", "due_soon": "warning", "missing": "danger", "expired": "danger", "exempt": "neutral"}
