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

from amanah.foundation.organisation.models import Holding, UnitVersion, below, ids_of

_NAMED = 500


def held_units(person_id: UUID, until: date) -> dict[UUID, bool]:
    """The units in which the person holds or held a post begun by `until`; the value says whether they headed it, acting included."""
    units: dict[UUID, bool] = {}
    for unit_id, heads in Holding.objects.filter(person_id=person_id, since__lte=until).values_list("post__unit_id", "heads"):
        units[unit_id] = units.get(unit_id, False) or heads
    return units


def held_and_standing(person_id: UUID, until: date) -> tuple[dict[UUID, bool], dict[UUID, set[str]]]:
    """`held_units` of the person, and `paths` of these units, by one query."""
    units: dict[UUID, bool] = {}
    standing: dict[UUID, set[str]] = {}
    held = Holding.objects.filter(person_id=person_id, since__lte=until)
    for unit_id, heads, path in held.values_list("post__unit_id", "heads", "post__unit__versions__path"):
        units[unit_id] = units.get(unit_id, False) or heads
        if path is not None:
            standing.setdefault(unit_id, set()).add(path)
    return units, standing


def paths(unit_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """For each of these units every path on which it stands or ever stood."""
    found: dict[UUID, set[str]] = {}
    for unit_id, path in UnitVersion.objects.filter(unit_id__in=list(unit_ids)).values_list("unit_id", "path"):
        found.setdefault(unit_id, set()).add(path)
    return found


def upwards(standing: Iterable[str]) -> set[UUID]:
    """The units at these paths and all above them, roots left out."""
    return {unit_id for path in standing for unit_id in ids_of(path)[1:]}


def downwards(standing: Iterable[str]) -> dict[UUID, bool]:
    """The units that stand or ever stood at or below these paths; the value says whether the unit ever was a root."""
    tops: list[str] = []
    for path in sorted(standing):  # a path sorts before all that is below it
        if not tops or not path.startswith(tops[-1]):
            tops.append(path)
    if not tops:
        return {}
    condition: Q = reduce(or_, (below(path) for path in tops))
    found: dict[UUID, bool] = {}
    for unit_id, parent_id in UnitVersion.objects.filter(condition).values_list("unit_id", "parent_id"):
        found[unit_id] = found.get(unit_id, False) or parent_id is None
    return found


def people_in(unit_ids: Iterable[UUID], until: date) -> set[UUID]:
    """Everybody who holds or held a post in one of these units, begun by `until`."""
    wanted = set(unit_ids)
    # The whole table, when the whole institution is asked for, is cheaper than naming each of its units.
    held = Holding.objects.filter(since__lte=until)
    if len(wanted) <= _NAMED:
        held = held.filter(post__unit_id__in=wanted)
    return {person_id for person_id, unit_id in held.values_list("person_id", "post__unit_id") if unit_id in wanted}
