"""`amanah tick`: everything that time brings. Safe to run at any moment and as often as one likes."""

import argparse

from amanah.cli import say


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah tick [--json]`."""
    verb = verbs.add_parser("tick", help="run what is due: reminders, escalations, e-mail, checkpoint, sweeping (idempotent)")
    verb.add_argument("--json", action="store_true", help="what each part did, for a program")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run every registered part; what is done already is not done again. 1 when a part failed, the others run all the same."""
    say.django()
    from amanah.foundation.clocks import tick  # only after Django is set up

    beat = tick.run()
    if arguments.json:
        say.as_json(beat)
    for part, error in beat["failed"].items():
        say.problem(f"tick: {part} failed ({error})")
    return say.FOUND_WRONG if beat["failed"] else say.DONE
