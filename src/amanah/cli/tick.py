"""`amanah tick`: everything that time brings. Safe to run at any moment and as often as one likes."""

import argparse

from amanah.cli import say


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah tick [--json]`."""
    verb = verbs.add_parser("tick", help="run what is due: reminders, escalations, e-mail, checkpoint, sweeping (idempotent)")
    verb.add_argument("--json", action="store_true", help="what each part did, for a program")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run every registered beat; what is done already is not done again."""
    say.django()
    from amanah.foundation.clocks import tick  # only after Django is set up

    done = tick.run()
    if arguments.json:
        say.as_json(done)
    return say.DONE
