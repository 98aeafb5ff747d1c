"""With AMANAH_SPARK=1 every hand-made case is asked of Spark too, and the answers are compared row by row."""

import math
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from amanah.redflags import spark
from amanah.redflags.data import Data
from amanah.redflags.explaining import Language
from amanah.redflags.indicator import Indicator
from amanah.redflags.parameters import Parameters
from amanah.redflags.running import Answer, ask

WANTED = os.environ.get("AMANAH_SPARK") == "1"
COMPARED: set[str] = set()
"""Indicators that were asked of both and fired."""

TOO_SLOW = frozenset({"LYN-12"})
"""Spark did not answer within four minutes: its plan repeats what DuckDB computes once. Said in docs/how-to/scan.md."""

ALONE = {"spark.master": "local[1]", "spark.sql.shuffle.partitions": "1", "spark.default.parallelism": "1", "spark.driver.memory": "2g"}


@cache
def session() -> ibis.BaseBackend:
    return spark.connect(ALONE)


class Rows:
    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def hits(self, rows: pa.Table) -> None:
        self.rows += rows.to_pylist()


def compare(one: Indicator, data: Data, parameters: Parameters, *, answer: Answer, rows: list[dict[str, Any]], language: Language) -> None:
    if not WANTED or one.id in TOO_SLOW or (one.id in COMPARED or not answer.fired):
        return  # one firing case of each: Spark takes seconds where DuckDB takes none
    with tempfile.TemporaryDirectory() as folder:
        there = Rows()
        said = ask(spark.moved(data, session(), Path(folder)), one, parameters, there, language)
    assert said.reason == answer.reason, f"{one.id} on Spark: {said.reason}"
    assert (said.fired, said.clear, said.not_available) == (answer.fired, answer.clear, answer.not_available), one.id
    for ours, theirs in zip(sorted(rows, key=_place), sorted(there.rows, key=_place), strict=True):
        assert {**ours, "value": None} == {**theirs, "value": None}, one.id
        near = ours["value"] == theirs["value"] or math.isclose(ours["value"], theirs["value"], rel_tol=1e-9, abs_tol=1e-9)
        assert near, (one.id, ours["value"], theirs["value"])
    COMPARED.add(one.id)


def _place(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["subject_type"], row["subject_id"], row["explanation"]
