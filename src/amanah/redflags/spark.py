"""The same scan on Apache Spark: for tables that outgrow one machine, or lie in a lake already. Needs requirements/spark.txt and Java 17.

Files are read by DuckDB, which names what it rejects; the canonical tables go over to Spark as Parquet, and the indicators run there
unchanged.
"""

import os
import shutil
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import ibis

from amanah.redflags.data import Data
from amanah.redflags.schemas import SCHEMAS

SETTINGS: Final[Mapping[str, str]] = {
    "spark.sql.session.timeZone": "UTC",  # canonical times are wall clocks without a zone; nothing may shift them
    "spark.sql.parquet.inferTimestampNTZ.enabled": "false",
    "spark.sql.ansi.enabled": "false",  # a division by nothing is empty, as in DuckDB, and no error
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
LOCAL: Final[Mapping[str, str]] = {"spark.master": "local[*]", "spark.driver.memory": "4g", "spark.sql.shuffle.partitions": "8"}
"""Where no cluster is named by the usual means (SPARK_CONF_DIR, SPARK_REMOTE or `[spark]` in the parameters)."""


class NoSparkError(Exception):
    """Spark cannot be started; the text says what is missing."""


def missing() -> str:
    """What of Spark is not installed, in words; empty when it can start."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed; `make spark` installs it"
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        return "there is no Java; on Debian: apt-get install default-jre-headless"
    return ""


def connect(settings: Mapping[str, Any] | None = None) -> ibis.BaseBackend:
    """A session on this machine, or where `settings` (Spark's own names) or SPARK_REMOTE point. Raises NoSparkError."""
    gone = missing()
    if gone:
        raise NoSparkError(gone)
    from pyspark.sql import SparkSession  # only with the extra

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("amanah scan")
    elsewhere = "SPARK_REMOTE" in os.environ or "spark.master" in (settings or {})
    for name, value in {**SETTINGS, **({} if elsewhere else LOCAL), **(settings or {})}.items():
        builder = builder.config(name, str(value))
    session = builder.getOrCreate()
    if not elsewhere:
        session.sparkContext.setLogLevel("ERROR")
    return ibis.pyspark.connect(session)


def moved(data: Data, con: ibis.BaseBackend, folder: Path) -> Data:
    """The canonical tables of `data`, which are DuckDB's, on Spark. `folder` must be one that Spark's workers can read."""
    there = Data(con, "spark")
    mark = uuid4().hex[:8]  # Ibis keeps what it cached by the names of tables: a later scan of the session must not meet it
    for name in data.names:
        path = folder / f"{name}.parquet"
        data[name].to_parquet(str(path))
        schema = SCHEMAS[name]
        filled = [column for column in schema.types if data.has(name, column)]
        table = con.read_parquet(str(path), table_name=f"canonical_{name}_{mark}")
        there.add(schema, table, filled=filled, columns=data[name].columns)
    return there
