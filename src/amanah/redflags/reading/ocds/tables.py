"""From the staging table to the canonical tables of procurement: of each what is looked at, what is checked, and no more."""

# ruff: noqa: S608 - names of our own only; what files say is bound

from typing import Final

import duckdb

from amanah.redflags.reading import Into
from amanah.redflags.reading.ocds import checks, shape, staging
from amanah.redflags.reading.ocds.columns import TABLES
from amanah.redflags.reads import Reads
from amanah.redflags.schemas import SCHEMAS

KEYS: Final = ("ocid", "place", "number")
"""What every table keeps until it is checked, so that it can be told where in a file a row stood."""

SPENT: Final = {"releases": "tender", "bids": "bids", "amendments": "contracts", "awards": "awards", "parties": "parties"}
"""Once the table is made, nobody needs that part of the staged releases any more."""


def make(into: Into) -> None:
    """Make every canonical table that the releases fill."""
    cursor = staging.stage(into.data).cursor
    for name in TABLES:
        cursor.execute(_query(name, into.wish.reads))
        if name in SPENT:
            cursor.execute(f"alter table {staging.RAW} drop column {SPENT[name]}")


def _query(name: str, reads: Reads) -> str:
    """SQL that makes a table. What is made of texts that nobody reads cannot be in it."""
    table = TABLES[name]
    unread = {column for made in shape.TEXTS.values() if not any(one in reads for one in made) for column in made}
    known = {one: sql for one, sql in table.columns.items() if f"{name}.{one}" not in unread}
    if table.within:
        at = table.within
        known = {one: sql for one, sql in known.items() if one != at.own or f"{name}.{one}" in reads}
        listed = ", ".join([*(one for one in known if one in {*KEYS, at.own}), f"unnest({at.column}) as {at.row}"])
        columns = ", ".join(f'{sql} as "{one}"' for one, sql in known.items())
        return f"create view ocds_{name} as select {columns} from (select {listed} from ocds_{at.table}) where {table.rows}"
    inside = {other.within.column for other in TABLES.values() if other.within and other.within.table == name}
    wanted = {*KEYS, *checks.checked(name), *inside, *_lasting(name, reads)}
    columns = ", ".join(f'{sql} as "{one}"' for one, sql in known.items())
    return (
        f"create table ocds_{name} as select {', '.join(one for one in known if one in wanted)} from (select {columns} from {table.rows})"
    )


def _lasting(name: str, reads: Reads) -> set[str]:
    """The physical columns of a table that are looked at, be it in another table whose rows lie in it."""
    columns = {one for one in SCHEMAS[name].types if f"{name}.{one}" in reads}
    for other, made in TABLES.items():
        if made.within and made.within.table == name and any(f"{other}.{one}" in reads for one in made.columns):
            columns |= {"ocid", "place", made.within.column}
            columns |= {made.within.own} if f"{other}.{made.within.own}" in reads else set()
    return columns & TABLES[name].columns.keys()


def hand_over(into: Into) -> None:
    """Count the tables and give to the indicators what they look at, after the rows of flat files where there are any.

    An empty table is not given, nor one at which nobody looks.
    """
    cursor = staging.stage(into.data).cursor
    counts = {name: cursor.execute(f"select count(*) from ocds_{name}").fetchall()[0][0] for name in TABLES}
    for name, count in counts.items():
        if count:
            into.taken.rows[name] = into.taken.rows.get(name, 0) + count
    for name, count in counts.items():
        if _left(cursor, name, into.wish.reads) and count:
            _give(into, name)


def _left(cursor: duckdb.DuckDBPyConnection, name: str, reads: Reads) -> bool:
    """Whether anything is left of a table when all is dropped that was only checked."""
    if TABLES[name].within:
        return any(f"{name}.{one}" in reads for one in TABLES[name].columns)
    lasting = _lasting(name, reads)
    if not lasting:
        cursor.execute(f"drop table ocds_{name}")
    for one, *_rest in cursor.execute(f"describe ocds_{name}").fetchall() if lasting else ():
        if one not in lasting:
            cursor.execute(f"alter table ocds_{name} drop column {one}")
    return bool(lasting)


def _give(into: Into, name: str) -> None:
    cursor = staging.stage(into.data).cursor
    schema, table = SCHEMAS[name], into.data.con.table(f"ocds_{name}")
    read = [one for one in schema.types if f"{name}.{one}" in into.wish.reads]
    filled = {one for one in read if one in table.columns and _any(cursor, f"ocds_{name}", one)}
    before = into.data[name] if name in into.data.names else None
    also = {one for one in schema.types if into.data.has(name, one)}
    into.data.add(schema, table, filled=filled | also, columns=read)
    if before is not None:
        into.data.add(schema, before.select(read).union(into.data[name]), filled=filled | also, columns=read)


def _any(cursor: duckdb.DuckDBPyConnection, table: str, column: str) -> bool:
    """Whether a column holds anything: stops at the first value, and the statistics of an empty column spare its reading."""
    return cursor.execute(f"select 1 from {table} where {column} is not null limit 1").fetchone() is not None
