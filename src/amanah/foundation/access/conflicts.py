"""Who declared an interest in which matter, asked wherever somebody is chosen for one.

The engines know matters, a room knows the declarations; they meet here. An answer is yes or no and never says why, so that nobody
learns of a declaration by trying names. Whoever declared an interest also stands aside from sight: while it stands, what it touches is
out of their lists, counts and reach (`Aside`).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from amanah.foundation.organisation.models import Unit


@dataclass(frozen=True)
class Matter:
    """What somebody is to be chosen for, as far as an interest can be matched with it.

    Args:
        refs: how other tables name it and what it arose from ("case:<id>").
        tags: the keyed tags of the people and units it is about (see `exclusion`).
        unit: the unit it belongs to or is about, in clear.
        numbers: what it goes by outside, such as a permit's or a procurement's number.
        names: businesses and other bodies it is about.
    """

    refs: frozenset[str] = frozenset()
    tags: frozenset[bytes] = frozenset()
    unit: Unit | None = None
    numbers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Aside:
    """What a person stands aside from while their declared interests stand, for queries; it says the same as their matcher.

    Args:
        tags: keyed tags of the people and units.
        units: the units in clear.
        refs: the records of this house that were named.
    """

    tags: frozenset[bytes] = frozenset()
    units: frozenset[UUID] = frozenset()
    refs: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.tags or self.units or self.refs)


Matcher = Callable[[Matter], bool]
"""Whether an interest that one person declared touches this matter."""
Check = Callable[[UUID], "Matcher | None"]
"""What a person (by id) declared, looked up once; None when nothing they declared stands."""
Sight = Callable[[Collection[UUID]], Mapping[UUID, Aside]]
"""What each of several people (by id) stands aside from; without those of whom nothing they declared stands."""
Resolver = Callable[[str], "Matter | None"]
"""The matter behind a reference; None when there is none."""

_checks: dict[str, Check] = {}
_sights: dict[str, Sight] = {}
_resolvers: dict[str, Resolver] = {}


def register(name: str, check: Check, sight: Sight) -> None:
    """Have `check` asked wherever somebody is chosen, and `sight` wherever somebody looks; a name registered again replaces both."""
    _checks[name], _sights[name] = check, sight


def register_record(kind: str, resolver: Resolver) -> None:
    """Answer for references that begin with "`kind`:", so that what arises from a record is matched as the record is."""
    _resolvers[kind] = resolver


def matcher(person_id: UUID | None) -> Matcher | None:
    """Everything this person declared, as one question; None when there is nothing to ask, which is nearly always."""
    if person_id is None:
        return None
    found = [one for check in _checks.values() if (one := check(person_id)) is not None]
    return (lambda matter: any(one(matter) for one in found)) if found else None


def aside(person_ids: Collection[UUID]) -> dict[UUID, Aside]:
    """Everything that each of these people stands aside from. One query where, as nearly always, there is nothing."""
    found = dict.fromkeys(person_ids, Aside())
    for sight in _sights.values():
        for person_id, more in sight(person_ids).items():
            one = found[person_id]
            found[person_id] = Aside(one.tags | more.tags, one.units | more.units, one.refs | more.refs)
    return found


def stands_in_the_way(person_id: UUID | None, matter: Matter) -> bool:
    """Whether an interest that this person declared touches the matter."""
    asked = matcher(person_id)
    return asked is not None and asked(matter)


def of_record(ref: str) -> Matter:
    """The matter behind a reference; for a kind that nobody answers for, the reference alone."""
    resolver = _resolvers.get(ref.partition(":")[0])
    return (resolver(ref) if resolver else None) or Matter(refs=frozenset({ref}))
