"""Referrals and matters received as notices know them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import ThreadNode
from amanah.rooms.whistleblowing.referrals import addresses
from amanah.rooms.whistleblowing.referrals.queries import visible_received, visible_referrals


def sieve(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """Those of the references that the viewer may know of."""
    seen = {one.ref for one in visible_referrals(viewer).filter(pk__in=_ids(refs, "referral"))}
    return seen | {one.ref for one in visible_received(viewer).filter(pk__in=_ids(refs, "received"))}


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by its number and how it stands."""
    for one in visible_referrals(viewer).filter(pk__in=_ids(refs, "referral")).select_related("case", "recipient"):
        yield ThreadNode(one.ref, one.recipient.name, _("Pelimpahan"), addresses.of_case(one.case.number), one.get_state_display())
    for got in visible_received(viewer).filter(pk__in=_ids(refs, "received")):
        yield ThreadNode(got.ref, got.number, _("Perkara dari lembaga lain"), addresses.of_received(got), got.get_body_display())


def _ids(refs: Collection[str], kind: str) -> list[UUID]:
    return [UUID(ref.partition(":")[2]) for ref in refs if ref.startswith(f"{kind}:")]
