"""What a table is, told by its headings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from amanah.redflags.schema import Schema


@dataclass(frozen=True, slots=True)
class Fit:
    """A schema and, per column of it, the place (from 0) of the heading that carries it."""

    schema: Schema
    places: Mapping[str, int]

    @property
    def absent(self) -> list[str]:
        """Required columns without a heading."""
        return [name for name in self.schema.required if name not in self.places]

    @property
    def worth(self) -> tuple[bool, int, float]:
        """Fits compare by this: whole before partial, then more columns found, then a larger part of the schema."""
        return not self.absent, len(self.places), len(self.places) / len(self.schema.columns)


def best(schemas: Iterable[Schema], headings: Sequence[str], given: Mapping[str, Mapping[str, str]]) -> Fit | None:
    """The schema that these headings fit best, if any of its columns is among them. `given`: see `Wish.columns`."""
    fits = [fit(schema, headings, given.get(schema.name, {})) for schema in schemas]
    found = max(fits, key=lambda one: one.worth, default=None)
    return found if found is not None and found.places else None


def fit(schema: Schema, headings: Sequence[str], given: Mapping[str, str]) -> Fit:
    """Which heading carries which column; a heading serves one column, and names come before aliases."""
    free = {plain(heading): place for place, heading in reversed(list(enumerate(headings))) if plain(heading)}
    places: dict[str, int] = {}
    wanted = [(column.name, (given[column.name],) if column.name in given else (column.name, *column.aliases)) for column in schema.columns]
    for only_first in (True, False):
        for name, names in wanted:
            for one in names[:1] if only_first else names[1:]:
                if name not in places and plain(one) in free:
                    places[name] = free.pop(plain(one))
    return Fit(schema, places)


def plain(heading: str) -> str:
    """A heading without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", heading.casefold())
