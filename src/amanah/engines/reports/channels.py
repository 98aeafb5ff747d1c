"""The channels that every kind of report has: what goes to and fro between reporter and staff, and what staff keep to themselves."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

FROM_REPORTER: Final = "reporter_in"
TO_REPORTER: Final = "reporter_out"
FROM_OUTSIDE: Final = "outside_out"
FEEDBACK: Final = "feedback"
CLOSING: Final = "closing"
READ_BY_REPORTER: Final = (FROM_REPORTER, TO_REPORTER, FROM_OUTSIDE, FEEDBACK, CLOSING)
"""The channels that the mailbox opens; everything else is among staff."""

CHANNELS: Final[Mapping[str, Any]] = {
    FROM_REPORTER: _("Pesan dari pelapor"),
    TO_REPORTER: _("Pesan kepada pelapor"),
    FEEDBACK: _("Umpan balik kepada pelapor"),
    CLOSING: _("Surat penutup"),
    "note": _("Catatan"),
    "evidence": _("Bukti dari petugas"),
    "outcome": _("Uraian hasil"),
    "hold": _("Penahanan dari pemusnahan"),
}
"""What a kind of report declares at least."""

ASK: Final = "request_information"
RESUME: Final = "resume"
"""The moves by which a case waits for its reporter and goes on again, where its kind has them."""
