"""`python -m amanah.cli.serve.prepare [--demo]`: everything between an empty folder and programs that can serve, with progress.

A process of its own, because it loads Django, and the supervisor must not. It leaves a stamp in the data folder that lets the next
start skip all of it; a PostgreSQL is asked first, before Django is loaded, whether it still is the one that was prepared. The
demonstration, when it is installed, is `amanah.cli.demo`: `ensure(progress)` creates what is missing and `people()` lists who can sign
in, as dicts with `username`, `password` and `role`.
"""

import argparse
import fcntl
import importlib
import sys
import time
from importlib.util import find_spec

from amanah.cli import say
from amanah.cli.serve import stamp
from amanah.cli.serve.program import harden


def _folders() -> None:
    for folder in (say.data_folder(), say.keys_folder()):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    say.keys_folder().chmod(0o700)


def _migrate(progress: "Progress") -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        progress("Menyiapkan basis data · preparing the database")
        call_command("migrate", interactive=False, verbosity=0)


def _static(progress: "Progress") -> None:
    from django.core.management import call_command

    progress("Menyiapkan berkas tampilan · preparing static files")
    call_command("collectstatic", interactive=False, verbosity=0)


def _checkpoint() -> None:
    from amanah.foundation.ledger import queries, services

    if queries.latest_checkpoint() is None:
        services.publish_checkpoint()


class Progress:
    """Prints a line per step with the seconds since the start."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._began = time.monotonic()

    def __call__(self, text: str) -> None:
        """One step that begins now."""
        if not self._quiet:
            say.line(f"  {time.monotonic() - self._began:5.1f} s  {text}")


def prepare(*, demo: bool, quiet: bool = False) -> None:
    """Bring folder, keys, database, static files, first checkpoint and demonstration to where serving needs them. Repeatable."""
    progress = Progress(quiet=quiet)
    _folders()
    with (say.data_folder() / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two servers started at once prepare one after the other
        if not demo and stamp.is_current_on_a_server():
            return
        target = stamp.wanted(demo=demo)
        say.django()
        _migrate(progress)
        _static(progress)
        _checkpoint()
        people: list[dict[str, str]] = []
        if demo and find_spec("amanah.cli.demo") is not None:
            demonstration = importlib.import_module("amanah.cli.demo")
            if hasattr(demonstration, "ensure"):
                demonstration.ensure(progress)
            if hasattr(demonstration, "people"):
                people = demonstration.people()
        stamp.write(target, people)


def main() -> int:
    """Read the command line and prepare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--demo", action="store_true")
    arguments = parser.parse_args()
    harden()
    prepare(demo=arguments.demo)
    return say.DONE


if __name__ == "__main__":
    sys.exit(say.guarded(main))
