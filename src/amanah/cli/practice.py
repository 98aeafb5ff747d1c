"""`amanah practice`: the institution to train in, beside the real one, with everything of its own and nothing of the real one's."""

import argparse
import fcntl
import os
import shutil
from pathlib import Path
from typing import IO

from amanah.cli import say

MARK = "practice.txt"
"""Stands in a practice folder and nowhere else: only a folder with it is ever removed."""
_FOREIGN = ("DATABASE_URL", "DATABASE_URL_INTAKE", "AMANAH_KEYS", "AMANAH_SECRET_KEY")


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah practice reset|folder`."""
    verb = verbs.add_parser("practice", help="the practice institution: where it lies, and setting it back (serve --practice opens it)")
    acts = verb.add_subparsers(metavar="ACT", required=True)
    acts.add_parser("folder", help="print where the practice institution keeps everything").set_defaults(run=_print)
    acts.add_parser("reset", help="throw the practice institution away; the next serve --practice makes a fresh one").set_defaults(
        run=_reset
    )


def folder() -> Path:
    """Beside the real data, never inside: a backup of the one holds nothing of the other."""
    real = say.data_folder()
    return real.with_name(f"{real.name}-practice")


def enter() -> None:
    """Let this process and its children live in the practice folder: own database, keys, secret and ledger, no mail.

    Raises:
        say.Refusal: where the folder holds something that is no practice institution.
    """
    home = folder()
    if home.exists() and any(home.iterdir()) and not (home / MARK).exists():
        raise say.Refusal(f"{home} is not empty and holds no practice institution; move it away, or choose another AMANAH_DATA")
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / MARK).write_text("Instansi latihan Amanah. `amanah practice reset` removes this folder.\n", encoding="utf-8")
    for name in _FOREIGN:
        os.environ.pop(name, None)
    os.environ["AMANAH_DATA"] = str(home)
    os.environ["AMANAH_PRACTICE"] = "1"


def _print(_arguments: argparse.Namespace) -> int:
    say.line(str(folder()))
    return say.DONE


def _reset(_arguments: argparse.Namespace) -> int:
    home = folder()
    if not home.exists():
        say.line("There is no practice institution.")
        return say.DONE
    if home.is_symlink() or not (home / MARK).is_file():
        raise say.Refusal(f"{home} holds no practice institution; nothing was removed")
    with (home / MARK).open(encoding="utf-8") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise say.Refusal("the practice institution is being served; stop it first") from None
        shutil.rmtree(home)
    say.line("Removed. `amanah serve --practice` makes a fresh one.")
    return say.DONE


def hold() -> IO[str]:
    """After `enter`: keep the folder from being reset while it is served, for as long as what this returns stays open."""
    mark = (say.data_folder() / MARK).open(encoding="utf-8")
    fcntl.flock(mark, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return mark
