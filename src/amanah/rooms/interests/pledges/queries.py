"""What may be read of pledges."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.interests.coverage import RECORDER
from amanah.rooms.interests.duties import Card, Duty
from amanah.rooms.interests.pledges.models import Kind, PledgeText, Signature


@dataclass(frozen=True)
class Pledge:
    """A pledge as the person who owes it sees it: the text to sign this year, and their signature if there is one."""

    kind: Kind
    text: PledgeText
    signature: Signature | None


def in_force(kind: str) -> PledgeText | None:
    """The text that is signed today."""
    return PledgeText.objects.filter(kind=kind, since__lte=clock.today()).order_by("-since").first()


def pledge(viewer: Viewer, kind: str, year: int) -> Pledge | None:
    """The viewer's pledge of a year; None where there is nothing to sign and nothing signed."""
    if viewer.person is None:
        return None
    signed = Signature.objects.filter(kind=kind, year=year, person=viewer.person).select_related("text").first()
    text = signed.text if signed else in_force(kind)
    return Pledge(Kind(kind), text, signed) if text else None


def may_publish(viewer: Viewer) -> bool:
    """Whether the viewer publishes texts: they bind the whole institution, so the role must reach all of it."""
    return any(unit.parent_id is None for unit in viewer.units_with(RECORDER))


def texts() -> QuerySet[PledgeText]:
    """Every version, with how many signed it."""
    return PledgeText.objects.select_related("published_by__person").annotate(signed=Count("signatures"))


def _done(kind: str, year: int) -> set[UUID]:
    return set(Signature.objects.filter(kind=kind, year=year).values_list("person_id", flat=True))


def _open(kind: str, _year: int) -> bool:
    return in_force(kind) is not None


def _card(kind: str, viewer: Viewer, year: int) -> Card | None:
    found = pledge(viewer, kind, year)
    if found is None:
        return None
    url = reverse("pledges_desk:pledge", args=[kind])
    if found.signature is None:
        return Card(_("Belum ditandatangani"), "warning", found.text.title, url, _("Baca dan tanda tangani"))
    return Card(_("Sudah ditandatangani"), "success", found.text.title, url, _("Baca lagi"))


def _duty(kind: Kind, provision: str) -> Duty:
    return Duty(kind.value, kind.label, provision, partial(_done, kind.value), partial(_card, kind.value), open=partial(_open, kind.value))


DUTIES = {
    kind: _duty(kind, provision)
    for kind, provision in ((Kind.PACT, "interests.pact_within"), (Kind.COMPLIANCE, "interests.compliance_within"))
}
