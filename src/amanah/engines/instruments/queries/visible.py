"""The one place that decides which sheets somebody may know of. Every list, export, notice and thread starts here."""

from django.db.models import Q, QuerySet

from amanah.engines.instruments.models import Sheet
from amanah.engines.instruments.sides import standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import below
from amanah.kernel import numbers


def visible(viewer: Viewer) -> QuerySet[Sheet]:
    """The sheets of the units, with all below them, that the viewer heads, fills, verifies or records for."""
    condition = Q(pk__in=[])
    if viewer.account.may_sign_in():
        for unit in standing(viewer).units:
            condition |= below(unit.path, "unit__path")
    return Sheet.objects.filter(condition)


def find(viewer: Viewer, number: str) -> Sheet | None:
    """The sheet of that number if the viewer may know of it; None otherwise, without telling which."""
    return visible(viewer).filter(number=numbers.tidy(number)).select_related("unit", "edition", "previous", "opened_by__person").first()
