"""Which documents were tied to records of other parts, and how they stand: for their pages and figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Subquery

from amanah.engines.documents import addresses, declare, queries
from amanah.engines.documents.models import Document, Version
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.models import Link
from amanah.kernel import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RELATION = "about"
TONES = {"in_force": "success", "due": "warning", "making": "info", "withdrawn": "neutral", "over": "warning", "destroyed": "neutral"}


@dataclass(frozen=True)
class Tied:
    """A document that was tied to a record. `standing` is a key of `declare.STANDINGS`; `document` is None for who may not know of it.

    `making` is the state of the version that is being made, "" where none is.
    """

    standing: str
    making: str
    document: Document | None

    @property
    def word(self) -> "StrOrPromise":
        """How it stands, in words; what is not in force yet says how far it has come."""
        only_made = self.standing == "making" and self.making
        return declare.STATES[self.making] if only_made else declare.STANDINGS[self.standing]

    @property
    def tone(self) -> str:
        """The tone of that."""
        return TONES[self.standing]

    @property
    def url(self) -> str:
        """Where its page is, "" for who may not know of it."""
        return addresses.of_document(self.document.number) if self.document is not None else ""


def to(viewer: Viewer, refs: Iterable[str]) -> dict[str, list[Tied]]:
    """Record → the documents that are tied to it now: two queries, beside what the viewer's reach costs.

    How they stand is said of every document, which one it is only of those that the viewer may know of.
    """
    links = list(Link.objects.filter(target__in=list(refs), relation=RELATION, source__startswith="document:", ended_on__isnull=True))
    if not links:
        return {}
    made = Version.objects.filter(document=OuterRef("pk"), state__in=sorted(declare.OPEN)).values("state")[:1]
    rows = Document.objects.filter(ref__in={link.source for link in links}).select_related("current", "unit")
    rows = rows.defer("current__file_key", "current__text").annotate(
        making=Subquery(made), shown=Exists(queries.visible(viewer).filter(pk=OuterRef("pk")))
    )
    known = {row.ref: Tied(standing_of(row), row.making or "", row if row.shown else None) for row in rows}
    found: dict[str, list[Tied]] = {}
    for link in links:
        if link.source in known:
            found.setdefault(link.target, []).append(known[link.source])
    return found


def standing_of(document: Document) -> str:
    """The key of how a document stands today."""
    if document.destroyed_on is not None:
        return "destroyed"
    if document.withdrawn_on is not None:
        return "over" if document.keep_until is not None and document.keep_until < clock.today() else "withdrawn"
    if document.current_id is None:
        return "making"
    return "due" if document.review_on is not None and document.review_on <= clock.today() else "in_force"
