"""Certificates from elsewhere: one's own, and those one is to look at."""

from django.db.models import Q, QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.organisation.models import Holding, held_on
from amanah.kernel import clock
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning.sessions.models import OutsideCertificate

_RELATED = ("person", "topic", "decided_by__person")


def visible_outside(viewer: Viewer) -> QuerySet[OutsideCertificate]:
    """One's own, and those of people whose learning one manages."""
    if not viewer.account.may_sign_in():
        return OutsideCertificate.objects.none()
    condition = Q(person__isnull=False, person=viewer.person)
    managed = learning.managed(viewer, "post__unit__path")
    if managed is not None:
        condition |= Q(person__in=Holding.objects.filter(held_on(clock.today())).filter(managed).values("person_id"))
    return OutsideCertificate.objects.filter(condition).defer("file_key")


def own_outside(viewer: Viewer) -> QuerySet[OutsideCertificate]:
    """The viewer's own, the latest first."""
    found = visible_outside(viewer).filter(person__isnull=False, person=viewer.person)
    return found.select_related(*_RELATED).order_by("-sent_on", "-pk")


def to_look_at(viewer: Viewer) -> QuerySet[OutsideCertificate]:
    """Those of others that wait for somebody to look at them, the oldest first."""
    waiting = visible_outside(viewer).filter(state=OutsideCertificate.State.SENT).exclude(person__isnull=False, person=viewer.person)
    return waiting.select_related(*_RELATED).order_by("sent_on", "pk")


def find_outside(viewer: Viewer, number: str) -> OutsideCertificate | None:
    """The one of that number, if the viewer may know of it."""
    return visible_outside(viewer).filter(number=number).select_related(*_RELATED).first()


def file_of(viewer: Viewer, sent: OutsideCertificate) -> tuple[EvidenceItem, SealedUpload] | None:
    """The sealed file and what opens it."""
    kept = visible_outside(viewer).filter(pk=sent.pk).defer(None).first()
    item = EvidenceItem.objects.filter(pk=kept.file_id).first() if kept is not None else None
    if kept is None or item is None:
        return None
    name = (kept.file_name, kept.file_type, kept.file_size, kept.file_sha256)
    return item, SealedUpload(str(item.pk), bytes(kept.file_key), *name, item.ciphertext_sha256)
