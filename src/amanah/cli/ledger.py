"""`amanah ledger verify`: rebuild the ledger from its rows and say whether anything was changed."""

import argparse
from pathlib import Path

from amanah.cli import say


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah ledger verify [--against FILE] [--json]`."""
    ledger = verbs.add_parser("ledger", help="check the tamper-evident ledger").add_subparsers(metavar="ACT", required=True)
    verify = ledger.add_parser("verify", help="rebuild it from its rows and name what was changed, removed, inserted or reordered")
    verify.add_argument(
        "--against",
        metavar="FILE",
        type=Path,
        help="a checkpoint kept elsewhere, or a folder that mirrors /ledger/: this ledger must extend it",
    )
    verify.add_argument("--json", action="store_true", help="the whole report, for a program")
    verify.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 when every row is where it belongs, 1 when not."""
    if arguments.against is not None and not arguments.against.exists():
        raise say.Refusal(f"there is no checkpoint at {arguments.against}")
    say.django()
    from amanah.foundation.ledger import verify  # only after Django is set up

    report = verify.run(against=arguments.against)
    if arguments.json:
        say.as_json(report.as_dict())
    else:
        say.line(str(report))
    return say.DONE if report.ok else say.FOUND_WRONG
