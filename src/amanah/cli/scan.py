"""`amanah scan`: red flags in files, without the rest of the house."""

import argparse

from amanah.redflags import command


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah scan PATH… --out DIR`, `amanah scan --list`, `amanah scan --explain ID`."""
    verb = verbs.add_parser("scan", help="look for red flags in files of procurement, payments, staff, travel and service queues")
    command.arguments(verb)
    verb.set_defaults(run=command.run)
