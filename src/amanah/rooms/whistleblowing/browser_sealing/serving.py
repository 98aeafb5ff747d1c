"""Files on their way in, the worker's script with a policy of its own, and the list of words."""

import json
from collections.abc import Iterator
from importlib.resources import files as resources
from uuid import UUID

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.cleaning import process
from amanah.foundation.evidence.cleaning import words as cleaning_words
from amanah.kernel import sealing
from amanah.rooms.whistleblowing.browser_sealing.answering import answering, done, problem
from amanah.rooms.whistleblowing.services import browser_tickets as tickets
from amanah.rooms.whistleblowing.services.browser_filing import Misshapen

NONE, SELF = "'none'", "'self'"
PIECE = 64 * 1024
WORKER_POLICY = {
    "script-src": [SELF, "'wasm-unsafe-eval'"],
    **{name: [NONE] for name in ("default-src", "connect-src", "img-src", "style-src", "font-src", "form-action")},
}
"""The worker holds the words and the keys: it may load our scripts and compile the library, and talk to nobody."""


@answering
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Keep one sealed file under its id until the report or message that claims it comes; the same may come again."""
    tickets.check_pass(request.headers.get("X-Pass", ""))
    most = sealing.file_bucket(settings.AMANAH_FILE_LIMIT)
    length = _length(request)
    if file_id.version != 4 or not 0 < sealing.sealed_file_bucket(length) <= most:  # noqa: PLR2004 - a random one
        raise Misshapen("file")
    sha256, _bucket = evidence.keep_sealed(str(file_id), _pieces(request, length))
    return done({"sha256": sha256})


@answering
def clean(request: HttpRequest) -> HttpResponse:
    """Clean one file that its sender agreed to show us: in memory, in the confined process, and straight back.

    The answer is one line of JSON (what it reveals, and why there is no copy), then the cleaned copy.
    """
    length = _length(request)
    if length > settings.AMANAH_FILE_LIMIT:
        return problem("too_large", _("Berkas ini terlalu besar untuk dibersihkan."), 413)
    copy: list[bytes] = []
    outcome = process.clean(_pieces(request, length), length, copy.append)
    head = {
        "kind": outcome.kind,
        "reason": outcome.reason,
        "sentence": cleaning_words.reason(outcome.reason) if outcome.reason else "",
        "findings": [finding.as_list() for finding in outcome.findings],
    }
    body = b"" if outcome.reason else b"".join(copy)
    return HttpResponse(json.dumps(head).encode() + b"\n" + body, content_type="application/octet-stream")


@require_GET
@csp_replace(WORKER_POLICY)
@cache_control(no_cache=True)
def worker(_request: HttpRequest) -> HttpResponse:
    """The worker's script. It comes from here and not from the static files, because a worker obeys the policy it came with."""
    text = resources("amanah.rooms.whistleblowing.browser_sealing").joinpath("worker.js").read_bytes()
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@require_GET
@cache_control(max_age=3600, public=True)
def words(_request: HttpRequest) -> HttpResponse:
    """The list that receipts are made of, the same for everybody."""
    text = resources("amanah.kernel").joinpath("data", "words_id.txt").read_bytes()
    return HttpResponse(text, content_type="text/plain; charset=us-ascii")


def _length(request: HttpRequest) -> int:
    try:
        return max(0, int(request.headers.get("Content-Length", "0")))
    except ValueError:
        return 0


def _pieces(request: HttpRequest, length: int) -> Iterator[bytes]:
    """The body as it comes, no more than was announced."""
    left = length
    while left and (piece := request.read(min(PIECE, left))):
        left -= len(piece)
        yield piece
