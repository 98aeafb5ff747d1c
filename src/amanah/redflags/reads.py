"""What a scan reads: the columns at which the indicators that were asked for look. The rest of a file is checked, counted and left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from amanah.redflags.indicator import Indicator


@dataclass(frozen=True, slots=True)
class Reads:
    """Canonical table → its columns that are looked at; None: any may be."""

    columns: Mapping[str, frozenset[str]] | None = None

    @classmethod
    def of(cls, indicators: Iterable[Indicator]) -> Self:
        """What these indicators need and look at. One that does not say what it looks at may look at anything."""
        columns: dict[str, frozenset[str]] = {}
        for one in indicators:
            if one.reads is None:
                return cls()
            for part in (one.needs, one.reads):
                for table, names in part.items():
                    columns[table] = columns.get(table, frozenset()).union(names)
        return cls(columns)

    def __contains__(self, place: str) -> bool:
        """Whether "table.column" is looked at."""
        table, _dot, column = place.partition(".")
        return self.columns is None or column in self.columns.get(table, ())


EVERYTHING: Final = Reads()
