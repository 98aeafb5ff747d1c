"""Whom a wave asks: the units right below, with their people as the organisation knows them today."""

from typing import Any

from amanah.foundation.organisation.models import SEGMENT, Holding, Unit, below, held_on
from amanah.kernel import clock

MOST_GROUPS = 30


def by_group(unit: Unit, least: int) -> tuple[list[dict[str, Any]], int]:
    """The groups that may be offered, with how many people each has, and how many people there are in all.

    A group is a unit right below `unit` with everything under it. One of fewer people than `least` is not offered, and where that
    leaves a single group none is: to name it would say nothing or too much.
    """
    day = clock.today()
    seen: set[object] = set()
    people: dict[str, set[object]] = {}
    held = Holding.objects.filter(held_on(day), below(unit.path, "post__unit__path"))
    for person, path in held.values_list("person_id", "post__unit__path"):
        seen.add(person)
        if len(path) > len(unit.path):
            people.setdefault(path[: len(unit.path) + SEGMENT], set()).add(person)
    units = Unit.objects.filter(held_on(day), parent=unit).order_by("name")
    found = [
        {"key": str(child.pk), "name": child.name, "invited": len(people[child.path])}
        for child in units
        if len(people.get(child.path, ())) >= least
    ]
    return (found if 1 < len(found) <= MOST_GROUPS else []), len(seen)
