"""Whom needs reach: conditions turned into bits, so that ten thousand holdings are asked about thirty needs at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from amanah.foundation.organisation import text
from amanah.foundation.organisation.models import Employment
from amanah.rooms.learning.needs.models import Need


class Held(NamedTuple):
    """One holding of a post, as audiences see it; days are ordinals."""

    person: UUID
    post: UUID
    unit: UUID
    words: str
    heads: bool
    employment: str
    since: int


@dataclass
class Audience:
    """The needs of a day, ready to be asked whom they reach. Bit n is the need at place n.

    Args:
        needs: what holds on the day.
        paths: unit → its path, for every unit that holdings name.
        classes: post → its class of bribery risk.
        roles: person → the roles they hold anywhere.
        firsts: person → the first day of their first post; whoever came before every need for new joiners may be left out.
    """

    needs: Sequence[Need]
    paths: Mapping[UUID, str]
    classes: Mapping[UUID, str]
    roles: Mapping[UUID, Collection[str]]
    firsts: Mapping[UUID, int]
    _cut: dict[tuple[str, object], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take apart what would otherwise be taken apart for every title and every first day."""
        places = list(enumerate(self.needs))
        self._unworded = self._fitting(not need.post_words.strip() for need in self.needs)
        self._worded = [(1 << place, _alternatives(need.post_words)) for place, need in places if need.post_words.strip()]
        self._open_to_all = self._fitting(not need.joiners for need in self.needs)
        self._joining = [(1 << place, need.since.toordinal()) for place, need in places if need.joiners]

    def reached(self, held: Held) -> int:
        """The needs that reach whoever holds this post, as bits."""
        bits = self._by_unit(held.unit) & self._by_title(held.words) & self._by_employment(held.employment)
        bits &= self._by_class(self.classes.get(held.post, "")) & self._by_head(heads=held.heads)
        return bits & self._by_role(held.person) & self._by_joining(held.person) if bits else 0

    def _by_unit(self, unit: UUID) -> int:
        key = ("unit", unit)
        if key not in self._cut:
            path = self.paths[unit]
            self._cut[key] = self._fitting(need.unit is None or path.startswith(need.unit.path) for need in self.needs)
        return self._cut[key]

    def _by_title(self, words: str) -> int:
        key = ("title", words)
        if key not in self._cut:
            bits = self._unworded
            for bit, alternatives in self._worded:
                if any(all(part in words for part in parts) for parts in alternatives):
                    bits |= bit
            self._cut[key] = bits
        return self._cut[key]

    def _by_employment(self, employment: str) -> int:
        key = ("employment", employment)
        if key not in self._cut:
            # People from outside hold posts too (a consultant): nothing reaches them that does not name them.
            outside = employment == Employment.OUTSIDER
            self._cut[key] = self._fitting(need.employment in ({employment} if outside else {"", employment}) for need in self.needs)
        return self._cut[key]

    def _by_class(self, said: str) -> int:
        key = ("class", said)
        if key not in self._cut:
            self._cut[key] = self._fitting(need.bribery_class in {"", said} for need in self.needs)
        return self._cut[key]

    def _by_head(self, *, heads: bool) -> int:
        key = ("head", heads)
        if key not in self._cut:
            self._cut[key] = self._fitting(heads or not need.is_head for need in self.needs)
        return self._cut[key]

    def _by_role(self, person: UUID) -> int:
        roles = frozenset(self.roles.get(person, ()))
        key = ("role", roles)
        if key not in self._cut:
            self._cut[key] = self._fitting(not need.role or need.role in roles for need in self.needs)
        return self._cut[key]

    def _by_joining(self, person: UUID) -> int:
        first = self.firsts.get(person, 0)
        key = ("first", first)
        if key not in self._cut:
            self._cut[key] = self._open_to_all | sum(bit for bit, since in self._joining if first >= since)
        return self._cut[key]

    @staticmethod
    def _fitting(said: Iterable[bool]) -> int:
        return sum(1 << place for place, fits in enumerate(said) if fits)


def _alternatives(wanted: str) -> list[list[str]]:
    """Between commas, what each word of a title has to begin with; as it stands in a column for searching."""
    found = ([f" {part}" for part in text.fold(one).split()] for one in wanted.split(","))
    return [parts for parts in found if parts]
