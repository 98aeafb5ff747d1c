"""Handing a file out: decrypted chunk by chunk, always as an attachment, never shown from the site's own origin."""

from collections.abc import Iterator

from django.db import transaction
from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from amanah.foundation.evidence import services
from amanah.foundation.evidence.kinds import UNKNOWN
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.evidence.uploads import SealedUpload

POLICY = "sandbox; default-src 'none'"


def download(item: EvidenceItem, upload: SealedUpload, *, actor: str) -> StreamingHttpResponse:
    """The file as an attachment, after its custody log says so. Whether `actor` may have it is the caller's to decide.

    Raises services.NotThere, CannotOpen.
    """
    response = handed_out(item, upload)
    with transaction.atomic():
        services.record_custody(item, "downloaded", actor=actor)
    return response


def pieces(item: EvidenceItem, upload: SealedUpload, *, actor: str) -> Iterator[bytes]:
    """The file's content piece by piece, as a part of something larger, after its custody log says so at the first piece.

    Raises services.NotThere, CannotOpen.
    """
    stream = services.open_stream(item, upload.file_key)
    with transaction.atomic():
        services.record_custody(item, "downloaded", actor=actor)
    yield from stream


def handed_out(item: EvidenceItem, upload: SealedUpload) -> StreamingHttpResponse:
    """The file as an attachment, noted nowhere: for whoever must leave no trace by coming.

    The media type is never told to the browser, so that none is tempted to show it. The length is: a file that turns out cut short is
    a broken download, not a shorter file. Raises services.NotThere, CannotOpen.
    """
    stream = services.open_stream(item, upload.file_key)
    response = StreamingHttpResponse(stream, content_type=UNKNOWN)
    response["Content-Length"] = str(upload.size)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=upload.name) or "attachment"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
