"""Tables in files: CSV in any dress, sheets of XLSX, Parquet. Headings recognised, cells converted, the rest rejected by line."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import duckdb

from amanah.redflags.reading import Into, Wish, converting, headings
from amanah.redflags.reading.kinds import FLAT
from amanah.redflags.reading.places import Places
from amanah.redflags.reading.plain_text import LONGEST, Prepared, prepare
from amanah.redflags.schema import Kind, Schema

LOOKED_AT: Final = 30
"""Rows among which the headings are sought: exports often begin with a title."""
NAMED: Final = 1_000
"""Wrong cells of one column that are named one by one; a column with more is misread as a whole, and the rest is counted."""

KINDS: Final[dict[Kind, str]] = {
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "money": "amount",
    "date": "day",
    "time": "time",
    "flag": "yes or no",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of text cells with headings found."""

    name: str
    fit: headings.Fit
    heads: Sequence[str]
    cells: duckdb.DuckDBPyRelation
    places: Places | None = None
    """Where its rows stand, if it comes from text; rows of Parquet are counted from 1."""

    def line(self, row: int, rows: int) -> int:
        """Row (from 0) of the `rows` that were taken → line in the file as the person has it."""
        return self.places.of_taken(row, rows) if self.places else row + 1


def read_csv(path: Path, name: str, into: Into) -> None:
    """Take in one CSV file: delimiter, encoding and the row of headings are found out."""
    prepared = prepare(path, name, into)
    _csv(prepared, name, into)


def read_sheets(path: Path, name: str, into: Into) -> None:
    """Take in every sheet of a workbook that holds a table we know."""
    from openpyxl import load_workbook  # here: 0.2 s that most scans need not pay

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever its parts raise on a damaged file
        into.reject(name, f"is no readable workbook: {error}")
        return
    for number, sheet in enumerate(book.worksheets):
        target = into.work / f"{path.name}-{number}.csv"
        with target.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(_shown(row) for row in sheet.iter_rows(values_only=True))
        if target.stat().st_size:
            _csv(Prepared(target, 0, ()), f"{name}[{sheet.title}]", into, delimiter=",", by_row=True)
    book.close()


def read_parquet(path: Path, name: str, into: Into) -> None:
    """Take in one Parquet file; its rows count as lines from 1."""
    try:
        table = into.data.con.con.read_parquet(str(path))
    except duckdb.Error as error:
        into.reject(name, _first_line(error, path))
        return
    found = _recognise(table.columns, name, into)
    if found is not None:
        heads = table.columns
        written = ", ".join(f'cast("{_quoted(heads[place])}" as varchar) as "{column}"' for column, place in found.places.items())
        picked = ", ".join(converting.trimmed(f'"{column}"') + f' as "{column}"' for column in found.places)
        _take(Sheet(name, found, heads, table.project(written).project(picked)), into)


def _csv(prepared: Prepared, name: str, into: Into, delimiter: str = "", *, by_row: bool = False) -> None:
    with prepared.path.open(encoding="utf-8", newline="") as file:
        start = file.read(1 << 18)
    delimiter = delimiter or _delimiter(start)
    csv.field_size_limit(LONGEST * 2)
    reader = csv.reader(start.splitlines(keepends=True), delimiter=delimiter)
    top = [(row, reader.line_num) for row in islice(reader, LOOKED_AT)]
    row, skipped = max(top, key=lambda one: _likeness(one[0], into.wish), default=([], 0))
    found = _recognise(row, name, into)
    if found is None:
        return
    con = into.data.con.con
    names = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(row)))
    source = (
        f"read_csv('{_escaped(str(prepared.path))}', auto_detect=false, header=false, skip={skipped}, delim='{_escaped(delimiter)}', "
        f"quote='\"', escape='\"', columns={{{names}}}, store_rejects=true, rejects_limit=0, max_line_size={LONGEST * 2}, "
        f"rejects_table='rejected_rows', rejects_scan='rejecting_scans')"
    )
    picked = ", ".join(converting.trimmed(f"c{place}") + f' as "{column}"' for column, place in found.places.items())
    con.execute("drop table if exists rejected_rows; drop table if exists rejecting_scans")
    places = Places(prepared, skipped, delimiter, len(row), by_row)
    sheet = Sheet(name, found, row, con.sql(f"select {picked} from {source}"), places)  # noqa: S608 - quoted above
    try:
        _take(sheet, into)
    except duckdb.Error as error:
        into.reject(name, _first_line(error, prepared.path))
        return
    said = "select line, min(coalesce(column_name, '')), min(error_message) from rejected_rows group by line order by line"
    for which, (line, column, message) in enumerate(con.execute(said).fetchall()):
        heading = row[int(column[1:])] if column else ""
        into.reject(name, message.splitlines()[0], line=places.of_refused(which, int(line)), column=heading)


def _take(sheet: Sheet, into: Into) -> None:
    """Convert and append the rows of one table. The cells are kept once, so that the file is read once."""
    con, schema, columns = into.data.con.con, sheet.fit.schema, list(sheet.fit.places)
    con.execute("drop table if exists raw_cells")
    sheet.cells.create("raw_cells")
    cells = con.table("raw_cells")
    habits = converting.habits(cells, schema, columns)
    values = {column: converting.value(f'"{column}"', schema.column(column).kind, habits[column], into.wish.zone) for column in columns}
    into.taken.notes += [
        f"{sheet.name}, {sheet.heads[sheet.fit.places[column]]}: {habit.doubtful}" for column, habit in habits.items() if habit.doubtful
    ]
    kept = f"flat_{schema.name}"
    types = ", ".join(f'"{name}" {_sql_type(schema, name)}' for name in schema.types)
    con.execute(f"create table if not exists {kept} ({types})")
    whole = " and ".join(f'"{name}" is not null' for name in schema.needed) or "true"
    converted = ", ".join(f'{sql} as "{column}"' for column, sql in values.items())
    before = con.table(kept).count("*").fetchone()
    con.execute(f"insert into {kept} by name select * from (select {converted} from raw_cells) where {whole}")  # noqa: S608
    after = con.table(kept).count("*").fetchone()
    rows = (after or (0,))[0] - (before or (0,))[0]
    _reject_cells(sheet, values, habits, into)
    con.execute("drop table raw_cells")
    into.taken.rows[schema.name] = into.taken.rows.get(schema.name, 0) + int(rows)
    into.taken.files.append((sheet.name, schema.name))


def _reject_cells(sheet: Sheet, values: dict[str, str], habits: dict[str, converting.Habit], into: Into) -> None:
    con, schema = into.data.con.con, sheet.fit.schema
    (rows,) = con.table("raw_cells").count("*").fetchone() or (0,)
    something = "(" + " or ".join(f"\"{column}\" <> ''" for column in values) + ")"  # a wholly empty row is no row
    wrongs: dict[str, str] = {}
    for column, value in values.items():
        kind, needed = schema.column(column).kind, column in schema.needed
        if needed:
            wrongs[column] = converting.lacking(value, something)
        elif kind != "text" and not habits[column].certain:
            wrongs[column] = converting.lacking(value, converting.filled(f'"{column}"', kind))
    if not wrongs:
        return
    every = ", ".join(f"count(*) filter (where {wrong})" for wrong in wrongs.values())
    counts = con.execute(f"select {every} from raw_cells").fetchone() or ()  # noqa: S608
    for (column, wrong), count in zip(wrongs.items(), counts, strict=True):
        if not count:
            continue
        kind, needed = schema.column(column).kind, column in schema.needed
        heading = sheet.heads[sheet.fit.places[column]]
        fate = "row left out" if needed else "cell left empty"
        listed = f'select row, "{column}" from (select row_number() over () - 1 as row, * from raw_cells) where {wrong} limit {NAMED}'  # noqa: S608
        for row, text in con.execute(listed).fetchall():
            reason = f"{text[:80]!r} is no {KINDS[kind]}; {fate}" if text else f"is empty; {fate}"
            into.reject(sheet.name, reason, line=sheet.line(int(row), int(rows)), column=heading)
        if count > NAMED:
            into.reject(sheet.name, f"{count - NAMED:,} more cells like these; {fate}", column=heading)


def finish(into: Into) -> None:
    """Hand what was read to the scan, one currency at a time."""
    there = {name for (name,) in into.data.con.con.execute("select table_name from duckdb_tables()").fetchall()}
    for name, flat in FLAT.items():
        kept = f"flat_{name}"
        if kept not in there:
            continue
        if "currency" in flat.schema.types:
            _one_currency(kept, into)
        flat.store(into.data, flat.schema, kept)


def _one_currency(kept: str, into: Into) -> None:
    """Amounts of several currencies must not be added up: rows of any but the chosen, or the most frequent, are rejected."""
    con = into.data.con.con
    by_frequency = f"select upper(currency), count(*) from {kept} where currency is not null group by 1 order by 2 desc, 1"  # noqa: S608
    counts = con.execute(by_frequency).fetchall()
    if not counts:
        return
    chosen = into.wish.currency.upper() or counts[0][0]
    for currency, count in counts:
        if currency != chosen:
            name = kept.removeprefix("flat_")
            into.reject(name, f"{count:,} rows in {currency}; scanned in {chosen}", column="currency")
            into.taken.rows[name] -= count
    if any(currency != chosen for currency, _count in counts):
        con.execute(f"delete from {kept} where upper(currency) <> ?", [chosen])  # noqa: S608


def _recognise(heads: Sequence[str], name: str, into: Into) -> headings.Fit | None:
    found = headings.best(_candidates(into.wish), heads, into.wish.columns)
    if found is None or found.absent:
        shown = ", ".join(head[:30] for head in heads[:12] if head) + (" …" if len(heads) > 12 else "")  # noqa: PLR2004 - as many as a line shows
        what = f"no heading for {', '.join(found.absent)} of {found.schema.name}" if found else "no table that is known has such headings"
        into.reject(name, f"{what}: {shown}")
        return None
    return found


def _likeness(row: Sequence[str], wish: Wish) -> tuple[bool, int, float]:
    found = headings.best(_candidates(wish), row, wish.columns)
    return found.worth if found else (False, 0, 0.0)


def _candidates(wish: Wish) -> Iterable[Schema]:
    return [FLAT[wish.schema].schema] if wish.schema in FLAT else [flat.schema for flat in FLAT.values()]


def _delimiter(start: str) -> str:
    lines = start.splitlines()[:LOOKED_AT]
    return max(",;\t|", key=lambda sign: max((line.count(sign) for line in lines), default=0))


def _shown(row: Iterable[object]) -> Iterator[str]:
    return ("" if cell is None else str(cell) for cell in row)


def _sql_type(schema: Schema, name: str) -> str:
    return {"string": "varchar", "int64": "bigint", "float64": "double", "timestamp(6)": "timestamp"}.get(
        schema.types[name], schema.types[name]
    )


def _quoted(heading: str) -> str:
    return heading.replace('"', '""')


def _escaped(text: str) -> str:
    return text.replace("'", "''")


def _first_line(error: Exception, path: Path) -> str:
    return str(error).strip().splitlines()[0].replace(str(path), path.name)
