"""The three questions about the handling, and what may be answered. Figures depend on the codes: add, never rename."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

QUESTIONS: Final[Mapping[str, Any]] = {
    "heard": _("Apakah laporan Anda ditanggapi dengan sungguh-sungguh?"),
    "informed": _("Apakah Anda mendapat kabar yang jelas dan pada waktunya?"),
    "safe": _("Apakah Anda merasa aman selama laporan ditangani?"),
}
ANSWERS: Final[Mapping[str, Any]] = {
    "yes": _("Ya"),
    "partly": _("Sebagian"),
    "no": _("Tidak"),
    "skip": _("Tidak menjawab"),
}
SKIP: Final = "skip"
