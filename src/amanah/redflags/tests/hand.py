"""Small tables written by hand, for the indicators' own tests."""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis
import pyarrow as pa

from amanah.redflags.catalogue import catalogue
from amanah.redflags.data import Data
from amanah.redflags.parameters import Parameters
from amanah.redflags.running import Answer, ask
from amanah.redflags.schemas import SCHEMAS
from amanah.redflags.tests import asked, both_engines

Rows = Sequence[Mapping[str, Any]]


def data_of(**tables: Rows) -> Data:
    """Canonical tables from rows of plain values; columns left out are empty."""
    data = Data(ibis.duckdb.connect(), "duckdb")
    for name, rows in tables.items():
        schema = SCHEMAS[name]
        unknown = {key for row in rows for key in row} - set(schema.types)
        assert not unknown, f"{name} has no {unknown}"
        types = ibis.schema(schema.types).to_pyarrow()
        table = pa.Table.from_pylist([dict.fromkeys(schema.types) | dict(row) for row in rows], schema=types)
        filled = [column for column in schema.types if any(row.get(column) is not None for row in rows)]
        data.add(schema, data.con.create_table(name, table), filled=filled)
    return data


class Hits:
    """Keeps hits as rows."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def hits(self, rows: pa.Table) -> None:
        self.rows += rows.to_pylist()

    @property
    def subjects(self) -> list[str]:
        return sorted(row["subject_id"] for row in self.rows)


def ask_of(name: str, data: Data, language: str = "id", **given: Any) -> tuple[Answer, Hits]:
    """What an indicator says of these tables; where Spark is being compared, that it says the same there."""
    one = catalogue().find(name)
    hits = Hits()
    answer = ask(data, one, Parameters(one.parameters, given), hits, language)
    asked.note(answer)
    both_engines.compare(one, data, Parameters(one.parameters, given), answer=answer, rows=hits.rows, language=language)
    return answer, hits
