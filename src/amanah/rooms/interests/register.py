"""How the register is consulted without being opened: keyed tags of what interests are about, matched with what somebody is chosen for."""

import hmac
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Q, QuerySet

from amanah.foundation.access import exclusion, keys
from amanah.foundation.access.conflicts import Aside, Matcher, Matter
from amanah.foundation.organisation import lineage
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import clock
from amanah.rooms.interests.models import Interest, InterestTag, NamedCase, What

_NAMED = 500
"""Up to so many are named to the database; for more, the whole table is read and sieved here."""
_FORMS = frozenset(["pt", "cv", "ud", "firma", "koperasi", "yayasan", "tbk", "persero", "perum", "perseroan", "terbatas", "perkumpulan"])
"""Words for the legal form of a business, which people leave out or write in their own way."""


_Wide: TypeAlias = tuple[frozenset[bytes], frozenset[UUID]]
"""People and units as tags, and the units in clear."""


@dataclass(frozen=True)
class About:
    """What an interest is about, as far as it can be named exactly."""

    people: tuple[Person, ...] = ()
    units: tuple[Unit, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    records: tuple[str, ...] = ()

    @property
    def tags(self) -> set[tuple[What, bytes]]:
        """What is stored of it. The institution as a whole is never a target: everybody would be conflicted everywhere."""
        found = {(What.PERSON, tag(person.pk)) for person in self.people for tag in (exclusion.person_tag, exclusion.alone_tag)}
        found |= {(What.UNIT, exclusion.unit_tag(unit.pk)) for unit in self.units if unit.parent_id is not None}
        found |= {(What.NAME, name_tag(name)) for name in self.names if fold(name)}
        found |= {(What.NUMBER, number_tag(number)) for number in self.numbers if tidy(number)}
        return found | {(What.RECORD, record_tag(ref)) for ref in self.records}


def fold(name: str) -> str:
    """A business by its name alone: PT Karya Aman, CV. KARYA AMAN and "Karya-Aman, Tbk" are one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(character if character.isalnum() else " " for character in plain).split()
    return " ".join(word for word in words if word not in _FORMS) or " ".join(words)


def tidy(number: str) -> str:
    """A number without the dots, strokes and spaces that people write between its parts."""
    return "".join(character for character in number.upper() if character.isalnum())


def name_tag(name: str) -> bytes:
    """The tag of a business or other body."""
    return _tag(b"name", fold(name).encode())


def number_tag(number: str) -> bytes:
    """The tag of a permit, a procurement, a case or whatever goes by a number."""
    return _tag(b"number", tidy(number).encode())


def record_tag(ref: str) -> bytes:
    """The tag of a record of this house."""
    return _tag(b"record", ref.encode())


def standing(interests: "QuerySet[Interest]") -> "QuerySet[Interest]":
    """Those that are consulted: neither ended nor found to be no conflict."""
    return interests.filter(ended_on__isnull=True).filter(Q(case__isnull=True) | ~Q(case__state="no_conflict"))


def check(person_id: UUID) -> Matcher | None:
    """What the person declared, as a question to put to any matter; None when nothing stands. One query then, nearly always."""
    declared = _declared(person_id)
    return declared.touches if declared else None


def sight(person_ids: Collection[UUID]) -> Mapping[UUID, Aside]:
    """The same for queries: what each of these people does not see while it stands. A few queries, whatever the number of people."""
    declared = _declared_by(person_ids)
    for one, wide in zip(declared.values(), _wide(declared.values()), strict=True):
        one.wide = wide
    naming = [person_id for person_id, one in declared.items() if one.names_records]
    named: dict[UUID, set[str]] = {}
    if naming:
        rows = NamedCase.objects.filter(interest__in=_standing_of(naming))
        for person_id, ref in rows.values_list("interest__person_id", "case__ref"):
            named.setdefault(person_id, set()).add(ref)
    return {person_id: Aside(one.people_and_units, one.units, frozenset(named.get(person_id, ()))) for person_id, one in declared.items()}


def in_the_way(person_id: UUID, interest: Interest) -> bool:
    """Whether this person may not stand in for another's interest, because they declared one in the same themself."""
    declared = _declared(person_id)
    return declared is not None and declared.shares(_by_kind(interest.tags.values_list("what", "tag")))


def _declared(person_id: UUID) -> "_Declared | None":
    return _declared_by([person_id]).get(person_id)


def _declared_by(person_ids: Collection[UUID]) -> "dict[UUID, _Declared]":
    rows = InterestTag.objects.filter(interest__in=_standing_of(person_ids))
    found: dict[UUID, list[tuple[str, Any]]] = {}
    for person_id, what, tag in rows.values_list("interest__person_id", "what", "tag"):
        if person_id in person_ids:
            found.setdefault(person_id, []).append((what, tag))
    return {person_id: _Declared(_by_kind(some)) for person_id, some in found.items()}


def _standing_of(person_ids: Collection[UUID]) -> "QuerySet[Interest]":
    """The standing interests of these people; of everybody where they are too many to name."""
    found = Interest.objects.all()
    return standing(found.filter(person_id__in=list(person_ids)) if len(person_ids) <= _NAMED else found)


def _by_kind(rows: Iterable[tuple[str, Any]]) -> dict[str, set[bytes]]:
    tags: dict[str, set[bytes]] = {}
    for what, tag in rows:
        tags.setdefault(what, set()).add(bytes(tag))
    return tags


class _Declared:
    """One person's standing interests. What a unit stands for is worked out once, and only when a matter is about people or units."""

    def __init__(self, tags: dict[str, set[bytes]]) -> None:
        self.tags = tags
        self.wide: _Wide | None = None

    def touches(self, matter: Matter) -> bool:
        """Whether one of the interests is about what the matter is about."""
        return (
            self._meets(What.RECORD, map(record_tag, matter.refs))
            or self._meets(What.NUMBER, map(number_tag, matter.numbers))
            or self._meets(What.NAME, map(name_tag, matter.names))
            or not self.people_and_units.isdisjoint(matter.tags)
            or (matter.unit is not None and matter.unit.pk in self.units)
        )

    def shares(self, tags: dict[str, set[bytes]]) -> bool:
        """Whether one of the interests is about what another's interest is about."""
        exact = any(not self.tags.get(what, set()).isdisjoint(some) for what, some in tags.items())
        return exact or not self.people_and_units.isdisjoint(tags.get(What.PERSON, set()) | tags.get(What.UNIT, set()))

    def _meets(self, what: What, tags: Iterable[bytes]) -> bool:
        return bool(self.tags.get(what)) and not self.tags[what].isdisjoint(tags)

    @property
    def names_records(self) -> bool:
        """Whether records of this house are among what was declared."""
        return bool(self.tags.get(What.RECORD))

    @property
    def people_and_units(self) -> frozenset[bytes]:
        """The people and units named, what is below those units, and everybody who works or worked there."""
        return self._looked_up()[0]

    @property
    def units(self) -> frozenset[UUID]:
        """The units among them."""
        return self._looked_up()[1]

    def _looked_up(self) -> "_Wide":
        if self.wide is None:
            [self.wide] = _wide([self])
        return self.wide


def _wide(several: Collection[_Declared]) -> list[_Wide]:
    """What the people and units stand for that each of these names: four queries for all, none where nobody names a unit."""
    wanted = {tag for one in several for tag in one.tags.get(What.UNIT, ())}
    units = Unit.objects.values_list("pk", flat=True) if wanted else ()
    named = {tag: pk for pk in units if (tag := exclusion.unit_tag(pk)) in wanted}
    paths = lineage.paths(named.values()) if named else {}
    standing_on = {
        place: [path for tag in one.tags.get(What.UNIT, ()) if tag in named for path in paths.get(named[tag], ())]
        for place, one in enumerate(several)
    }
    below = {place: {pk for pk, root in some.items() if not root} for place, some in lineage.downwards_each(standing_on).items()}
    people = lineage.people_in_each(below, clock.today())
    found = []
    for place, one in enumerate(several):
        tags = one.tags.get(What.PERSON, set()) | {exclusion.unit_tag(pk) for pk in below[place]}
        tags |= {tag(person_id) for person_id in people[place] for tag in (exclusion.person_tag, exclusion.alone_tag)}
        found.append((frozenset(tags), frozenset(below[place])))
    return found


def _tag(kind: bytes, value: bytes) -> bytes:
    return hmac.digest(keys.subject_key(), b"amanah/interest/v1/" + kind + b"/" + value, "sha256")
