"""Who is shut out of a report: from names as a reporter typed them to the tags that the query layer compares."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from amanah.foundation.access import exclusion
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation import text
from amanah.foundation.organisation.models import Unit

_FEW_UNITS = 3
"""A name that fits more units than this says too little to shut them all out; it is handed to the handler as unmatched."""
_SHORTEST = 3


@dataclass(frozen=True)
class Subjects:
    """The tags to store, and the names that nobody in the institution answers to."""

    tags: frozenset[bytes]
    unmatched: tuple[str, ...]


def find(*, involved: Iterable[str], excluded: Iterable[str], unit: Unit | None) -> Subjects:
    """The subjects of a report: everybody who may be meant rather than too few, and the unit reported.

    The root is never a subject, because its tag would exclude everybody. Reads the database and changes nothing.
    """
    involved, excluded = tuple(involved), tuple(excluded)
    people, units, unmatched = {}, {}, []
    if unit is not None:
        units[unit.pk] = unit
    for name in dict.fromkeys((*involved, *excluded)):
        meant = organisation.match_people([name], unit)
        places = _units_called(name) if name in excluded else []
        people.update({person.pk: person for person in meant})
        units.update({place.pk: place for place in places})
        if not meant and not places:
            unmatched.append(name)
    return Subjects(frozenset(exclusion.tags_for_subjects(people.values(), units.values())), tuple(unmatched))


def unit_of(unit_id: str) -> Unit | None:
    """The unit that a form's answer names; None for no answer, "not sure" and anything that is no unit of ours."""
    try:
        return Unit.objects.filter(pk=UUID(unit_id)).first()
    except ValueError:
        return None


def _units_called(name: str) -> list[Unit]:
    folded = text.fold(name)
    if len(folded) < _SHORTEST:
        return []
    found = organisation.search_units(name, limit=_FEW_UNITS + 1)
    exact = [unit for unit in found if text.fold(unit.name) == folded or unit.code.casefold() == name.casefold()]
    return exact or (found if len(found) <= _FEW_UNITS else [])
