"""What of documents waits for a person: to read, to review, to approve, and to look at again."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from amanah.engines.documents import addresses, queries
from amanah.engines.documents.models import Document
from amanah.engines.documents.queries import Filters
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line

MOST = 20


def lines(viewer: Viewer) -> Iterator[Line]:
    """Five queries at most."""
    kind = _("Dokumen")
    for reading in queries.waiting(viewer)[:MOST]:
        yield _line(reading.version.document, _("Baca dan nyatakan sudah dibaca"), reading.due_on)
    seats, signatures = queries.asked_of(viewer)
    for seat in seats:
        yield _line(seat.version.document, _("Tinjau rancangannya"))
    for signature in signatures:
        yield _line(signature.version.document, _("Sahkan atau kembalikan"))
    if queries.keeps_anywhere(viewer):
        for document in queries.listing(viewer, Filters(standing="due"), size=MOST).rows:
            if queries.may_keep(viewer, document.unit):
                yield Line(document.number, addresses.of_document(document.number), kind, _("Tinjau ulang"), due_on=document.review_on)


def _line(document: Document, act: str, due_on: object = None) -> Line:
    return Line(document.number, addresses.of_document(document.number), _("Dokumen"), act, due_on=due_on)  # type: ignore[arg-type]  # a day or none
