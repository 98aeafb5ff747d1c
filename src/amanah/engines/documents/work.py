"""What of documents waits for a person: to read, to review, to approve, and to look at again."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from amanah.engines.documents import addresses, queries
from amanah.engines.documents.models import Document
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
        for document in queries.looked_at_again(viewer, MOST):
            yield Line(document.number, addresses.of_document(document.number), kind, _asked(viewer, document), due_on=document.review_on)


def _asked(viewer: Viewer, document: Document) -> str:
    if document.withdrawn_on is None:
        return _("Tinjau ulang")
    if document.end_asked_on is None:
        return _("Usulkan pemusnahan: masa simpannya habis")
    own = document.end_asked_by_id == viewer.account.person_id
    return _("Tunggu orang lain memutuskan pemusnahannya") if own else _("Setujui atau tolak pemusnahannya")


def _line(document: Document, act: str, due_on: object = None) -> Line:
    return Line(document.number, addresses.of_document(document.number), _("Dokumen"), act, due_on=due_on)  # type: ignore[arg-type]  # a day or none
