"""`make test`: style, types and structure; the red flags; every test on SQLite; every test on PostgreSQL; the journeys in a browser.

Every phase runs even when one before it failed, so that one run shows everything. Ends with a line like pytest's; the exit code is 0
only when nothing failed. DATABASE_URL (a PostgreSQL whose user may create databases) replaces the server that is otherwise started.
AMANAH_CHROMIUM names a browser, AMANAH_NO_BROWSER=1 leaves the journeys out knowingly.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from amanah.cli.bench.cluster import Cluster, NoPostgres
from amanah.redflags import spark

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NOTHING_COLLECTED = 5
GET_A_BROWSER = """No Chromium was found, so the journeys cannot run. On Debian: apt-get install chromium-headless-shell
(a third lighter than chromium, which does as well).
Elsewhere: install any Chromium or Chrome and name it with AMANAH_CHROMIUM=/path/to/chromium.
AMANAH_NO_BROWSER=1 leaves the journeys out."""

# By file: what a file prepares once is prepared once. In the order that conftest.py gives, the longest first.
PARALLEL = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")

# A library without a database: tested once, not on both.
RED_FLAGS = "src/amanah/redflags"

SLOW = "types"
CHECKS = {
    "style": (("ruff", "check", "--quiet", "."), ("ruff", "format", "--check", "--quiet", ".")),
    "structure": (("lint-imports", "--no-cache"),),
    SLOW: (("mypy", "--no-error-summary", "src"), ("python", "tools/both_ways.py")),
}


class Run:
    """Counts results and seconds of all phases."""

    def __init__(self, temporary: str, *, whole: bool = False) -> None:
        self.results: Counter[str] = Counter()
        self.seconds: dict[str, float] = {}
        self._begun = time.monotonic()
        self._environment = {**os.environ, "TMPDIR": temporary, "PYTHONPATH": str(ROOT / "src")}
        for name in os.environ:
            if name.startswith(("DATABASE_URL", "AMANAH_")) and name not in {"AMANAH_CHROMIUM", "AMANAH_FUZZ"}:
                self._environment.pop(name)
        if whole:
            self._environment["AMANAH_WHOLE_RUN"] = "1"  # conftest.py leaves out on one database what the other tries
        # Compiling every file anew in each of some two hundred processes costs more than the static checks.
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def _begin(self, name: str) -> float:
        print(f"\n--- {name} ---", flush=True)
        return time.monotonic()

    def _end(self, name: str, began: float) -> None:
        self.seconds[name] = time.monotonic() - began
        print(f"--- {name}: {self.seconds[name]:.1f} s", flush=True)

    def check(self, name: str) -> None:
        """One kind of check without tests; every command that complains counts as a failure."""
        began = self._begin(name)
        self._judge(name, began, self._start(name))

    @contextmanager
    def checked_meanwhile(self, name: str) -> Iterator[None]:
        """The same beside something else: a checker keeps one processor busy only. What it says is said afterwards."""
        began, running = time.monotonic(), self._start(name)
        yield
        print(f"\n--- {name}, begun meanwhile ---", flush=True)
        self._judge(name, began, running)

    def _start(self, name: str) -> list[subprocess.Popen[str]]:
        return [
            subprocess.Popen(
                [BIN / tool, *words], cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            for tool, *words in CHECKS[name]
        ]

    def _judge(self, name: str, began: float, running: list[subprocess.Popen[str]]) -> None:
        for process in running:
            print(process.communicate()[0], end="", flush=True)
            self.results["failed" if process.returncode else "passed"] += 1
        self._end(name, began)

    def pytest(self, name: str, *words: str, **environment: str) -> None:
        """One pytest run; its last line is added to the counts."""
        began = self._begin(name)
        words = ("-m", "pytest", "--durations=5", "--durations-min=3", *words)
        process = subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, env={**self._environment, **environment}, stdout=subprocess.PIPE, text=True
        )
        last = ""
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line if line.strip() else last
        code = process.wait()
        counts = {
            what.removesuffix("s"): int(number) for number, what in re.findall(r"(\d+) (passed|failed|skipped|errors?|xfailed)", last)
        }
        self.results.update(counts)
        if code not in {0, NOTHING_COLLECTED} and not counts.get("failed", 0) + counts.get("error", 0):
            self.results["error"] += 1  # it broke off before it could count
        self._end(name, began)

    def miss(self, name: str, text: str) -> None:
        """A phase that could not run counts as an error: silence would look like success."""
        print(f"\n--- {name} ---\n{text}", flush=True)
        self.results["error"] += 1

    def summary(self) -> int:
        """The last line and the exit code."""
        order = ("failed", "error", "passed", "skipped", "xfailed")
        counts = ", ".join(f"{self.results[what]} {what}" for what in order if self.results[what]) or "no tests ran"
        phases = " · ".join(f"{name} {seconds:.0f} s" for name, seconds in self.seconds.items())
        print(f"\n{phases}\n===== {counts} in {time.monotonic() - self._begun:.2f}s =====", flush=True)
        return 1 if self.results["failed"] or self.results["error"] else 0


def browser() -> str | None:
    """A Chromium to drive, from AMANAH_CHROMIUM or the PATH."""
    return os.environ.get("AMANAH_CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def on_postgres(run: Run, *words: str) -> None:
    """The suite on the PostgreSQL that DATABASE_URL names, else on one of our own."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres:", "postgresql:")):
        run.pytest("postgresql", *words, DATABASE_URL=given)
        return
    try:
        with Cluster() as cluster:
            run.pytest("postgresql", *words, DATABASE_URL=cluster.url, PATH=f"{cluster.binaries}:{os.environ['PATH']}")
    except NoPostgres as missing:
        run.miss("postgresql", str(missing))


def red_flags(run: Run) -> None:
    """The library of indicators; where Spark is installed, every indicator is asked of it too and its rows compared with DuckDB's."""
    if gone := spark.missing():
        print(f"\n--- spark: left out, {gone} ---")
        run.pytest("red flags", *PARALLEL, RED_FLAGS)
    else:  # each worker has a Spark of its own
        run.pytest("red flags on both engines", *PARALLEL, "-n", "2", RED_FLAGS, AMANAH_SPARK="1")


def journeys(run: Run) -> None:
    """Whole stories in a real browser."""
    if os.environ.get("AMANAH_NO_BROWSER") == "1":
        print("\n--- journeys: left out, as AMANAH_NO_BROWSER=1 asks ---")
        return
    if (chromium := browser()) is None:
        run.miss("journeys", GET_A_BROWSER)
        return
    run.pytest("journeys", "-m", "journey", *PARALLEL, "-n", "2", AMANAH_CHROMIUM=chromium)


def main() -> int:
    """Run the phases that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="style, types and structure only")
    parser.add_argument("--quick", action="store_true", help="tests on SQLite only, without processes and browser")
    parser.add_argument("--thorough", action="store_true", help="also what a usual run tries by turns only")
    arguments = parser.parse_args()
    # Everything temporary in one folder of this run, so that nothing stays behind; short, because sockets lie in it.
    with tempfile.TemporaryDirectory(prefix="at-", ignore_cleanup_errors=True) as temporary:
        Path(temporary).chmod(0o711)  # a PostgreSQL that a test starts runs as another user, who must pass through
        run = Run(temporary, whole=not (arguments.quick or arguments.thorough))
        if arguments.quick:
            run.pytest("red flags", *PARALLEL, RED_FLAGS)
            run.pytest("sqlite", *PARALLEL, "-m", "not journey and not outside", f"--ignore={RED_FLAGS}")
            return run.summary()
        for name in CHECKS if arguments.check else [name for name in CHECKS if name != SLOW]:
            run.check(name)
        if not arguments.check:
            with run.checked_meanwhile(SLOW):
                red_flags(run)
            words = (*PARALLEL, "-m", "not journey", f"--ignore={RED_FLAGS}", *(("--thorough",) if arguments.thorough else ()))
            run.pytest("sqlite", *words)
            on_postgres(run, *words)
            journeys(run)
        return run.summary()


if __name__ == "__main__":
    sys.exit(main())
