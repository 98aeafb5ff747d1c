"""Documents as threads and notices know them: which a person may see, and how they are called."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from amanah.engines.documents import addresses
from amanah.engines.documents.queries import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(ref__in=list(refs))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each document by its number and title, and how it stands."""
    for document in visible(viewer).filter(ref__in=list(refs)):
        stands = _("Ditarik") if document.withdrawn_on else _("Berlaku") if document.current_id else _("Dalam penyusunan")
        yield ThreadNode(document.ref, f"{document.number} {document.title}", _("Dokumen"), addresses.of_document(document.number), stands)
