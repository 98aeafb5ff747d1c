"""Kinds of flat tables that files may hold, and how each becomes canonical tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from amanah.redflags.data import Data
from amanah.redflags.reading import tenders
from amanah.redflags.schema import Schema
from amanah.redflags.schemas import SCHEMAS


@dataclass(frozen=True, slots=True)
class Flat:
    """A kind of flat table; `store(data, schema, name)` puts the read table of that name into `data`."""

    schema: Schema
    store: Callable[[Data, Schema, str], None]


def as_it_is(data: Data, schema: Schema, name: str) -> None:
    """The flat table is the canonical one."""
    table = data.con.table(name)
    counts = table.aggregate(**{column: table[column].count() for column in schema.types}).to_pyarrow().to_pylist()[0]
    data.add(schema, table, filled=[column for column, count in counts.items() if count])


STORES: Final = {"tenders": tenders.store}
"""How the tables are stored that are no canonical ones themselves."""

FLAT: Final[Mapping[str, Flat]] = {name: Flat(schema, STORES.get(name, as_it_is)) for name, schema in SCHEMAS.items()}
