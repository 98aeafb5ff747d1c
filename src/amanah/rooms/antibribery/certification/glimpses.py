"""What this part adds to a scope's pages."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.rooms.antibribery import glimpses
from amanah.rooms.antibribery.certification import addresses, declare
from amanah.rooms.antibribery.certification.models import Certification
from amanah.rooms.antibribery.glimpses import Glimpse
from amanah.rooms.antibribery.models import Scope


def offer() -> None:
    """Called once, when the part is installed."""
    glimpses.peek_with("certification", peek)
    glimpses.add_tab("certification:list", gettext_lazy("Sertifikasi"), 50)


def peek(some: Sequence[Scope]) -> Mapping[UUID, Sequence[Glimpse]]:
    """How each scope's certification stands: one query."""
    running = {one.scope_id: one for one in Certification.objects.filter(scope__in=some).exclude(state__in=declare.ENDED)}
    made: dict[UUID, list[Glimpse]] = {}
    for scope in some:
        one = running.get(scope.pk)
        if one is None:
            glimpse = Glimpse(_("Sertifikasi"), _("belum dimulai"), "neutral", reverse("certification:list", args=[scope.number]))
        else:
            url = addresses.of_certification(scope.number, one.number)
            glimpse = Glimpse(_("Sertifikasi"), str(one.stands.title), one.stands.tone, url)
        made[scope.pk] = [glimpse]
    return made
