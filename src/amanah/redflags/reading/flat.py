"""CSV files: headings recognised, cells converted, what does not convert rejected by line and column."""

import re
from collections.abc import Sequence
from pathlib import Path

import duckdb

from amanah.redflags.data import Data
from amanah.redflags.reading import Taken, UnreadableError, Wish
from amanah.redflags.schema import TYPES, Schema
from amanah.redflags.schemas import SCHEMAS
from amanah.redflags.writing import Rejected


def read(paths: Sequence[Path], data: Data, wish: Wish) -> Taken:
    """Read CSV files, each of one kind."""
    taken = Taken()
    for path in paths:
        wish.progress(path.name)
        _file(path, data, wish, taken)
    return taken


def _file(path: Path, data: Data, wish: Wish, taken: Taken) -> None:
    con = data.con.con
    try:
        raw = con.read_csv(str(path), all_varchar=True, header=True)
    except duckdb.Error as error:
        raise UnreadableError(f"{path.name}: {str(error).splitlines()[0]}") from error
    schema, found = _recognise(raw.columns, wish, path)
    raw.project(f"row_number() over () + 1 as line, {_cells(found)}").create("raw_cells")
    wrong = " union all ".join(
        f"select line, '{column}', {column} from raw_cells where {column} <> '' and {_converted(schema, column)} is null"  # noqa: S608 - names of our own schema
        for column in found
    )
    taken.rejected += [
        Rejected(path.name, line, found[column], f"{text!r} is no {schema.column(column).kind}")
        for line, column, text in con.sql(wrong).fetchall()
    ]
    good = ", ".join(f"{_converted(schema, column)} as {column}" for column in found)
    where = " and ".join(f"{_converted(schema, column)} is not null" for column in schema.required)
    con.sql(f"create table {schema.name} as select {good} from raw_cells where {where}")  # noqa: S608 - names of our own schema
    table = data.con.table(schema.name)
    counts = table.aggregate(**{column: table[column].count() for column in found}).to_pyarrow().to_pylist()[0]
    data.add(schema, table, filled=[column for column, count in counts.items() if count])
    taken.rows[schema.name] = int(table.count().to_pyarrow().as_py())
    taken.files.append((path.name, schema.name))


def _recognise(headings: Sequence[str], wish: Wish, path: Path) -> tuple[Schema, dict[str, str]]:
    candidates = [SCHEMAS[wish.schema]] if wish.schema else list(SCHEMAS.values())
    best = max(candidates, key=lambda schema: len(_match(schema, headings, wish)))
    found = _match(best, headings, wish)
    absent = [name for name in best.required if name not in found]
    if absent or not found:
        raise UnreadableError(
            f"{path.name}: no heading for {', '.join(absent) or 'any column'} of {best.name}; headings: {', '.join(headings)}"
        )
    return best, found


def _match(schema: Schema, headings: Sequence[str], wish: Wish) -> dict[str, str]:
    plain = {_plain(heading): heading for heading in reversed(headings)}
    given = wish.columns.get(schema.name, {})
    names = {column.name: [given.get(column.name, ""), column.name, *column.aliases] for column in schema.columns}
    return {
        name: next(plain[_plain(one)] for one in others if _plain(one) in plain)
        for name, others in names.items()
        if any(_plain(one) in plain for one in others)
    }


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", "", heading.casefold())


def _cells(found: dict[str, str]) -> str:
    return ", ".join(f'trim("{heading.replace(chr(34), chr(34) * 2)}") as {name}' for name, heading in found.items())


def _converted(schema: Schema, column: str) -> str:
    kind = schema.column(column).kind
    match kind:
        case "text":
            return f"nullif({column}, '')"
        case "money":
            return f"try_cast(round(try_cast({column} as decimal(28, 6)) * 100) as bigint)"
        case _:
            return f"try_cast({column} as {TYPES[kind].replace('int64', 'bigint').replace('float64', 'double').replace('(6)', '')})"
