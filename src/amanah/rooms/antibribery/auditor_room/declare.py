"""How visits and requests stand, and what can be done: codes, with what they are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from amanah.rooms.antibribery.certification.declare import VISITS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

OPEN, ENDED = "open", "ended"
STATES: Final[Mapping[str, "Text"]] = {OPEN: _("Terbuka"), ENDED: _("Ditutup")}
TONES: Final[Mapping[str, str]] = {OPEN: "success", ENDED: "neutral"}
OTHER: Final = "other"
KINDS: Final[Mapping[str, "Text"]] = {**VISITS, OTHER: _("Kunjungan lain")}
"""For which audit the body comes."""

ASKED, ANSWERED, ACCEPTED = "asked", "answered", "accepted"
REQUEST_STATES: Final[Mapping[str, "Text"]] = {
    ASKED: _("Menunggu jawaban instansi"),
    ANSWERED: _("Menunggu auditor menilai jawabannya"),
    ACCEPTED: _("Diterima"),
}
REQUEST_TONES: Final[Mapping[str, str]] = {ASKED: "warning", ANSWERED: "info", ACCEPTED: "success"}
WAITING: Final = (ASKED, ANSWERED)

EVIDENCE, QUESTION = "evidence", "question"
SORTS: Final[Mapping[str, "Text"]] = {EVIDENCE: _("Permintaan bukti"), QUESTION: _("Pertanyaan")}

AGAIN = "again"
LOOKED, DOWNLOADED, PACKED = "looked", "downloaded", "packed"
ACTS: Final[Mapping[str, "Text"]] = {
    "opened": _("Kunjungan dibuka"),
    "seated": _("Akses auditor dibuat"),
    "linked": _("Tautan masuk dibuat"),
    "prolonged": _("Akses diperpanjang"),
    "left": _("Akses auditor diakhiri"),
    "ended": _("Kunjungan ditutup"),
    "expired": _("Kunjungan berakhir pada hari terakhirnya"),
    ASKED: _("Diminta"),
    ANSWERED: _("Dijawab"),
    AGAIN: _("Diminta lagi"),
    ACCEPTED: _("Jawaban diterima"),
    LOOKED: _("Dibuka"),
    DOWNLOADED: _("Diunduh"),
    PACKED: _("Paket bukti diunduh"),
}
TALK: Final[Mapping[str, str]] = {ASKED: ASKED, ANSWERED: ANSWERED, AGAIN: ASKED, ACCEPTED: ACCEPTED}
"""What is said of a request, and how it stands after that."""
LOGGED: Final = (LOOKED, DOWNLOADED, PACKED)
"""What the auditors opened and took away: the log that the institution reads."""
