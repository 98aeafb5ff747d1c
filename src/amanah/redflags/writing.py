"""The files of a scan: results as Parquet and CSV, what was answered and what not, what was rejected, and a summary."""

import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from amanah.redflags.running import HITS, Answer


class Results:
    """Writes hits as they come, to results.parquet and results.csv."""

    def __init__(self, parquet: pq.ParquetWriter, sheet: pa_csv.CSVWriter) -> None:
        self._writers = (parquet, sheet)
        self.count = 0

    def hits(self, rows: pa.Table) -> None:
        """Take a portion of hits."""
        for writer in self._writers:
            writer.write_table(rows)
        self.count += rows.num_rows


@contextmanager
def results(folder: Path) -> Iterator[Results]:
    """results.parquet and results.csv in `folder`, open for hits."""
    with (
        pq.ParquetWriter(folder / "results.parquet", HITS, compression="zstd") as parquet,
        pa_csv.CSVWriter(folder / "results.csv", HITS) as sheet,
    ):
        yield Results(parquet, sheet)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row, a cell or a whole file that was not taken in. Line and column are 0 where the reason is about something larger."""

    file: str
    line: int
    column: str
    reason: str


def availability(folder: Path, answers: Iterable[Answer]) -> None:
    """availability.csv: per indicator whether it fired, and how many subjects it judged or could not judge."""
    with (folder / "availability.csv").open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        sheet.writerow(["indicator", "status", "fired", "clear", "not_available", "reason"])
        sheet.writerows([one.indicator, one.status, one.fired, one.clear, one.not_available, one.reason] for one in answers)


class Rejections:
    """rejected.csv, written as rejections come: there may be millions."""

    def __init__(self, file: TextIO) -> None:
        self._sheet = csv.writer(file)
        self._sheet.writerow(["file", "line", "column", "reason"])
        self._count = 0

    def append(self, one: Rejected) -> None:
        """Write one down."""
        self._sheet.writerow([one.file, one.line or "", one.column, one.reason])
        self._count += 1

    def extend(self, several: Iterable[Rejected]) -> None:
        """Write several down."""
        for one in several:
            self.append(one)

    def __len__(self) -> int:
        return self._count


@contextmanager
def rejections(folder: Path) -> Iterator[Rejections]:
    """rejected.csv in `folder`, open for writing."""
    with (folder / "rejected.csv").open("w", newline="", encoding="utf-8") as file:
        yield Rejections(file)


def summary(folder: Path, content: dict[str, Any]) -> None:
    """summary.json: counts, parameters, versions, seconds."""
    text = json.dumps(content, ensure_ascii=False, indent=2, default=str)
    (folder / "summary.json").write_text(text + "\n", encoding="utf-8")
