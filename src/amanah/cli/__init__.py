"""The console command `amanah`. Every verb is a module of its own that brings `add_parser(verbs)` and `run(arguments) -> exit code`."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from amanah.cli import say

# In the order in which a newcomer meets them.
VERBS = {
    "serve": "amanah.cli.serve",
    "demo": "amanah.cli.demonstration",
    "practice": "amanah.cli.practice",
    "begin": "amanah.cli.begin",
    "check": "amanah.cli.check",
    "tick": "amanah.cli.tick",
    "import-complaints": "amanah.cli.import_complaints",
    "rulebook": "amanah.cli.rulebook",
    "ledger": "amanah.cli.ledger",
    "recovery": "amanah.cli.recovery",
    "backup": "amanah.cli.backup",
    "restore": "amanah.cli.restore",
    "bench": "amanah.cli.bench",
    "instrument": "amanah.cli.instrument",
    "scan": "amanah.cli.scan",
    "manage": "amanah.cli.manage",
}

EPILOG = """exit codes: 0 done · 1 done, and something was found wrong · 2 the command was called wrongly ·
3 it could not be done (database away, port taken, disk full …) · 130 interrupted.
AMANAH_TRACE=1 shows the whole traceback of an error. Settings: docs/reference/settings.md"""


def parser(only: str = "") -> argparse.ArgumentParser:
    """The command line in full, or of one verb: the process that serves for months must not load what other verbs need."""
    command = argparse.ArgumentParser(
        prog="amanah",
        description="Amanah, an open integrity platform for public institutions.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = command.add_subparsers(metavar="VERB", required=True)
    for verb in [only] if only in VERBS else VERBS:
        importlib.import_module(VERBS[verb]).add_parser(verbs)
    return command


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb. Errors come out as one clear line on standard error, never as a traceback (unless AMANAH_TRACE=1)."""
    words = list(sys.argv[1:] if argv is None else argv)
    return say.guarded(lambda: _run(words))


def _run(words: list[str]) -> int:
    if words[:1] == ["manage"]:  # everything after it belongs to Django, also what looks like an option of ours
        from amanah.cli import manage  # only here, so that other verbs do not pay for it

        return manage.passthrough(words[1:])
    arguments = parser(words[0] if words else "").parse_args(words)
    return int(arguments.run(arguments))
