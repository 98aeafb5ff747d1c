"""`amanah manage …`: Django's own management commands, for maintainers and for the rare repair."""

import argparse
import os

from amanah.cli import say


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """Only for --help: `amanah.cli.main` hands over before arguments are parsed."""
    verb = verbs.add_parser("manage", help="Django's management commands (maintainers)", add_help=False)
    verb.add_argument("words", nargs=argparse.REMAINDER)
    verb.set_defaults(run=lambda arguments: passthrough(arguments.words))


def passthrough(words: list[str]) -> int:
    """Run one management command with the desk's settings, which know every app."""
    os.umask(0o077)  # what a command writes, the database first of all, is nobody else's to read
    say.django()
    from django.core.management import execute_from_command_line  # only after django() has chosen the settings

    execute_from_command_line(["amanah manage", *words])
    return say.DONE
