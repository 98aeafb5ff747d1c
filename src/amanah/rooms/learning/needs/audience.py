"""Whom needs reach: conditions turned into bits, so that ten thousand holdings are asked about thirty needs at once."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from amanah.foundation.organisation import text
from amanah.foundation.organisation.models import Employment
from amanah.rooms.learning.needs.models import Need


class Held(NamedTuple):
    """What audiences see of a post that somebody holds; `bribery_class` is "" where none was decided."""

    unit: UUID
    words: str
    heads: bool
    employment: str
    bribery_class: str


@dataclass
class Audience:
    """The needs of a day, ready to be asked whom they reach. Bit n is the need at place n.

    Args:
        needs: what holds on the day.
        paths: unit → its path, for every unit that holdings name.
        roles: person → the roles they hold anywhere.
        firsts: person → the first day of their first post, as an ordinal; whoever came before every need for new joiners may be left out.
    """

    needs: Sequence[Need]
    paths: Mapping[UUID, str]
    roles: Mapping[Hashable, Collection[str]]
    firsts: Mapping[Hashable, int]
    _cut: dict[Hashable, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take apart what would otherwise be taken apart for every title and every first day."""
        places = list(enumerate(self.needs))
        self._unworded = self._fitting(not need.post_words.strip() for need in self.needs)
        self._worded = [(1 << place, _alternatives(need.post_words)) for place, need in places if need.post_words.strip()]
        self._of_roles = self._fitting(bool(need.role) for need in self.needs)
        self._of_joiners = self._fitting(need.joiners for need in self.needs)

    def reached(self, person: Hashable, held: Held) -> int:
        """The needs that reach this person by this post, as bits."""
        unit, words, heads, employment, bribery_class = held
        bits = self._by_unit(unit) & self._by_title(words) & self._by_rest(heads, employment, bribery_class)
        if bits & self._of_roles:
            bits &= self._by_role(frozenset(self.roles.get(person, ())))
        if bits & self._of_joiners:
            bits &= self._by_joining(self.firsts.get(person, 0))
        return bits

    def _by_unit(self, unit: UUID) -> int:
        if unit not in self._cut:
            path = self.paths[unit]
            self._cut[unit] = self._fitting(need.unit is None or path.startswith(need.unit.path) for need in self.needs)
        return self._cut[unit]

    def _by_title(self, words: str) -> int:
        if words not in self._cut:
            bits = self._unworded
            for bit, alternatives in self._worded:
                if any(all(part in words for part in parts) for parts in alternatives):
                    bits |= bit
            self._cut[words] = bits
        return self._cut[words]

    def _by_rest(self, heads: bool, employment: str, bribery_class: str) -> int:  # noqa: FBT001 - as the row has them
        key = (heads, employment, bribery_class)
        if key not in self._cut:
            # People from outside hold posts too (a consultant): nothing reaches them that does not name them.
            employed = {employment} if employment == Employment.OUTSIDER else {"", employment}
            classed = {"", bribery_class}
            fitting = (need.employment in employed and need.bribery_class in classed and (heads or not need.is_head) for need in self.needs)
            self._cut[key] = self._fitting(fitting)
        return self._cut[key]

    def _by_role(self, roles: frozenset[str]) -> int:
        if roles not in self._cut:
            self._cut[roles] = self._fitting(not need.role or need.role in roles for need in self.needs)
        return self._cut[roles]

    def _by_joining(self, first: int) -> int:
        if first not in self._cut:
            self._cut[first] = self._fitting(not need.joiners or first >= need.since.toordinal() for need in self.needs)
        return self._cut[first]

    @staticmethod
    def _fitting(said: Iterable[bool]) -> int:
        return sum(1 << place for place, fits in enumerate(said) if fits)


def _alternatives(wanted: str) -> list[list[str]]:
    """Between commas, what each word of a title has to begin with; as it stands in a column for searching."""
    found = ([f" {part}" for part in text.fold(one).split()] for one in wanted.split(","))
    return [parts for parts in found if parts]
