"""OCDS: releases, records and packages of 1.1 (1.0 tolerated), as JSON or JSON Lines, into the canonical tables of procurement.

A file whose every line is a release as it should be is read by DuckDB alone. Any other is taken apart in Python: packages and records are
unwrapped, and what does not fit is rejected with its line and JSON path while the rest of its release is kept.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from amanah.redflags.reading import Into, UnreadableError
from amanah.redflags.reading.ocds import checks, documents, merging, staging, tables

KIND = "procurement (OCDS)"


def read(path: Path, name: str, into: Into) -> None:
    """Take in one JSON file; `finish` makes tables of all of them. One that does not look like OCDS by its beginning is rejected."""
    if not documents.layout(path).ours and into.wish.schema != "procurement":
        into.reject(name, "JSON without any ocid, release or record: only OCDS is read as JSON")
        return
    with _named(name):
        staging.read(path, name, into)
    into.taken.files.append((name, KIND))


def finish(into: Into) -> None:
    """Make the canonical tables of every file read, one row per process. Does nothing where there was no such file."""
    if not staging.begun(into.data):
        return
    with _named("OCDS"):
        merging.settle(into)
        tables.make(into)
        checks.run(into)
        tables.hand_over(into)
        staging.end(into.data)


@contextmanager
def _named(what: str) -> Iterator[None]:
    """What the engine cannot do (no memory, no disk) ends the scan by name."""
    try:
        yield
    except duckdb.Error as error:
        raise UnreadableError(f"{what}: {str(error).strip().splitlines()[0]}") from error
