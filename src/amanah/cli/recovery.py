"""`amanah recovery`: the institution's own way into sealed records, for the day when those who held the keys are gone.

Every act is noted in the ledger. Set-up prints shares that exist nowhere else; opening asks why, tells all recovery officers and
coordinators, takes enough shares and re-wraps records for a living person who may see them. Run these at a machine without onlookers;
neither a share nor the reason is ever an argument, because arguments are seen by `ps`.
"""

import argparse
import getpass
import sys
from collections.abc import Iterable

from amanah.cli import say

STRANGE = "these shares do not give the recovery key of this installation"
SHORTEST_REASON = 20
WORDS_OF_A_SHARE = 33
FORM_FEED = "\f"  # every share on a sheet of its own


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah recovery set-up`, `… rehearse` and `… open --for USERNAME`, with one of --case, --record, --lost or --all."""
    acts = verbs.add_parser("recovery", help="the recovery key: make it in printed shares, or open records with enough of them")
    acts = acts.add_subparsers(metavar="ACT", required=True)
    made = acts.add_parser("set-up", help="make a new recovery key and print its shares, a sheet each")
    made.add_argument("--threshold", type=int, default=3, metavar="K", help="how many shares open (default 3)")
    made.add_argument("--shares", type=int, default=5, metavar="N", help="how many are made (default 5)")
    made.add_argument("--printed", action="store_true", help="do not ask whether the shares are printed; for output that goes to a printer")
    made.add_argument("--holder", action="append", metavar="NAME", help="who is given the next share; as often as there are shares")
    made.set_defaults(run=set_up)
    rehearsed = acts.add_parser("rehearse", help="prove that enough shares still give the recovery key, opening nothing")
    rehearsed.set_defaults(run=rehearse)
    opened = acts.add_parser("open", help="with enough shares, give records to a person who has keys")
    opened.add_argument("--for", dest="username", required=True, metavar="USERNAME", help="who shall be able to open them")
    which = opened.add_mutually_exclusive_group(required=True)
    which.add_argument("--case", metavar="NUMBER", help="everything of one case, by its number")
    which.add_argument("--record", action="append", metavar="REF", help="a record, such as case:<uuid>; may be repeated")
    which.add_argument("--lost", action="store_true", help="every record that this person ought to be able to open and cannot")
    which.add_argument("--all", action="store_true", help="every record that the recovery key opens and this person may hold")
    opened.set_defaults(run=open_records)


def set_up(arguments: argparse.Namespace) -> int:
    """Print the shares, and put the key in force only when a person says that they are on paper."""
    if not 2 <= arguments.threshold <= arguments.shares <= 16:  # noqa: PLR2004 - the limits of SLIP-39, and one share is no sharing
        raise say.Refusal("a threshold from 2, not above the number of shares, and at most 16 shares", code=2)
    if arguments.holder and len(arguments.holder) != arguments.shares:
        raise say.Refusal("as many --holder as --shares, or none", code=2)
    say.django()
    from amanah.foundation.vault import services as vault

    key = vault.prepare_recovery_key(arguments.threshold, arguments.shares, actor="system")
    for number, share in enumerate(key.shares, start=1):
        say.line(f"Bagian kunci pemulihan · recovery share {number}/{arguments.shares} (perlu · needs {key.threshold})")
        say.line(f"Sidik jari · fingerprint {key.fingerprint}\n\n{share}\n{FORM_FEED}")
    if not arguments.printed:
        answer = input(
            "Semua bagian sudah di kertas, di tangan orang yang berbeda? · All shares on paper, with different people? [ya/yes] "
        )
        if answer.strip().lower() not in {"ya", "yes"}:
            raise say.Refusal("the key was NOT put in force; run set-up again, the shares above are void")
    if arguments.holder:
        vault.name_share_holders(key.id, arguments.holder)
    vault.confirm_recovery_key(key.id, actor="system")
    say.line(f"Kunci pemulihan berlaku · the recovery key is in force: {key.fingerprint}")
    return say.DONE


def rehearse(_arguments: argparse.Namespace) -> int:
    """Join the shares and forget the key again."""
    say.django()
    from amanah.foundation.vault import errors
    from amanah.foundation.vault import services as vault

    try:
        key = vault.rehearse(list(_shares()), actor="system")
    except (errors.SharesError, errors.NoKeys):
        raise say.Refusal(STRANGE) from None
    say.line(f"The shares give the recovery key {key.fingerprint}. Nothing was opened.")
    return say.DONE


def open_records(arguments: argparse.Namespace) -> int:
    """Ask why, announce it, join the shares, and wrap each record's key for the person; their next unlocking opens it."""
    say.django()
    from django.contrib.auth import get_user_model

    from amanah.foundation.vault import custody, errors, queries
    from amanah.foundation.vault import services as vault
    from amanah.foundation.vault.models import Wrap
    from amanah.foundation.vault.services.recovery import HOLDER

    account = get_user_model().objects.filter(username=arguments.username).first()
    if account is None or not queries.public_keys([account]):
        raise say.Refusal(f"{arguments.username} has no account with keys")
    asked = custody.find(arguments.case) if arguments.case else set(arguments.record or [])
    missing = asked - set(Wrap.objects.filter(holder=HOLDER, record__in=asked).values_list("record", flat=True))
    if missing:
        raise say.Refusal(f"the recovery key does not open {min(missing)}")
    reason = _reason()
    scope = "all" if arguments.all else "lost" if arguments.lost else "case"
    try:
        call = vault.call_recovery(scope, account, reason, caller=None, records=asked)
    except (errors.NothingToOpen, errors.NoKeys):
        raise say.Refusal(f"there is nothing among these that {arguments.username} may be given") from None
    say.line("The recovery officers and coordinators have been told, and the ledger has an entry.")
    try:
        pair = vault.recover(list(_shares()))
    except (errors.SharesError, errors.NoKeys):
        raise say.Refusal(STRANGE) from None
    handed = vault.open_call(call, pair)
    say.line(f"{len(handed.given)} records can now be opened by {arguments.username}.")
    if handed.refused or handed.unopened:
        say.line(f"{len(handed.refused)} are not for this person; {len(handed.unopened)} need the shares of another recovery key.")
    return say.DONE


def _reason() -> str:
    """Typed at a terminal, else the first line of standard input; sealed for the recovery officers."""
    asked = "Alasan pemulihan, satu baris · reason, one line: "
    reason = (input(asked) if sys.stdin.isatty() else sys.stdin.readline()).strip()
    if len(reason) < SHORTEST_REASON or len(reason.split()) >= WORDS_OF_A_SHARE:
        raise say.Refusal("a recovery needs a written reason first, of one line; the shares follow it", code=2)
    return reason


def _shares() -> Iterable[str]:
    """Typed unseen at a terminal until an empty line, else one a line from standard input."""
    if not sys.stdin.isatty():
        yield from (line.strip() for line in sys.stdin if line.strip())
        return
    while share := getpass.getpass("Bagian · share (kosong bila selesai · empty when done): ").strip():
        yield share
