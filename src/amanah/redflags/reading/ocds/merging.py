"""One release a process: of compiled releases the newest, of releases one by one what they come to together, as OCDS prescribes."""

# ruff: noqa: S608 - names of our own only; what files say is bound

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from amanah.redflags.reading import Into
from amanah.redflags.reading.ocds import staging

PORTION: Final = 1_000
PLACE: Final = ("rowid", "file", "line", "inside")
"""Where a staged release comes from. What is told of a merged one is told of the place of its first."""
GIVEN_AGAIN: Final = "the process is given again; the release of {} counts"


def settle(into: Into) -> None:
    """Leave one row per ocid in the staging table.

    Where an ocid stands more than once: if any of its releases is compiled, the compiled one with the latest date counts (of equals, the
    one read last) and the others are rejected. Releases that are none compiled are merged in order of their dates: later values replace
    earlier ones, objects in lists are told apart by their id, and an absent or null value leaves what was known.
    """
    current = staging.stage(into.data)
    cursor = current.cursor
    cursor.execute(
        f"create or replace table ocds_twice as select ocid, bool_or(list_contains(tag, 'compiled')) as compiled from {staging.RAW} "
        "where ocid is not null group by ocid having count(*) > 1"
    )
    (twice,) = cursor.execute("select count(*) from ocds_twice").fetchone() or (0,)
    if twice:
        _refuse_older(into)
        _merge(into, current)
        into.taken.notes.append(f"{twice:,} processes were given more than once: their releases were merged, or the newest counts")
    cursor.execute("drop table ocds_twice")


def _refuse_older(into: Into) -> None:
    current = staging.stage(into.data)
    current.cursor.execute(
        "create or replace table ocds_older as select id, file, line, inside, newest from ("
        "  select raw.rowid as id, file, line, inside, first_value(date) over w as newest, row_number() over w as rank "
        f" from {staging.RAW} raw join ocds_twice using (ocid) where compiled "
        "  window w as (partition by ocid order by list_contains(tag, 'compiled') is true desc, "
        "  try_cast(date as timestamptz) desc nulls last, raw.rowid desc)"
        ") where rank > 1"
    )
    older = current.cursor.execute("select id, file, line, inside, newest from ocds_older order by id")
    while rows := older.fetchmany(PORTION):
        for number, file, line, at, newest in rows:
            into.reject(current.names[file - 1], GIVEN_AGAIN.format(newest or "later"), line=line or current.line(number), column=at or "")
    current.cursor.execute(f"delete from {staging.RAW} where rowid in (select id from ocds_older)")
    current.cursor.execute("drop table ocds_older")


def _merge(into: Into, current: staging.Stage) -> None:
    single = "ocid in (select ocid from ocds_twice where not coalesce(compiled, false))"
    path = into.work / "ocds-merged.jsonl"
    with path.open("w", encoding="utf-8", errors="replace") as file:
        file.writelines(_merged(current, single))
    current.cursor.execute(f"delete from {staging.RAW} where {single}")
    staging.load(path, current)
    path.unlink()


def _merged(current: staging.Stage, single: str) -> Iterator[str]:
    columns = f"{', '.join(PLACE)}, {staging.CONTENT}"
    found = current.cursor.execute(
        f"select {columns} from {staging.RAW} where {single} order by ocid, try_cast(date as timestamptz) nulls first, rowid"
    )
    names = [one[0] for one in found.description or ()]

    def rows() -> Iterator[dict[str, Any]]:
        while portion := found.fetchmany(PORTION):
            for row in portion:
                yield dict(zip(names, row, strict=True))

    for _ocid, releases in groupby(rows(), lambda row: row["ocid"]):
        whole: dict[str, Any] = {}
        places: list[tuple[Any, ...]] = []
        for release in releases:
            places.append(tuple(release.pop(name) for name in PLACE))
            whole = merge(whole, release)
        row, file, number, inside = places[0]
        yield staging.line(_without_empty(whole), file, number or current.line(row), inside or "")


def merge(known: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    """What is known after a later release, by the rules above."""
    return {**known, **{name: _joined(known.get(name), value) for name, value in later.items() if value is not None}}


def _joined(known: Any, later: Any) -> Any:
    if isinstance(known, dict) and isinstance(later, dict):
        return merge(known, later)
    if isinstance(known, list) and isinstance(later, list) and all(one is None or isinstance(one, dict) for one in [*known, *later]):
        return _by_id([one for one in known if one], [one for one in later if one])
    return later


def _by_id(known: list[dict[str, Any]], later: list[dict[str, Any]]) -> list[dict[str, Any]]:
    places = {one["id"]: place for place, one in enumerate(known) if one.get("id") is not None}
    joined = list(known)
    for one in later:
        place = places.get(one.get("id"))
        if place is None:
            joined.append(one)
        else:
            joined[place] = merge(joined[place], one)
    return joined


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_empty(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [_without_empty(part) for part in value]
    return value
