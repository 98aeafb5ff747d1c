"""Red flags: how long a scan takes from file to results, as a ratio to DuckDB only reading that file into tables, and how much memory.

Each measure makes its own input from a seed and removes it. To add one, write a generator of figures and name it in `MEASURES`.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
from pyarrow import parquet

from amanah.cli.bench.figures import Figure, Setting
from amanah.redflags.catalogue import catalogue
from amanah.redflags.synthetic import payments, releases, services

RELEASES = 1_000_000
PAYMENTS = 10_000_000
PAYMENTS_AT_MOST = 60.0
PAYMENTS_MEGABYTES = 4_000
EVENTS = 10_000_000
EVENTS_A_FILE, EVENTS_AN_OFFICE = 4.4, 110_000
QUEUES_AT_MOST = 60.0
ELEVEN_AT_MOST, CATALOGUE_AT_MOST = 3.0, 8.0
MOST_MEGABYTES = 2_000
FULL_SIZE = 1.0
OURS = "import sys; from amanah.redflags.command import main; sys.exit(main())"
BARE_PAYMENTS = "import sys; from amanah.cli.bench.scanning import bare_payments; bare_payments(sys.argv[1])"
BARE = "import sys; from amanah.cli.bench.scanning import bare; bare(sys.argv[1])"

_VALUE = "STRUCT(amount DOUBLE, currency VARCHAR)"
_WHO = "STRUCT(id VARCHAR, name VARCHAR)"
COLUMNS = {
    "ocid": "VARCHAR",
    "date": "VARCHAR",
    "buyer": _WHO,
    "tender": "STRUCT(id VARCHAR, title VARCHAR, status VARCHAR, procurementMethod VARCHAR, procurementMethodDetails VARCHAR, "
    f"mainProcurementCategory VARCHAR, procuringEntity {_WHO}, numberOfTenderers BIGINT, value {_VALUE}, "
    "tenderPeriod STRUCT(startDate TIMESTAMPTZ, endDate TIMESTAMPTZ))",
    "bids": f"STRUCT(details STRUCT(id VARCHAR, date TIMESTAMPTZ, status VARCHAR, tenderers {_WHO}[], value {_VALUE})[])",
    "awards": f"STRUCT(id VARCHAR, status VARCHAR, date TIMESTAMPTZ, suppliers {_WHO}[], value {_VALUE}, "
    "items STRUCT(id VARCHAR, classification STRUCT(scheme VARCHAR, id VARCHAR))[])[]",
    "contracts": f"STRUCT(id VARCHAR, awardID VARCHAR, status VARCHAR, dateSigned TIMESTAMPTZ, value {_VALUE})[]",
}
TABLES = (
    "create table releases as select ocid, date, buyer.id as buyer_id, buyer.name as buyer, unnest(tender) from raw",
    "create table bids as select ocid, unnest(b) from (select ocid, unnest(bids.details) as b from raw)",
    "create table bid_tenderers as select ocid, id, unnest(t) from (select ocid, id, unnest(tenderers) as t from bids)",
    "create table awards as select ocid, unnest(a) from (select ocid, unnest(awards) as a from raw)",
    "create table award_suppliers as select ocid, id, unnest(s) from (select ocid, id, unnest(suppliers) as s from awards)",
    "create table award_items as select ocid, id, unnest(i, recursive := true) from (select ocid, id, unnest(items) as i from awards)",
    "create table contracts as select ocid, unnest(c) from (select ocid, unnest(contracts) as c from raw)",
)


def measure(setting: Setting) -> Iterator[Figure]:
    """Every measure in turn."""
    for one in MEASURES:
        yield from one(setting)


def procurement(setting: Setting) -> Iterator[Figure]:
    """Cardinal's eleven, and all indicators of procurement, over made-up releases of about 1.74 kB and four bids each."""
    rows = setting.times(RELEASES)
    path = setting.folder / "releases.jsonl"
    releases.write(path, rows)
    settings = setting.folder / "settings.toml"
    settings.write_text('currency = "IDR"\n', encoding="utf-8")
    every = [one for one in catalogue().all() if one.family in {"procurement", "collusion"}]
    eleven = ",".join(one.id for one in every if one.id.startswith("R0"))
    whole = ",".join(one.id for one in every)
    full = setting.scale >= FULL_SIZE
    read, _memory = timed(BARE, path)
    yield Figure(f"DuckDB alone reads {rows:,} releases into tables", read, "s")
    for name, chosen, limit in (("Cardinal's eleven", eleven, ELEVEN_AT_MOST), ("all of procurement", whole, CATALOGUE_AT_MOST)):
        seconds, memory = timed(OURS, path, "--params", settings, "--indicators", chosen, "--out", setting.folder / "out")
        yield Figure(f"{name}, from file to results", seconds, "s")
        yield Figure(f"{name}, in times of the bare read", seconds / read, "×", limit if full else None)
        yield Figure(f"{name}, most memory", memory, "MB", MOST_MEGABYTES if chosen == eleven else None)
    path.unlink()


def paying(setting: Setting) -> Iterator[Figure]:
    """All indicators of payments over made-up payments, from a CSV file to results; the indicators alone, without reading."""
    rows = setting.times(PAYMENTS)
    path = setting.folder / "payments.csv"
    payments.write(path, rows)
    chosen = ",".join(one.id for one in catalogue().all() if one.family == "payments")
    read, _memory = timed(BARE_PAYMENTS, path)
    yield Figure(f"DuckDB alone reads {rows:,} payments into a table", read, "s")
    out = setting.folder / "out"
    seconds, memory = timed(OURS, path, "--schema", "payments", "--indicators", chosen, "--out", out)
    asking = sum(
        value for name, value in json.loads((out / "summary.json").read_text(encoding="utf-8"))["seconds"].items() if name != "all"
    )
    full = setting.scale >= FULL_SIZE
    yield Figure("all of payments, from file to results", seconds, "s")
    yield Figure("all of payments, in times of the bare read", seconds / read, "×")
    yield Figure("all of payments, the indicators alone", asking, "s", PAYMENTS_AT_MOST if full else None)
    yield Figure("all of payments, most memory", memory, "MB", PAYMENTS_MEGABYTES if full else None)
    path.unlink()


def queueing(setting: Setting) -> Iterator[Figure]:
    """The whole queue family over made-up service events as Parquet; the indicators alone, without reading."""
    rows = setting.times(EVENTS)
    made = services.make(services.World(plan="slowed", files=round(rows / EVENTS_A_FILE), offices=max(2, round(rows / EVENTS_AN_OFFICE))))
    paths = []
    for name in ("service_events", "certificates", "receipts", "tariffs"):
        paths.append(setting.folder / f"{name}.parquet")
        parquet.write_table(made.tables[name], paths[-1])
    events = made.tables["service_events"].num_rows
    del made
    chosen = ",".join(one.id for one in catalogue().all() if one.family == "queue")
    out = setting.folder / "out"
    seconds, memory = timed(OURS, *paths, "--indicators", chosen, "--out", out)
    taken = json.loads((out / "summary.json").read_text(encoding="utf-8"))["seconds"]
    asking = sum(value for name, value in taken.items() if name != "all")
    yield Figure(f"queues, {events:,} events, from files to results", seconds, "s")
    yield Figure("queues, the indicators alone", asking, "s", QUEUES_AT_MOST if setting.scale >= FULL_SIZE else None)
    yield Figure("queues, most memory", memory, "MB")
    for path in paths:
        path.unlink()


MEASURES: tuple[Callable[[Setting], Iterator[Figure]], ...] = (procurement, paying, queueing)


def timed(program: str, *arguments: object) -> tuple[float, float]:
    """Seconds of a Python program in a process of its own, and the most memory it took, in MB. Raises RuntimeError when it fails."""
    began = time.monotonic()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        process = os.posix_spawn(
            sys.executable,
            [sys.executable, "-c", program, *(str(one) for one in arguments)],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1), (os.POSIX_SPAWN_DUP2, nowhere.fileno(), 2)],
        )
        _process, status, used = os.wait4(process, 0)
    if status:
        raise RuntimeError(f"a measured program ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - began, used.ru_maxrss / 1024


def bare_payments(path: str) -> None:
    """DuckDB reads payments into a table, and does nothing else."""
    with duckdb.connect() as con:
        con.execute("create temp table payments as select * from read_csv(?)", [path])


def bare(path: str) -> None:
    """DuckDB reads releases into typed, unnested tables, and does nothing else."""
    with duckdb.connect() as con:
        con.execute("set timezone = 'UTC'")
        con.execute("set enable_progress_bar = false")
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
        con.execute(
            f"create temp table raw as select * from read_json(?, format='newline_delimited', columns={{{columns}}})",  # noqa: S608 - names of our own
            [path],
        )
        for statement in TABLES:
            con.execute(statement)
