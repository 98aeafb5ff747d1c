"""Sessions, certificates from elsewhere, and what else here has a reference, as threads and notices know them."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.rooms.learning.sessions import addresses
from amanah.rooms.learning.sessions.models import Offer
from amanah.rooms.learning.sessions.queries.outside import visible_outside
from amanah.rooms.learning.sessions.queries.visible import visible


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those sessions that the viewer may know of."""
    return visible(viewer).filter(ref__in=refs)


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each session by its number and title, and where it stands."""
    for session in visible(viewer).filter(ref__in=refs).select_related("edition"):
        name, url = f"{session.number} {session.edition.said}", addresses.of_session(session.number)
        yield ThreadNode(session.ref, name, _("Kegiatan belajar"), url, session.get_state_display())


def sieve_offers(viewer: Viewer, refs: Collection[str]) -> Known:
    """Offers are no secret inside the house."""
    return Offer.objects.filter(ref__in=refs) if viewer.account.may_sign_in() else set()


def describe_offers(_viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each offer by its number."""
    for offer in Offer.objects.filter(ref__in=refs):
        edition = offer.editions.order_by("-seq")[0]
        yield ThreadNode(offer.ref, f"{offer.number} {edition.said}", _("Penawaran belajar"), addresses.of_offer(offer.number))


def sieve_outside(viewer: Viewer, refs: Collection[str]) -> Known:
    """One's own, and those of people whose learning one manages."""
    return visible_outside(viewer).filter(ref__in=refs)


def describe_outside(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by its number, and how it was decided."""
    for sent in visible_outside(viewer).filter(ref__in=refs):
        name, url = f"{sent.number} {sent.title}", addresses.of_outside(sent.number)
        yield ThreadNode(sent.ref, name, _("Sertifikat dari luar"), url, sent.get_state_display())
