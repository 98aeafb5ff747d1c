"""The command that scans files, alike as `amanah scan` and as `python -m amanah.redflags`."""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import duckdb
import ibis
import pyarrow as pa

from amanah.redflags import report, settings, spark, writing
from amanah.redflags.catalogue import catalogue
from amanah.redflags.data import Data
from amanah.redflags.indicator import FAMILIES, Indicator
from amanah.redflags.parameters import ParameterError, Parameters
from amanah.redflags.reading import Into, Taken, UnreadableError, Wish
from amanah.redflags.reading.kinds import FLAT
from amanah.redflags.reading.reader import read
from amanah.redflags.reads import Reads
from amanah.redflags.running import Answer, scan

DONE, UNUSABLE, FAILED = 0, 2, 3
IN_MEMORY: Final = 0.1
"""Files smaller than this part of the machine's memory are worked on within it."""
MEMORY: Final = 3_000_000_000
"""Bytes that the engine may take, of half the machine's memory; what goes beyond is put on the disk for the while."""
LIBRARIES: Final = ("ibis-framework", "duckdb", "pyarrow")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders: JSON, JSON Lines, CSV, XLSX, XES, Parquet, also packed"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="where results.parquet, results.csv, report.html and the rest are written")
    parser.add_argument("--schema", choices=sorted({*FLAT, "procurement"}), help="what the files hold, where that cannot be recognised")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="where indicators are computed (default: duckdb)")
    parser.add_argument("--indicators", default="", metavar="ID,…", help="only these")
    parser.add_argument("--params", type=Path, metavar="FILE", help="parameters as TOML, or a settings file of Cardinal")
    parser.add_argument("--language", choices=("id", "en"), default="id", help="of explanations and report (default: id)")
    parser.add_argument("--list", action="store_true", help="every indicator")
    parser.add_argument("--explain", metavar="ID", help="all about one indicator")
    parser.add_argument("--json", action="store_true", help="for a program")


def run(options: argparse.Namespace) -> int:
    """Carry the command out; returns its exit code: 0 done, 2 bad usage or unreadable input."""
    try:
        if options.explain:
            return _explain(options.explain, as_json=options.json)
        if options.list:
            return _list(as_json=options.json)
        return _scan(options)
    except (UnreadableError, ParameterError, spark.NoSparkError) as error:
        print(f"amanah scan: {error}", file=sys.stderr)
        return UNUSABLE


def main(words: Sequence[str] | None = None) -> int:
    """Run on its own, without the rest of Amanah: what the machine cannot do is one line and code 3 here too."""
    parser = argparse.ArgumentParser(prog="amanah scan", description=__doc__)
    arguments(parser)
    try:
        return run(parser.parse_args(words))
    except (OSError, MemoryError, duckdb.Error, pa.ArrowException) as error:
        print(f"amanah scan: {(str(error).strip().splitlines() or [type(error).__name__])[0]}", file=sys.stderr)
        return FAILED


def _scan(options: argparse.Namespace) -> int:
    if not options.paths or options.out is None:
        raise ParameterError("name what to scan and, with --out, where to write")
    given = settings.load(options.params, catalogue())
    chosen = _chosen(options.indicators or ",".join(given.only))
    if options.engine == "spark" and spark.missing():
        raise spark.NoSparkError(spark.missing())
    began = time.perf_counter()
    options.out.mkdir(parents=True, exist_ok=True)
    wish = Wish(
        schema=options.schema or "",
        columns=given.columns,
        currency=str(given.shared.get("currency", "")),
        zone=str(given.shared.get("zone", "Asia/Jakarta")),
        reads=Reads.of(chosen),
        progress=_say,
    )
    with _working(options.paths) as (data, work):
        with writing.rejections(options.out) as rejected, writing.results(options.out) as results:
            taken = Taken(rejected)
            read(options.paths, Into(data, wish, taken, work))
            if options.engine == "spark":
                data = spark.moved(data, spark.connect(given.shared.get("spark")), work)  # noqa: PLW2901 - the reader's tables are not asked
            answers = scan(
                data,
                chosen,
                results,
                language=options.language,
                parameters=lambda one: Parameters(one.parameters, given.of(one), given.shared),
                progress=_told_at_once,
            )
        writing.availability(options.out, answers)
        writing.summary(options.out, _summary(taken, answers, time.perf_counter() - began))
        report.write(options.out, data, answers, taken, options.language)
    _told(taken, answers, options)
    return DONE


@contextmanager
def _working(paths: Sequence[Path]) -> Iterator[tuple[Data, Path]]:
    """An engine and a folder for scratch, both gone afterwards. What is large compared with memory is kept in a file."""
    with tempfile.TemporaryDirectory(prefix="amanah-scan-") as name:
        work = Path(name)
        size = sum(one.stat().st_size for path in paths for one in ([path] if path.is_file() else path.rglob("*")) if one.is_file())
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        database = work / "scan.duckdb" if size > memory * IN_MEMORY else ":memory:"
        limit = f"{int(min(MEMORY, memory / 2))} bytes"
        con = ibis.duckdb.connect(database, temp_directory=str(work / "spilled"), memory_limit=limit)
        try:
            yield Data(con, "duckdb"), work
        finally:
            con.disconnect()


def _chosen(names: str) -> list[Indicator]:
    if not names:
        return catalogue().all()
    try:
        return [catalogue().find(name) for name in names.split(",")]
    except KeyError as error:
        raise ParameterError(f"there is no indicator {error.args[0]}; see --list") from error


def _summary(taken: Taken, answers: list[Answer], seconds: float) -> dict[str, Any]:
    return {
        "files": [{"file": file, "kind": kind} for file, kind in taken.files],
        "rows": taken.rows,
        "rejected": len(taken.rejected),
        "notes": taken.notes,
        "hits": {one.indicator: one.fired for one in answers if one.fired},
        "indicators": dict(Counter(one.status for one in answers)),
        "parameters": {one.indicator: one.parameters for one in answers},
        "seconds": {"all": round(seconds, 3), **{one.indicator: round(one.seconds, 3) for one in answers}},
        "versions": {name: version(name) for name in LIBRARIES},
    }


def _told_at_once(answer: Answer) -> None:
    if answer.status != "not available":
        _say(f"{answer.indicator}: {answer.status} ({answer.fired:,})")


def _told(taken: Taken, answers: list[Answer], options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps({one.indicator: [one.status, one.fired, one.clear, one.not_available] for one in answers}))
        return
    for name, rows in taken.rows.items():
        print(f"{name}: {rows:,} rows")
    print(f"rejected: {len(taken.rejected):,}")
    for one in answers:
        print(
            f"{one.indicator:8} {one.status:14} fired {one.fired:>9,}  clear {one.clear:>9,}"
            f"  not available {one.not_available:>9,}  {one.reason}"
        )
    print(f"written to {options.out}")


def _list(*, as_json: bool) -> int:
    every = catalogue().all()
    if as_json:
        print(json.dumps([_described(one) for one in every], ensure_ascii=False, indent=2))
        return DONE
    for name, title in FAMILIES.items():
        family = [one for one in every if one.family == name]
        if family:
            print(f"\n{title.en}")
            for one in family:
                print(f"  {one.id:8} {one.alias:8} {one.title.en}")
    return DONE


def _explain(name: str, *, as_json: bool) -> int:
    (one,) = _chosen(name)
    if as_json:
        print(json.dumps(_described(one), ensure_ascii=False, indent=2))
        return DONE
    print(f"{one.id} {one.alias} – {one.title.en} / {one.title.id}\n")
    for label, text in (("Question", one.question), ("Why", one.rationale), ("False alarms", one.false_alarm), ("Blind to", one.blind)):
        print(f"{label}: {text.en}\n")
    print("Needs: " + "; ".join(f"{table}: {', '.join(columns)}" for table, columns in one.needs.items()))
    for parameter in one.parameters:
        print(f"Parameter {parameter.name} = {parameter.default} {parameter.unit}: {parameter.means.en}")
    print(f"Source: {one.source}" + (f"; OCP {', '.join(one.ocp)}" if one.ocp else ""))
    return DONE


def _described(one: Indicator) -> dict[str, Any]:
    return {
        "id": one.id,
        "alias": one.alias,
        "family": one.family,
        "severity": one.severity,
        **{
            name: {"id": text.id, "en": text.en}
            for name in ("title", "question", "rationale", "false_alarm", "blind")
            for text in [getattr(one, name)]
        },
        "needs": {table: list(columns) for table, columns in one.needs.items()},
        "parameters": Parameters(one.parameters).as_used(),
        "source": one.source,
        "ocp": list(one.ocp),
    }


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
