"""Files read into one staging table of typed, still nested releases: at DuckDB's own speed where all is well, else cell by cell."""

# ruff: noqa: S608 - names of our own only; what files say is bound

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from weakref import WeakKeyDictionary

import duckdb

from amanah.redflags.data import Data
from amanah.redflags.reading import Into
from amanah.redflags.reading.ocds import documents, shape

RAW: Final = "ocds_raw"
FAST: Final = 16 << 20
"""Bytes of a line that DuckDB is asked to read by itself; its buffers grow with it. Longer lines are read in Python."""
EASY: Final = 1_200_000_000
SHARE: Final = 0.7
"""Memory for the engine: so many bytes, or of larger files this share of their size. What goes beyond is put on the disk for the while."""
WRAPPERS: Final = ("releases", "records", "compiledRelease")
CONTENT: Final = ", ".join(f'"{name}"' for name in shape.RELEASE)


@dataclass(slots=True)
class Stage:
    """What has been read so far. `starts`: (rows before it, path, name) of each file that was read line by line."""

    cursor: duckdb.DuckDBPyConnection
    columns: Mapping[str, str]
    """Part of a release → the type in which it is staged, without the texts that nobody reads."""
    starts: list[tuple[int, Path, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    rows: int = 0
    size: int = 0
    blank: dict[Path, list[int]] = field(default_factory=dict)

    def line(self, row: int) -> int:
        """The line, from 1, on which a row of a file stood that was read line by line; blank lines count."""
        start, path = max(((start, path) for start, path, _name in self.starts if start <= row), key=lambda one: one[0])
        return _counting_blank(row - start + 1, self._blank(path))

    def _blank(self, path: Path) -> list[int]:
        if path not in self.blank:
            with path.open("rb") as file:
                self.blank[path] = [number for number, line in enumerate(file, 1) if line.isspace()]
        return self.blank[path]


_stages: WeakKeyDictionary[Data, Stage] = WeakKeyDictionary()


def stage(data: Data) -> Stage:
    """The staging table of a scan. Raises KeyError before the first file."""
    return _stages[data]


def _begin(into: Into) -> Stage:
    """The staging table, made for the first file. Its connection counts time in UTC, whatever the scan does."""
    if into.data not in _stages:
        cursor = into.data.con.con.cursor()
        cursor.execute("set timezone = 'UTC'")
        unread = {path for path, made in shape.TEXTS.items() if not any(one in into.wish.reads for one in made)}
        columns = {name: shape.duckdb_type(shape.without(part, unread, name)) for name, part in shape.RELEASE.items()}
        typed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        cursor.execute(f"create table {RAW} (file integer, line bigint, inside varchar, {typed})")
        _stages[into.data] = Stage(cursor, columns)
    return _stages[into.data]


def begun(data: Data) -> bool:
    """Whether any file was read."""
    return data in _stages


def end(data: Data) -> None:
    """Give back what the staging table takes."""
    _stages.pop(data).cursor.execute(f"drop table {RAW}")


def read(path: Path, name: str, into: Into) -> None:
    """Take one file into the staging table."""
    current = _begin(into)
    current.names.append(name)
    current.size += path.stat().st_size
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    current.cursor.execute(f"set memory_limit = '{int(min(max(EASY, current.size * SHARE), memory / 2))} bytes'")
    layout = documents.layout(path)
    if layout.plain and _fast(path, name, current):
        return
    _carefully(path, name, layout, current, into)


def _fast(path: Path, name: str, current: Stage) -> bool:
    """Read a file whose every line is a release as it should be; False, and nothing read, where that is not so."""
    columns = {**current.columns, **dict.fromkeys(WRAPPERS, "JSON")}
    others = " and ".join(f'"{key}" is null' for key in WRAPPERS)
    sql = (
        f"insert into {RAW} select {len(current.names)}, null, null, {CONTENT} from read_json(?, format='newline_delimited', "
        f"columns={_struct(columns)}, maximum_object_size={FAST}) "
        f"where {others} or error('not a release by itself')"
    )
    try:
        (rows,) = current.cursor.execute(sql, [str(path)]).fetchone() or (0,)
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error:
        return False
    current.starts.append((current.rows, path, name))
    current.rows += int(rows)
    return True


def _carefully(path: Path, name: str, layout: documents.Layout, current: Stage, into: Into) -> None:
    clean = into.work / f"ocds-{len(current.names)}.jsonl"
    with clean.open("w", encoding="utf-8", errors="replace") as file:
        file.writelines(_cleaned(path, name, layout, into, len(current.names)))
    load(clean, current)
    clean.unlink()


def load(path: Path, current: Stage) -> None:
    """Add cleaned releases, as `line` writes them, to the staging table."""
    if not path.stat().st_size:
        return
    columns = {
        "_file": "INTEGER",
        "_line": "BIGINT",
        "_inside": "VARCHAR",
        **current.columns,
    }
    sql = (
        f"insert into {RAW} select _file, _line, _inside, {CONTENT} from read_json(?, format='newline_delimited', "
        f"columns={_struct(columns)}, maximum_object_size={documents.LARGEST * 2})"
    )
    (rows,) = current.cursor.execute(sql, [str(path)]).fetchone() or (0,)
    current.rows += int(rows)


def line(content: dict[str, Any], file: int, number: int, at: str) -> str:
    """A cleaned release as `load` reads it, with the place it comes from."""
    return json.dumps({"_file": file, "_line": number, "_inside": at, **content}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _cleaned(path: Path, name: str, layout: documents.Layout, into: Into, file: int) -> Iterator[str]:
    def reject(number: int, at: str, reason: str) -> None:
        into.reject(name, reason, line=number, column=at)

    linked = 0
    for piece in documents.pieces(path, layout, reject):
        for at, release in _releases(piece.content, piece.at):
            if set(release) <= {"url", "date", "tag"} and "url" in release:
                linked += 1
                continue

            def complain(column: str, reason: str, number: int = piece.line, inside: str = at) -> None:
                reject(number, f"{inside}.{column}" if inside else column, reason)

            yield line(shape.fitted(release, shape.RELEASE, "", complain), file, piece.line, at)
    if linked:
        into.taken.notes.append(f"{name}: {linked:,} linked release(s) not included: their records hold only the addresses")


def _releases(content: dict[str, Any], at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """A release itself, or what a record holds: its compiled release, else its releases one by one."""
    inside = f"{at}." if at else ""
    compiled = content.get("compiledRelease")
    releases = content.get("releases")
    if isinstance(compiled, dict):
        yield f"{inside}compiledRelease", {"ocid": content.get("ocid"), "tag": ["compiled"], **compiled}
    elif isinstance(releases, list) and not {"tender", "awards", "contracts", "buyer"} & content.keys():
        for place, release in enumerate(releases):
            if isinstance(release, dict):
                own = release if "url" in release and "ocid" not in release else {"ocid": content.get("ocid"), **release}
                yield f"{inside}releases[{place}]", own
    else:
        yield at, content


def _counting_blank(number: int, blank: list[int]) -> int:
    for one in blank:
        if number < one:
            break
        number += 1
    return number


def _struct(columns: dict[str, str]) -> str:
    return "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items()) + "}"
