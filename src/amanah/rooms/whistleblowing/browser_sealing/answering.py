"""What the scripts of these pages are answered: JSON, and for every failure a sentence that says what happened to the words."""

import base64
import json
import secrets
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.intake.padding import BUCKETS
from amanah.engines.reports.services.filing import AlreadyFiled, NoRecipient
from amanah.foundation.evidence.errors import EvidenceError, NotThere
from amanah.foundation.evidence.errors import Refused as NotTaken
from amanah.foundation.vault.errors import LocatorTaken
from amanah.rooms.whistleblowing.services.browser_filing import KeysChanged, Misshapen
from amanah.rooms.whistleblowing.services.browser_mailbox import Taken
from amanah.rooms.whistleblowing.services.browser_tickets import TicketRefused

View = Callable[..., HttpResponseBase]


def b64(data: bytes) -> str:
    """Bytes as they travel in JSON."""
    return base64.b64encode(data).decode()


def problem(code: str, sentence: str, status: int, *, left: int = 0) -> JsonResponse:
    """A refusal: `code` is for the script, `sentence` for the person, `left` the seconds after which it may be tried again."""
    return JsonResponse({"problem": code, "sentence": sentence, "left": left}, status=status)


def in_few_lengths(response: JsonResponse) -> JsonResponse:
    """The same answer filled up with random letters, so that whoever watches the line cannot tell a full mailbox from none."""
    values = json.loads(response.content)
    length = len(json.dumps(values | {"filler": ""}).encode())
    room = next((size - length for size in BUCKETS if size >= length), 0)
    filler = base64.urlsafe_b64encode(secrets.token_bytes(room))[:room].decode()
    padded = JsonResponse(values | {"filler": filler}, status=response.status_code)
    padded["Cache-Control"] = "no-transform"
    return padded


def answering(view: View) -> View:
    """For what scripts post: every refusal becomes an answer that says so, and a failure leaves nothing but its kind in the log."""

    @require_POST
    @never_cache
    @csrf_protect
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except tuple(_ANSWERS) as refusal:
            code, status, sentence = next(answer for kind, answer in _ANSWERS.items() if isinstance(refusal, kind))
            note_failure("what a browser sealed was not taken", refusal)
            return problem(getattr(refusal, "code", code) if code == "ticket" else code, str(sentence), status)

    return answered


def unknown() -> JsonResponse:
    """No mailbox, or not with these words: the same for both."""
    sentence = gettext("Tidak ada kotak komunikasi dengan kata dan angka ini. Periksa lagi catatan Anda, terutama angkanya.")
    return problem("unknown", sentence, 404)


def done(values: Mapping[str, Any] | None = None) -> JsonResponse:
    """It was done."""
    return JsonResponse(dict(values or {}))


_ANSWERS: dict[type[Exception], tuple[str, int, Promise]] = {
    TicketRefused: ("ticket", 409, _("Karcis pengiriman sudah tidak berlaku; peramban Anda meminta yang baru.")),
    KeysChanged: ("changed", 409, _("Kunci penerima baru saja berubah; peramban Anda menyegel ulang untuk kunci yang baru.")),
    LocatorTaken: ("locator", 409, _("Nomor kotak sudah terpakai; peramban Anda mengambil nomor lain.")),
    Taken: ("taken", 409, _("Ada pesan lain yang masuk lebih dahulu; peramban Anda menyegel ulang.")),
    AlreadyFiled: (
        "other",
        409,
        _("Nomor laporan ini sudah dipakai laporan lain. Salin tulisan Anda, muat ulang halaman, lalu mulai lagi."),
    ),
    NoRecipient: (
        "route",
        409,
        _(
            "Tidak ada penerima pada jalur ini yang boleh membacanya: semuanya Anda sebut, membawahi yang Anda sebut, atau belum punya "
            "kunci. Pilih penerima lain."
        ),
    ),
    Refused: ("over", 409, _("Ini tidak dapat dilakukan lagi. Muat ulang kotak komunikasi untuk melihat keadaannya sekarang.")),
    NotThere: ("missing", 404, _("Berkas ini hilang dari penyimpanan kami. Tulislah kepada petugas bahwa berkas ini tidak dapat dibuka.")),
    **dict.fromkeys(
        (Misshapen, RequestDataTooBig, NotTaken),
        ("misshapen", 422, _("Kiriman peramban Anda tidak berbentuk seperti yang diharapkan, sehingga ditolak. Pakailah cara biasa.")),
    ),
    **dict.fromkeys(
        (DatabaseError, EvidenceError, OSError), ("later", 503, _("Penyimpanan kami sedang terganggu. Coba lagi beberapa menit lagi."))
    ),
}
"""Kind of failure → code for the script ("ticket": the failure's own), status, sentence. The first that fits answers."""
