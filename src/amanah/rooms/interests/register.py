"""How the register is consulted without being opened: keyed tags of what interests are about, matched with what somebody is chosen for."""

import hmac
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from amanah.foundation.access import exclusion, keys
from amanah.foundation.access.conflicts import Aside, Matcher, Matter
from amanah.foundation.organisation import lineage
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import clock
from amanah.rooms.interests.models import Interest, InterestTag, NamedCase, What

_FORMS = frozenset(["pt", "cv", "ud", "firma", "koperasi", "yayasan", "tbk", "persero", "perum", "perseroan", "terbatas", "perkumpulan"])
"""Words for the legal form of a business, which people leave out or write in their own way."""


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


def sight(person_id: UUID) -> Aside:
    """The same for queries: what the person does not see while it stands."""
    declared = _declared(person_id)
    return declared.aside if declared else Aside()


def in_the_way(person_id: UUID, interest: Interest) -> bool:
    """Whether this person may not stand in for another's interest, because they declared one in the same themself."""
    declared = _declared(person_id)
    return declared is not None and declared.shares(_by_kind(interest.tags.values_list("what", "tag")))


def _declared(person_id: UUID) -> "_Declared | None":
    interests = standing(Interest.objects.filter(person_id=person_id))
    tags = _by_kind(InterestTag.objects.filter(interest__in=interests).values_list("what", "tag"))
    return _Declared(tags, interests) if tags else None


def _by_kind(rows: Iterable[tuple[str, Any]]) -> dict[str, set[bytes]]:
    tags: dict[str, set[bytes]] = {}
    for what, tag in rows:
        tags.setdefault(what, set()).add(bytes(tag))
    return tags


class _Declared:
    """One person's standing interests. What a unit stands for is worked out once, and only when a matter is about people or units."""

    def __init__(self, tags: dict[str, set[bytes]], interests: "QuerySet[Interest]") -> None:
        self._tags = tags
        self._interests = interests
        self._wide: frozenset[bytes] | None = None
        self._units: frozenset[UUID] = frozenset()

    def touches(self, matter: Matter) -> bool:
        """Whether one of the interests is about what the matter is about."""
        return (
            self._meets(What.RECORD, map(record_tag, matter.refs))
            or self._meets(What.NUMBER, map(number_tag, matter.numbers))
            or self._meets(What.NAME, map(name_tag, matter.names))
            or not self._people_and_units().isdisjoint(matter.tags)
            or (matter.unit is not None and matter.unit.pk in self._units)
        )

    @property
    def aside(self) -> Aside:
        """What `touches` says yes to, as far as cases go, by what their tables can be asked for."""
        refs: Iterable[str] = ()
        if self._tags.get(What.RECORD):
            refs = NamedCase.objects.filter(interest__in=self._interests).values_list("case__ref", flat=True)
        tags = self._people_and_units()
        return Aside(tags, self._units, frozenset(refs))

    def shares(self, tags: dict[str, set[bytes]]) -> bool:
        """Whether one of the interests is about what another's interest is about."""
        exact = any(not self._tags.get(what, set()).isdisjoint(some) for what, some in tags.items())
        return exact or not self._people_and_units().isdisjoint(tags.get(What.PERSON, set()) | tags.get(What.UNIT, set()))

    def _meets(self, what: What, tags: Iterable[bytes]) -> bool:
        return bool(self._tags.get(what)) and not self._tags[what].isdisjoint(tags)

    def _people_and_units(self) -> frozenset[bytes]:
        """The people and units named, what is below those units, and everybody who works or worked there."""
        if self._wide is None:
            wanted = self._tags.get(What.UNIT, set())
            named = [pk for pk in Unit.objects.values_list("pk", flat=True) if exclusion.unit_tag(pk) in wanted] if wanted else []
            paths = lineage.paths(named) if named else {}
            below = {pk for pk, root in lineage.downwards(path for some in paths.values() for path in some).items() if not root}
            people = lineage.people_in(below, clock.today()) if below else set()
            self._units = frozenset(below)
            self._wide = frozenset(
                self._tags.get(What.PERSON, set())
                | {exclusion.unit_tag(pk) for pk in below}
                | {tag(person_id) for person_id in people for tag in (exclusion.person_tag, exclusion.alone_tag)}
            )
        return self._wide


def _tag(kind: bytes, value: bytes) -> bytes:
    return hmac.digest(keys.subject_key(), b"amanah/interest/v1/" + kind + b"/" + value, "sha256")
