"""Who has ever belonged where, and who has ever answered for whom: what exclusion is computed from.

Everything here only grows. Leaving a post or moving a unit takes nothing away, because what happened under somebody stays with
them; a post taken up later adds to it from its first day.
"""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from amanah.foundation.organisation.models import SEGMENT, Holding, UnitVersion, below, ids_of


def held_units(person_id: UUID, until: date) -> dict[UUID, bool]:
    """The units in which the person holds or held a post begun by `until`; the value says whether they headed it, acting included."""
    units: dict[UUID, bool] = {}
    for unit_id, heads in Holding.objects.filter(person_id=person_id, since__lte=until).values_list("post__unit_id", "heads"):
        units[unit_id] = units.get(unit_id, False) or heads
    return units


def paths(unit_ids: Iterable[UUID]) -> set[str]:
    """Every path on which these units stand or ever stood."""
    return set(UnitVersion.objects.filter(unit_id__in=list(unit_ids)).values_list("path", flat=True))


def upwards(unit_ids: Iterable[UUID]) -> set[UUID]:
    """These units and all that ever stood above them, roots left out."""
    return {unit_id for path in paths(unit_ids) for unit_id in ids_of(path)[1:]}


def downwards(unit_ids: Iterable[UUID]) -> set[UUID]:
    """These units and all that ever stood below them, roots included."""
    # A unit of unlimited depth is reached once from its topmost headed unit: drop the paths that another one already covers.
    tops: list[str] = []
    for path in sorted(paths(unit_ids)):
        if not tops or not path.startswith(tops[-1]):
            tops.append(path)
    if not tops:
        return set()
    condition: Q = reduce(or_, (below(path) for path in tops))
    return set(UnitVersion.objects.filter(condition).values_list("unit_id", flat=True))


def roots() -> set[UUID]:
    """The units that stand or ever stood above everything."""
    return {UUID(path) for path in UnitVersion.objects.filter(parent__isnull=True).values_list("path", flat=True) if len(path) == SEGMENT}


def people_in(unit_ids: Iterable[UUID], until: date) -> set[UUID]:
    """Everybody who holds or held a post in one of these units, begun by `until`."""
    return set(Holding.objects.filter(post__unit_id__in=list(unit_ids), since__lte=until).values_list("person_id", flat=True))
