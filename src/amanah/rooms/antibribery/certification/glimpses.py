"""What this part adds to a scope's pages."""

from collections.abc import Iterable, Sequence

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.antibribery import glimpses
from amanah.rooms.antibribery.certification import addresses, declare
from amanah.rooms.antibribery.certification.models import Certification
from amanah.rooms.antibribery.glimpses import Counted, Glimpse, Rows
from amanah.rooms.antibribery.models import Scope


def offer() -> None:
    """Called once, when the part is installed."""
    glimpses.count_with("certification", ask, tell)
    glimpses.add_tab("certification:list", gettext_lazy("Sertifikasi"), 610)


def ask(_viewer: Viewer, some: Sequence[Scope]) -> Rows:
    """The certification of each scope that is not over: its state and its number."""
    yield glimpses.tally(Certification.objects.filter(scope__in=some).exclude(state__in=declare.ENDED), what=F("state"), text=F("number"))


def tell(scope: Scope, rows: Sequence[Counted]) -> Iterable[Glimpse]:
    """How the scope's certification stands."""
    for one in rows:
        stands = declare.STATES[one.what]
        yield Glimpse(_("Sertifikasi"), str(stands.title), stands.tone, addresses.of_certification(scope.number, one.text), headline=True)
    if not rows:
        yield Glimpse(_("Sertifikasi"), _("belum dimulai"), "neutral", reverse("certification:list", args=[scope.number]), headline=True)
