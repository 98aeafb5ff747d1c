"""Cells that can be read but not believed: dates that are none, currencies that are none, releases without an ocid."""

# ruff: noqa: S608 - names of our own only; what files say is bound

from typing import Final

from amanah.redflags.reading import Into
from amanah.redflags.reading.ocds import staging

PORTION: Final = 1_000
CURRENCY: Final = "^[A-Z]{3}$"

MOMENTS: Final = (
    ("releases", "opened", "'tender.tenderPeriod.startDate'"),
    ("releases", "closed", "'tender.tenderPeriod.endDate'"),
    ("releases", "published", "'tender.documents.datePublished'"),
    ("bids", "submitted", "'bids.details[' || (t.place - 1) || '].date'"),
    ("awards", "awarded", "'awards[' || (t.place - 1) || '].date'"),
    ("contracts", "signed", "'contracts[' || (t.place - 1) || '].dateSigned'"),
    ("amendments", "amended", "'contracts[' || (t.place - 1) || '].amendments[' || (t.number - 1) || '].date'"),
)
"""(table, column, SQL of the JSON path); the text stands in `<column>_text`."""

CURRENCIES: Final = (
    ("releases", "'tender.value.currency'"),
    ("bids", "'bids.details[' || (t.place - 1) || '].value.currency'"),
    ("awards", "'awards[' || (t.place - 1) || '].value.currency'"),
    ("contracts", "'contracts[' || (t.place - 1) || '].value.currency'"),
)


def checked(table: str) -> set[str]:
    """The columns of a canonical table that are checked, and the texts in which they stood."""
    moments = {one for of, column, _at in MOMENTS if of == table for one in (column, f"{column}_text")}
    return moments | {"currency" for of, _at in CURRENCIES if of == table}


def run(into: Into) -> None:
    """Reject what cannot be believed; a currency that is none is taken out, so that its amount is compared with nothing."""
    current = staging.stage(into.data)
    _tell(into, f"select rowid, 'ocid', null from {staging.RAW} where ocid is null", "there is no ocid")
    for table, column, at in MOMENTS:
        wrong = f"t.{column}_text is not null and t.{column} is null"
        if _any(current, f"ocds_{table} t where {wrong}"):
            _tell(into, _of(table, at, f"t.{column}_text", wrong), "{!r} is no date and time")
    for table, at in CURRENCIES:
        odd = f"select currency from ocds_{table} group by currency having not regexp_full_match(currency, '{CURRENCY}')"
        if _any(current, f"({odd})"):
            wrong = f"t.currency in ({odd})"
            _tell(into, _of(table, at, "t.currency", wrong), "{!r} is no currency (three capital letters)")
            current.cursor.execute(f"update ocds_{table} as t set currency = null where {wrong}")


def _any(current: staging.Stage, source: str) -> bool:
    return current.cursor.execute(f"select 1 from {source} limit 1").fetchone() is not None


def _of(table: str, at: str, text: str, wrong: str) -> str:
    return f"select raw.rowid, {at}, {text} from ocds_{table} t join {staging.RAW} raw using (ocid) where {wrong} order by raw.rowid"


def _tell(into: Into, sql: str, reason: str) -> None:
    """Reject every (row, JSON path, text) that `sql` finds, with the file and line it came from."""
    current = staging.stage(into.data)
    found = current.cursor.execute(
        f"select raw.file, raw.line, raw.inside, raw.rowid, wrong.* from ({sql}) wrong(id, cell, text) "
        f"join {staging.RAW} raw on raw.rowid = wrong.id"
    )
    while rows := found.fetchmany(PORTION):
        for file, line, at, row, _id, inside, text in rows:
            column = f"{at}.{inside}" if at else inside
            into.reject(current.names[file - 1], reason.format(text), line=line or current.line(row), column=column)
