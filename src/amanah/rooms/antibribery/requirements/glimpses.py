"""What this part adds to a scope's pages."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.rooms.antibribery import asked, glimpses
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.glimpses import Glimpse
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import anew
from amanah.rooms.antibribery.requirements.queries import readiness

WHOLE, HALF = 100, 50


def offer() -> None:
    """Called once, when the part is installed."""
    glimpses.peek_with("requirements", peek)
    asked.tell_with(anew.tell)
    glimpses.add_tab("smap_requirements:list", gettext_lazy("Persyaratan"), 410)
    glimpses.add_tab("smap_requirements:readiness", gettext_lazy("Kesiapan"), 420)
    glimpses.add_tab(
        "smap_requirements:transition", gettext_lazy("Peralihan"), 440, lambda scope: scopes.EDITION_2016 in scope.edition_keys
    )
    glimpses.add_tab("smap_requirements:documents", gettext_lazy("Dokumen wajib"), 430)


def peek(some: Sequence[Scope]) -> Mapping[UUID, Sequence[Glimpse]]:
    """How far each scope is ready, for each edition by which it is run: one query."""
    found = readiness(some)
    made: dict[UUID, list[Glimpse]] = {}
    for scope in some:
        url = reverse("smap_requirements:readiness", args=[scope.number])
        for edition, one in found[scope.pk].items():
            share = one.whole.per_cent
            tone = "success" if share == WHOLE else "warning" if share >= HALF else "danger"
            text = _("%(ready)d dari %(all)d persyaratan") % {"ready": one.whole.ready, "all": one.whole.total}
            title = _("Siap untuk edisi %(edition)s") % {"edition": edition}
            made.setdefault(scope.pk, []).append(Glimpse(title, text, tone, f"{url}?edition={edition}", headline=True))
    return made
