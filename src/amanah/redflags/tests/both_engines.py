"""With AMANAH_SPARK=1 the first hand-made case in which an indicator fires is asked of Spark too, and its rows are compared."""

import math
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Final

import ibis
import pyarrow as pa

from amanah.redflags import spark
from amanah.redflags.data import Data
from amanah.redflags.explaining import Language
from amanah.redflags.indicator import Indicator
from amanah.redflags.parameters import Parameters
from amanah.redflags.running import Answer, ask
from amanah.redflags.tests import asked

WANTED = os.environ.get("AMANAH_SPARK") == "1"
SAME: Final = "the same on Spark"

ALONE: Final = {
    "spark.master": "local[1]",
    "spark.driver.memory": "1g",
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    # for some dozen rows, compiling a plan costs far more than running it
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:CICompilerCount=1 -XX:+UseSerialGC -XX:-UsePerfData",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.sql.lightweightPlanChangeValidation": "false",
}
"""A session for tiny tables, in a quarter of the processor time. It changes how Spark computes, not what."""


@cache
def session() -> ibis.BaseBackend:
    return spark.connect(ALONE)


class Rows:
    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def hits(self, rows: pa.Table) -> None:
        self.rows += rows.to_pylist()


def compare(one: Indicator, data: Data, parameters: Parameters, *, answer: Answer, rows: list[dict[str, Any]], language: Language) -> None:
    if not WANTED or SAME in asked.SEEN[one.id] or not answer.fired:
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
    asked.SEEN[one.id].add(SAME)


def _place(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["subject_type"], row["subject_id"], row["explanation"]
