"""Evidence for requirements and expected documents, in the library of proofs: who may attach it, and for which days it has to speak."""

from collections.abc import Collection, Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.engines.proofs.owners import Purpose
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries import sides_of, visible
from amanah.rooms.antibribery.requirements import addresses, catalogue, declare
from amanah.rooms.antibribery.requirements.models import Answer
from amanah.rooms.antibribery.requirements.queries import judging
from amanah.rooms.antibribery.requirements.queries.documents import Document, expected
from amanah.rooms.antibribery.requirements.records import File, Record, register

__all__ = ["File", "Record", "describe", "describe_documents", "may_attach", "may_attach_document", "purpose_of", "register"]


def may_attach(viewer: Viewer, ref: str) -> bool:
    """To a requirement of an active scope: whoever keeps the scope or answers for the requirement."""
    scope_id = _scope_of(ref)
    if may_attach_document(viewer, ref):
        return True
    own = Answer.objects.filter(ref=ref, owner_id=viewer.account.person_id, owner__isnull=False, scope__state=scopes.ACTIVE)
    return own.exists() and scope_id in _scopes(viewer, [ref])


def may_attach_document(viewer: Viewer, ref: str) -> bool:
    """To an expected document of an active scope: whoever keeps the scope. Looked up once for all documents of a page."""
    scope_id = _scope_of(ref)
    kept: dict[str, bool] = viewer.kept.setdefault("antibribery.keeps", {})
    if scope_id not in kept:
        scope = _scopes(viewer, [ref]).get(scope_id)
        kept[scope_id] = scope is not None and scope.state == scopes.ACTIVE and sides_of(viewer, scope).keeps
    return kept[scope_id]


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    """The requirements of scopes that the viewer may know of, with the period for which evidence must speak."""
    known = _scopes(viewer, refs)
    for ref in refs:
        scope = known.get(_scope_of(ref))
        _scope, instrument, question = ref.partition(":")[2].split("/")
        edition = next((key for key, name in declare.INSTRUMENTS.items() if name == instrument), "")
        if scope is not None and catalogue.find(edition, question) is not None:
            yield purpose_of(scope, edition, question)


def purpose_of(scope: Scope, edition: str, question: str) -> Purpose:
    """A requirement as it is named beside its proofs."""
    title = f"{question} · {scope.title}"
    url = addresses.of_requirement(scope.number, edition, question)
    return Purpose(catalogue.ref_of(scope, edition, question), title, _("Persyaratan ISO 37001"), url, *judging.period())


def describe_documents(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    """The expected documents of scopes that the viewer may know of."""
    known = _scopes(viewer, refs)
    for ref in refs:
        scope = known.get(_scope_of(ref))
        key = ref.rpartition("/")[2]
        document = next((one for one in expected(scope) if one.key == key), None) if scope is not None else None
        if scope is not None and document is not None:
            yield purpose_of_document(scope, document, ref)


def purpose_of_document(scope: Scope, document: Document, ref: str) -> Purpose:
    """An expected document as it is named beside its proofs."""
    title = f"{document.title.get(get_language() or 'id')} · {scope.title}"
    return Purpose(ref, title, _("Dokumen wajib SMAP"), addresses.of_document(scope.number, document.key), *judging.period())


def _scope_of(ref: str) -> str:
    return ref.partition(":")[2].partition("/")[0]


def _scopes(viewer: Viewer, refs: Collection[str]) -> dict[str, Scope]:
    found = visible(viewer).filter(ref__in={f"scope:{_scope_of(ref)}" for ref in refs}).select_related("unit")
    return {str(scope.pk): scope for scope in found}
