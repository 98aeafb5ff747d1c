"""The console command `amanah`. Every verb is a module of its own that brings `add_parser(verbs)` and `run(arguments) -> exit code`."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from amanah.cli import say

# In the order in which a newcomer meets them. A verb of a part that is not installed is left out instead of failing.
VERBS = ("serve", "demo", "check", "tick", "rulebook", "ledger", "recovery", "backup", "restore", "bench", "manage")

EPILOG = """exit codes: 0 done · 1 done, and something was found wrong · 2 the command was called wrongly ·
3 it could not be done (database away, port taken, disk full …) · 130 interrupted.
AMANAH_TRACE=1 shows the whole traceback of an error. Settings: docs/reference/settings.md"""


def parser() -> argparse.ArgumentParser:
    """The command line in full; also read by the test that compares it with docs/reference/commands.md."""
    command = argparse.ArgumentParser(
        prog="amanah",
        description="Amanah, an open integrity platform for public institutions.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = command.add_subparsers(metavar="VERB", required=True)
    for verb in VERBS:
        if find_spec(f"amanah.cli.{verb}") is not None:
            module = importlib.import_module(f"amanah.cli.{verb}")
            if hasattr(module, "add_parser"):
                module.add_parser(verbs)
    return command


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb. Errors come out as one clear line on standard error, never as a traceback (unless AMANAH_TRACE=1)."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        if words[:1] == ["manage"]:  # everything after it belongs to Django, also what looks like an option of ours
            from amanah.cli import manage  # only here, so that other verbs do not pay for it

            return manage.passthrough(words[1:])
        arguments = parser().parse_args(words)
        return int(arguments.run(arguments))
    except say.Refusal as refusal:
        say.problem(str(refusal))
        return refusal.code
    except KeyboardInterrupt:
        return say.INTERRUPTED
    except BrokenPipeError:  # the reader of our output went away, for example `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return say.DONE
    except Exception as error:
        if os.environ.get("AMANAH_TRACE") == "1":
            raise
        first_line = (str(error).strip().splitlines() or [""])[0]
        say.problem(f"{type(error).__name__}: {first_line}  (AMANAH_TRACE=1 shows more)")
        return say.FAILED
