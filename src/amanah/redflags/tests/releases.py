"""OCDS releases read from a file, as a scan reads them, and the eleven of Cardinal asked of them."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ibis

from amanah.redflags.catalogue import catalogue
from amanah.redflags.data import Data
from amanah.redflags.parameters import Parameters
from amanah.redflags.reading import Into, Taken, Wish
from amanah.redflags.reading.reader import read
from amanah.redflags.reads import EVERYTHING, Reads
from amanah.redflags.running import ask
from amanah.redflags.settings import Settings
from amanah.redflags.tests import asked, both_engines
from amanah.redflags.tests.hand import Hits
from amanah.redflags.writing import Rejections

ELEVEN = ("R003", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058")
Found = dict[tuple[str, str], dict[str, float]]


class Read:
    """What a reader made of some files: canonical tables, notes, and rejected cells as (file, line, column, reason).

    `only`: the indicators for which it is read; none: everything is.
    """

    def __init__(self, *paths: Path, work: Path, only: Sequence[str] = ()) -> None:
        work.mkdir(exist_ok=True)
        sheet = io.StringIO()
        reads = Reads.of(catalogue().find(name) for name in only) if only else EVERYTHING
        self.data = Data(ibis.duckdb.connect(), "duckdb")
        self.taken = Taken(Rejections(sheet))  # type: ignore[arg-type]
        read(paths, Into(self.data, Wish(reads=reads), self.taken, work))
        self.rejected = [tuple(row) for row in csv.reader(sheet.getvalue().splitlines())][1:]

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """These columns of a canonical table, in order of the first."""
        return [tuple(row.values()) for row in self.data[table].select(*columns).order_by(*columns).to_pyarrow().to_pylist()]

    def told(self, name: str) -> dict[str, Any]:
        """The single row of a table."""
        (row,) = self.data[name].to_pyarrow().to_pylist()
        return dict(row)


def written(path: Path, *releases: Mapping[str, Any]) -> Path:
    """A file of JSON Lines."""
    path.write_text("".join(json.dumps(one) + "\n" for one in releases), encoding="utf-8")
    return path


def found(data: Data, settings: Settings, *names: str) -> Found:
    """(kind, id) of each subject flagged → indicator → value, as Cardinal writes its results."""
    flagged: Found = {}
    for name in names or settings.only or ELEVEN:
        one = catalogue().find(name)
        hits = Hits()
        parameters = Parameters(one.parameters, settings.of(one), settings.shared)
        answer = ask(data, one, parameters, hits)
        asked.note(answer)
        both_engines.compare(one, data, parameters, answer=answer, rows=hits.rows, language="id")
        for row in hits.rows:
            flagged.setdefault((row["subject_type"], row["subject_id"]), {})[name] = row["value"]
    return flagged
