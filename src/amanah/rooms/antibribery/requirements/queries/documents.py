"""The documents that whoever audits asks for first, and which of them a scope can show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from amanah.engines.documents import tied
from amanah.engines.documents.tied import Tied
from amanah.engines.proofs import queries as proofs
from amanah.engines.proofs.queries import Dates
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import catalogue
from amanah.rooms.antibribery.requirements.queries import judging
from amanah.rulebook.rules import Text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_STANDINGS: dict[str, tuple["StrOrPromise", str]] = {
    "there": (_("Ada dan berlaku"), "success"),
    "due": (_("Berlaku, tinjauan ulangnya terlewat"), "warning"),
    "stale": (_("Ada, tetapi sudah lewat masanya"), "warning"),
    "making": (_("Masih disusun"), "info"),
    "missing": (_("Belum ada"), "danger"),
}


@dataclass(frozen=True)
class Document:
    """One document that is expected, with its clauses in each edition by which the scope is run."""

    key: str
    title: Text
    hint: Text
    clauses: dict[str, tuple[str, ...]]

    @property
    def unverified(self) -> bool:
        """Whether the number of one of these clauses was never compared with the standard."""
        return any(catalogue.unverified_clause(edition, clause) for edition, some in self.clauses.items() for clause in some)


@dataclass(frozen=True)
class Expected:
    """One of them in a scope."""

    document: Document
    ref: str
    standing: str
    controlled: tuple[Tied, ...] = ()
    """Documents under control that were said to be this one."""

    @property
    def word(self) -> "StrOrPromise":
        """How it stands, in words."""
        return _STANDINGS[self.standing][0]

    @property
    def tone(self) -> str:
        """The tone of that."""
        return _STANDINGS[self.standing][1]


def expected(scope: Scope) -> list[Document]:
    """The list for the editions by which the scope is run, that of the newest edition first."""
    found: dict[str, Document] = {}
    for edition in scope.edition_keys:
        instrument = catalogue.instrument(edition)
        for one in instrument.documents if instrument is not None else ():
            known = found.setdefault(one.key, Document(one.key, one.title, one.hint, {}))
            known.clauses[edition] = one.clauses
    return list(found.values())


def ref_of(scope: Scope, key: str) -> str:
    """How the library of evidence names the place of a document."""
    return f"scope-document:{scope.pk}/{key}"


def documents(viewer: Viewer, scope: Scope) -> list[Expected]:
    """Every expected document and whether the scope can show it, as a document under control or as evidence: three queries."""
    listed = expected(scope)
    refs = {document.key: ref_of(scope, document.key) for document in listed}
    dates = proofs.dates_of(refs.values())
    controlled = tied.to(viewer, refs.values())
    made = []
    for document in listed:
        ref = refs[document.key]
        some = tuple(controlled.get(ref, ()))
        made.append(Expected(document, ref, _standing(some, dates.get(ref, [])), some))
    return made


def _standing(controlled: Sequence[Tied], shown: Sequence[Dates]) -> str:
    """The best that there is to say: one document in force is enough, whatever else is tied or attached."""
    ways = {one.standing for one in controlled}
    if "in_force" in ways or judging.speaks(shown):
        return "there"
    return next((way for way, holds in (("due", "due" in ways), ("stale", bool(shown)), ("making", "making" in ways)) if holds), "missing")
