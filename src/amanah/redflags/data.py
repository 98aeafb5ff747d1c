"""The canonical tables of one scan, on one engine, and what several indicators compute from them only once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal, TypeVar

import duckdb
import ibis
import pyarrow as pa
from ibis.expr.operations import InMemoryTable
from ibis.expr.types import Table

from amanah.redflags.schema import Schema

Engine = Literal["duckdb", "spark"]
T = TypeVar("T")


class Data:
    """Tables by name. A canonical table has every column of its schema that is looked at; `has` tells which of them hold anything."""

    def __init__(self, con: ibis.BaseBackend, engine: Engine) -> None:
        self.con = con
        self.engine: Engine = engine
        self._tables: dict[str, Table] = {}
        self._filled: dict[str, frozenset[str]] = {}
        self._shared: dict[str, Table] = {}
        self._known: dict[str, Any] = {}
        self._passing: set[str] | None = None
        self._made = 0

    def add(self, schema: Schema, table: Table, *, filled: Iterable[str], columns: Sequence[str] | None = None) -> None:
        """Take in a canonical table; columns that the source did not have are added empty. `filled`: columns with any value.

        `columns`: the only ones that are looked at; asking for another is an error, so that none is taken for empty that was not read.
        """
        wanted = list(schema.types) if columns is None else list(columns)
        empty = {name: ibis.null(schema.types[name]) for name in wanted if name not in table.columns}
        self._tables[schema.name] = table.mutate(**empty).select(wanted)
        self._filled[schema.name] = frozenset(filled)

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What the engine raises when it cannot compute: out of memory, a full disk, a value that fits no type."""
        if self.engine == "spark":
            from pyspark.errors import PySparkException  # only with the extra

            return (PySparkException,)
        return (duckdb.Error,)

    @property
    def names(self) -> tuple[str, ...]:
        """The tables there are."""
        return tuple(self._tables)

    def __getitem__(self, name: str) -> Table:
        return self._tables[name]

    def has(self, name: str, *columns: str) -> bool:
        """Whether the table is there and each of these columns holds at least one value."""
        return name in self._tables and self._filled[name].issuperset(columns)

    def missing(self, needs: Mapping[str, tuple[str, ...]]) -> list[str]:
        """What of `needs` (table → columns) is not there, as "table" or "table.column"."""
        gone: list[str] = []
        for name, columns in needs.items():
            if name not in self._tables:
                gone.append(name)
            else:
                gone += [f"{name}.{column}" for column in columns if column not in self._filled[name]]
        return gone

    def once(self, key: str, build: Callable[["Data"], Table]) -> Table:
        """The table that `build` describes, computed at the first call and kept: for what several indicators share."""
        if key not in self._shared:
            self._shared[key] = shared = self.keep(build(self))
            if self._passing:
                self._passing.discard(shared.get_name())
        return self._shared[key]

    def known(self, key: str, find: Callable[[], T]) -> T:
        """What `find` answers, asked at the first call and kept: like `once`, for what is no table."""
        if key not in self._known:
            self._known[key] = find()
        found: T = self._known[key]
        return found

    def keep(self, expression: Table) -> Table:
        """Compute an expression now and keep the result for the rest of the scan, or of what is `passing`."""
        if self.engine == "spark":
            return self._kept_by_spark(expression)
        self._made += 1
        kept = self.con.create_table(f"kept_{self._made}", expression, temp=True)
        if self._passing is not None:
            self._passing.add(kept.get_name())
        return kept

    def counted(self, expression: Table, *, by: str, number: str) -> Table:
        """The rows with a whole number that grows with the column `by`, in which no two rows are alike. For use in `once` or `keep`.

        Numbers have gaps on Spark: that spares it to bring all rows together in one place.
        """
        if self.engine == "duckdb":
            return expression.mutate(**{number: ibis.row_number().over(ibis.window(order_by=expression[by]))})
        from pyspark.sql import SparkSession, functions  # only with the extra

        self._made += 1
        name = f"counted_{id(self)}_{self._made}"
        rows = SparkSession.active().sql(self.con.compile(expression)).orderBy(by)
        rows.withColumn(number, functions.monotonically_increasing_id()).createOrReplaceTempView(name)
        return self.con.table(name)

    @contextmanager
    def passing(self) -> Iterator[None]:
        """DuckDB gives back at the end what was kept meanwhile, except by `once`: the next indicator needs the memory."""
        self._passing = set()
        try:
            yield
        finally:
            for name in sorted(self._passing):
                self.con.drop_table(name, force=True)
            self._passing = None

    def _kept_by_spark(self, expression: Table) -> Table:
        """The rows themselves, without the way they were computed: plans that carry it grow until Spark only plans."""
        from pyspark.sql import SparkSession  # only with the extra

        self._made += 1
        name = f"kept_{id(self)}_{self._made}"
        session = SparkSession.active()
        if isinstance(expression.op(), InMemoryTable):  # made in this process, it belongs to no engine yet
            rows = session.createDataFrame(expression.op().data.to_pyarrow(expression.schema()))
        else:
            rows = session.sql(self.con.compile(expression)).localCheckpoint()
        rows.createOrReplaceTempView(name)
        return self.con.table(name)

    def portions(self, expression: Table, rows: int = 100_000) -> Iterator[pa.Table]:
        """The rows of an expression, some at a time."""
        if self.engine == "spark":
            batches = expression.to_pyarrow_batches(chunk_size=rows)
        else:  # asked of DuckDB itself: the call that Ibis uses is on its way out
            batches = self.con.raw_sql(ibis.to_sql(expression, dialect="duckdb")).to_arrow_reader(rows)
        for batch in batches:
            yield pa.Table.from_batches([batch])

    def drop(self, kept: Table) -> None:
        """Give back what `keep` took."""
        if self.engine == "spark":
            from pyspark.sql import SparkSession  # only with the extra

            SparkSession.active().catalog.dropTempView(kept.get_name())
        else:
            self.con.drop_table(kept.get_name(), force=True)
