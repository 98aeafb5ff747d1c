"""Who has ever belonged where, and who has ever answered for whom: what exclusion is computed from.

Everything here only grows. Leaving a post or moving a unit takes nothing away, because what happened under somebody stays with
them; a post taken up later adds to it from its first day.
"""

from bisect import bisect_left
from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from amanah.foundation.organisation.models import Holding, UnitVersion, below, ids_of

T = TypeVar("T", bound=Hashable)

_NAMED = 500
"""Up to so many are named to the database; for more, the whole table is read and sieved here."""


def held_units(person_id: UUID, until: date) -> dict[UUID, bool]:
    """The units in which the person holds or held a post begun by `until`; the value says whether they headed it, acting included."""
    units: dict[UUID, bool] = {}
    for unit_id, heads in Holding.objects.filter(person_id=person_id, since__lte=until).values_list("post__unit_id", "heads"):
        units[unit_id] = units.get(unit_id, False) or heads
    return units


def held_and_standing(person_ids: Collection[UUID], until: date) -> dict[UUID, tuple[dict[UUID, bool], dict[UUID, set[str]]]]:
    """`held_units` of each of these people, and `paths` of these units, by one query."""
    found: dict[UUID, tuple[dict[UUID, bool], dict[UUID, set[str]]]] = {person_id: ({}, {}) for person_id in person_ids}
    held = Holding.objects.filter(since__lte=until)
    if len(found) <= _NAMED:
        held = held.filter(person_id__in=list(found))
    for person_id, unit_id, heads, path in held.values_list("person_id", "post__unit_id", "heads", "post__unit__versions__path"):
        if person_id in found:
            units, standing = found[person_id]
            units[unit_id] = units.get(unit_id, False) or heads
            if path is not None:
                standing.setdefault(unit_id, set()).add(path)
    return found


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
    return downwards_each({None: standing})[None]


def downwards_each(standing: Mapping[T, Iterable[str]]) -> dict[T, dict[UUID, bool]]:
    """`downwards` for each of several sets of paths, by one query; none for no paths at all."""
    tops = {key: _tops(paths) for key, paths in standing.items()}
    every = _tops(path for some in tops.values() for path in some)
    rows = UnitVersion.objects.all() if every else UnitVersion.objects.none()
    if len(every) <= _NAMED:
        rows = rows.filter(reduce(or_, (below(path) for path in every), Q()))
    versions = sorted(rows.values_list("path", "unit_id", "parent_id"), key=lambda row: row[0])
    places = [path for path, _unit, _parent in versions]
    found: dict[T, dict[UUID, bool]] = {}
    for key, some in tops.items():
        units = found[key] = {}
        for top in some:
            for _path, unit_id, parent_id in versions[bisect_left(places, top) : bisect_left(places, top + "g")]:
                units[unit_id] = units.get(unit_id, False) or parent_id is None
    return found


def _tops(standing: Iterable[str]) -> list[str]:
    """The topmost of these paths."""
    tops: list[str] = []
    for path in sorted(standing):  # a path sorts before all that is below it
        if not tops or not path.startswith(tops[-1]):
            tops.append(path)
    return tops


def people_in(unit_ids: Iterable[UUID], until: date) -> set[UUID]:
    """Everybody who holds or held a post in one of these units, begun by `until`."""
    return people_in_each({None: set(unit_ids)}, until)[None]


def people_in_each(units: Mapping[T, Collection[UUID]], until: date) -> dict[T, set[UUID]]:
    """`people_in` for each of several sets of units, by one query; none for no units at all."""
    wanted = {unit_id for some in units.values() for unit_id in some}
    held = Holding.objects.filter(since__lte=until) if wanted else Holding.objects.none()
    # The whole table, when the whole institution is asked for, is cheaper than naming each of its units.
    if len(wanted) <= _NAMED:
        held = held.filter(post__unit_id__in=wanted)
    staff: dict[UUID, set[UUID]] = {}
    for person_id, unit_id in held.values_list("person_id", "post__unit_id"):
        staff.setdefault(unit_id, set()).add(person_id)
    return {key: {person_id for unit_id in some for person_id in staff.get(unit_id, ())} for key, some in units.items()}
