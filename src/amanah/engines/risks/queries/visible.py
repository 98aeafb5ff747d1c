"""The one place that decides which risks somebody may know of. Every list, picture, export, notice and thread starts here."""

from django.db.models import Q, QuerySet

from amanah.engines.risks.models import Risk
from amanah.engines.risks.roles import EVERY
from amanah.engines.risks.sides import sides_of, standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import below
from amanah.foundation.threads import visibility


def visible(viewer: Viewer) -> QuerySet[Risk]:
    """The risks of the units that the viewer has a role over or heads, and those that they own or review.

    Whatever they are to it, a risk is kept from whoever is kept from the record it arose from.
    """
    if not viewer.account.may_sign_in():
        return Risk.objects.none()
    who = standing(viewer)
    condition = Q(owner_id=who.person_id, owner__isnull=False) | Q(reviewer_id=who.person_id, reviewer__isnull=False)
    for path in who.paths(*(role.key for role in EVERY)):
        condition |= below(path, "unit__path")
    # Most risks arise from nothing, and then no record need be asked about.
    return Risk.objects.filter(condition).filter(Q(source="") | visibility.not_arising_from_hidden(viewer, "source"))


def may_know(viewer: Viewer, risk: Risk) -> bool:
    """Whether the viewer may know of this risk as it is in memory; the database is asked only where it arose from something."""
    if not viewer.account.may_sign_in() or not sides_of(viewer, risk):
        return False
    return not risk.source or visible(viewer).filter(pk=risk.pk).exists()


def find(viewer: Viewer, number: str) -> Risk | None:
    """The risk of that number if the viewer may know of it; None otherwise, without telling which."""
    return visible(viewer).filter(number=number).select_related("unit", "owner", "reviewer", "edition").first()
