"""`amanah bench [PART …]`: measure what Amanah promises, on this machine, in temporary folders, over loopback only."""

import argparse
import importlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

from amanah.cli import say
from amanah.cli.bench.figures import Figure, Part, Setting

# name → module with measure(setting), what it measures. A part whose engine is not installed is left out.
PARTS = {
    "pages": ("amanah.cli.bench.pages", "bytes and requests of every public page"),
    "reporters": ("amanah.cli.bench.reporters", "8 reporters at once, 200 reports"),
    "guessing": ("amanah.cli.bench.guessing", "1,000 wrong receipts of a mailbox that exists, 1,000 of none: the same time"),
    "power": ("amanah.cli.bench.power", "kill -9 under load; every receipt shown must survive"),
    "cases": ("amanah.cli.bench.cases", "a case list over 1,000 and over 100,000 cases"),
    "ledger": ("amanah.cli.bench.entries", "a change at 1,000 and at 1,000,000 entries; verification"),
    "sheets": ("amanah.cli.bench.sheets", "scored questionnaires of 2,000 units: rolling them up, saving one answer"),
    "import": ("amanah.cli.bench.importing", "50,000 complaints from another system's file to sealed cases: time and memory"),
    "scan": ("amanah.cli.bench.scanning", "red flags over a million releases, as ratios to the bare read"),
    "queue": ("amanah.cli.bench.queue", "made-up services, 100 seeds of three kinds: who is found, and how often the innocent are named"),
    "risks": ("amanah.cli.bench.risks", "the map and the lists of 20,000 risks"),
    "quiz": ("amanah.cli.bench.quiz", "500 people take a quiz at once, the power cut once: no answer lost, nobody asked anew"),
    "learning": ("amanah.cli.bench.learning", "coverage of 10,000 people by 30 needs; a training history of 50,000 rows"),
    "smap": ("amanah.cli.bench.smap", "how ready 50 scopes are for 500 requirements of ISO 37001"),
    "start": ("amanah.cli.bench.starting", "start-up times and idle memory"),
}
# Measured on PostgreSQL too, when there is one.
ON_BOTH = ("reporters", "power", "cases", "ledger", "sheets", "import", "quiz", "risks", "learning", "smap")


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah bench [PART …] [--scale N] [--database sqlite|postgresql|both] [--json]`."""
    names = [name for name, (module, _) in PARTS.items() if find_spec(module) is not None]
    verb = verbs.add_parser(
        "bench",
        help="measure on this machine what Amanah promises",
        epilog="parts: " + " · ".join(f"{name}: {PARTS[name][1]}" for name in names),
    )
    verb.add_argument("parts", nargs="*", metavar="PART", help=f"any of: {', '.join(names)} (default: all)")
    verb.add_argument("--scale", type=float, default=1.0, help="a fraction of the full size; quick, but the figures are rough")
    verb.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="sqlite", help="default: sqlite")
    verb.add_argument("--json", action="store_true", help="all figures, for a program")
    verb.set_defaults(run=run, names=names)


def run(arguments: argparse.Namespace) -> int:
    """0 when every figure keeps its limit, else 1."""
    unknown = sorted(set(arguments.parts) - set(arguments.names))
    if unknown:
        raise say.Refusal(f"no such part: {unknown[0]} (there are {', '.join(arguments.names)})", code=2)
    chosen = [name for name in arguments.names if not arguments.parts or name in arguments.parts]
    results, ok = [], True
    for name, database, url in _rounds(chosen, arguments.database):
        if not arguments.json:
            say.line(f"{name} · {database}: {PARTS[name][1]}")
        began = time.monotonic()
        figures = list(_measured(name, url, arguments.scale))
        seconds = time.monotonic() - began
        if not arguments.json:
            for figure in figures:
                say.line(str(figure))
            say.line(f"  took {seconds:.0f} s\n")
        ok = ok and all(figure.ok for figure in figures)
        rows = [{**asdict(figure), "ok": figure.ok} for figure in figures]
        results.append({"part": name, "database": database, "seconds": round(seconds, 1), "figures": rows})
    if arguments.json:
        say.as_json({"ok": ok, "scale": arguments.scale, "cores": os.cpu_count(), "parts": results})
    return say.DONE if ok else say.FOUND_WRONG


def _rounds(names: list[str], databases: str) -> Iterator[tuple[str, str, str]]:
    """Each part with the database that it is to be measured on, each time an empty one."""
    if databases in {"sqlite", "both"}:
        for name in names:
            yield name, "sqlite", ""
    if databases in {"postgresql", "both"}:
        for name in names:
            if name in ON_BOTH:
                with _postgres() as url:
                    yield name, "postgresql", url


@contextmanager
def _postgres() -> Iterator[str]:
    """A server of our own for the time of one part, which waits for the disk like one in earnest."""
    from amanah.cli.bench.cluster import Cluster, NoPostgres

    try:
        with Cluster(durable=True) as cluster:
            yield cluster.url
    except NoPostgres as missing:
        raise say.Refusal(str(missing)) from None


def _measured(name: str, url: str, scale: float) -> Iterator[Figure]:
    part: Part = importlib.import_module(PARTS[name][0]).measure
    with tempfile.TemporaryDirectory(prefix="amanah-bench-", ignore_cleanup_errors=True) as folder:
        yield from part(Setting(Path(folder), scale, url))
