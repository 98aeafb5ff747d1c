"""Approvals as threads, notices and the library of evidence know them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from amanah.engines.proofs.owners import Purpose
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.rooms.antibribery.approvals import addresses, declare
from amanah.rooms.antibribery.approvals.models import Commitment, Request
from amanah.rooms.antibribery.approvals.queries import visible
from amanah.rooms.antibribery.approvals.queries.standing import standing_of
from amanah.rooms.antibribery.approvals.services.giving import may_report

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

VISIBLE: Final[Mapping[str, "Callable[[Viewer], QuerySet[Any]]"]] = {
    declare.APPROVAL: visible.requests,
    declare.DELEGATION: visible.delegations,
    declare.COMMITMENT: visible.commitments,
}
TITLES: Final[Mapping[str, "Text"]] = {
    declare.APPROVAL: _("Persetujuan pemberian"),
    declare.DELEGATION: _("Keputusan yang didelegasikan"),
    declare.COMMITMENT: _("Komitmen rekan bisnis"),
}
_ADDRESSES: Final[Mapping[str, Callable[[str], str]]] = {
    declare.APPROVAL: addresses.of_request,
    declare.DELEGATION: addresses.of_delegation,
    declare.COMMITMENT: addresses.of_commitment,
}


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those that the viewer may know of; all of one kind."""
    return VISIBLE[_kind(refs)](viewer).filter(ref__in=refs) if refs else set()


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by its number and title, and how it stands."""
    for one in VISIBLE[_kind(refs)](viewer).filter(ref__in=refs):
        yield ThreadNode(one.ref, _named(one), TITLES[_kind(refs)], address_of(one), _stands(one))


def purposes(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    """The same for the library of evidence."""
    for one in VISIBLE[_kind(refs)](viewer).filter(ref__in=refs):
        yield purpose_of(one)


def purpose_of(one: Any) -> Purpose:
    """One of them as it is named beside its proofs; it needs evidence of no period."""
    return Purpose(one.ref, _named(one), TITLES[_kind([one.ref])], address_of(one))


def may_attach(viewer: Viewer, ref: str) -> bool:
    """To something that was approved, whoever may report it; to a delegation or a commitment, whoever keeps it."""
    one = VISIBLE[_kind([ref])](viewer).filter(ref=ref).select_related("scope__unit", "unit").first()
    if one is None:
        return False
    if isinstance(one, Request):
        return one.state in {declare.APPROVED, declare.REPORTED} and may_report(viewer, one)
    return visible.keeps(viewer, one.scope, one.unit)


def address_of(one: Any) -> str:
    """Where its page is."""
    return _ADDRESSES[_kind([one.ref])](one.number)


def _kind(refs: Collection[str]) -> str:
    return next(iter(refs)).partition(":")[0]


def _named(one: Any) -> str:
    if isinstance(one, Request):
        return f"{one.number} {one.title}"
    return f"{one.number} {one.associate}" if isinstance(one, Commitment) else f"{one.number} {one.decision}"


def _stands(one: Any) -> "Text":
    if isinstance(one, Request):
        return declare.STATES[one.state]
    return declare.COMMITMENT_STATES[one.state] if isinstance(one, Commitment) else declare.STANDINGS[standing_of(one)]
