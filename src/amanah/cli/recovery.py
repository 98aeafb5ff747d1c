"""`amanah recovery`: the institution's own way into sealed records, for the day when those who held the keys are gone.

Both acts are noted in the ledger. Set-up prints shares that exist nowhere else; opening takes enough of them and re-wraps records
for a living person. Run both at a machine without onlookers; no share is ever an argument, because arguments are seen by `ps`.
"""

import argparse
import getpass
import sys
from collections.abc import Iterable

from amanah.cli import say

FORM_FEED = "\f"  # every share on a sheet of its own


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah recovery set-up --threshold K --shares N` and `amanah recovery open --for USERNAME (--record REF … | --all)`."""
    acts = verbs.add_parser("recovery", help="the recovery key: make it in printed shares, or open records with enough of them")
    acts = acts.add_subparsers(metavar="ACT", required=True)
    made = acts.add_parser("set-up", help="make a new recovery key and print its shares, a sheet each")
    made.add_argument("--threshold", type=int, default=3, metavar="K", help="how many shares open (default 3)")
    made.add_argument("--shares", type=int, default=5, metavar="N", help="how many are made (default 5)")
    made.add_argument("--printed", action="store_true", help="do not ask whether the shares are printed; for output that goes to a printer")
    made.set_defaults(run=set_up)
    opened = acts.add_parser("open", help="with enough shares, give records to a person who has keys")
    opened.add_argument("--for", dest="username", required=True, metavar="USERNAME", help="who shall be able to open them")
    which = opened.add_mutually_exclusive_group(required=True)
    which.add_argument("--record", action="append", metavar="REF", help="a record, such as case:<uuid>; may be repeated")
    which.add_argument("--all", action="store_true", help="every record that the recovery key opens")
    opened.set_defaults(run=open_records)


def set_up(arguments: argparse.Namespace) -> int:
    """Print the shares, and put the key in force only when a person says that they are on paper."""
    if not 2 <= arguments.threshold <= arguments.shares <= 16:  # noqa: PLR2004 - the limits of SLIP-39, and one share is no sharing
        raise say.Refusal("a threshold from 2, not above the number of shares, and at most 16 shares", code=2)
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
    vault.confirm_recovery_key(key.id, actor="system")
    say.line(f"Kunci pemulihan berlaku · the recovery key is in force: {key.fingerprint}")
    return say.DONE


def open_records(arguments: argparse.Namespace) -> int:
    """Join the shares, and wrap each record's key for the person; their next unlocking opens it."""
    say.django()
    from django.contrib.auth import get_user_model
    from django.db import transaction

    from amanah.foundation.vault import errors, queries
    from amanah.foundation.vault import services as vault
    from amanah.foundation.vault.models import Wrap
    from amanah.foundation.vault.services.recovery import HOLDER

    account = get_user_model().objects.filter(username=arguments.username).first()
    public = queries.public_keys([account]) if account else {}
    if not public:
        raise say.Refusal(f"{arguments.username} has no account with keys")
    ((holder, key),) = public.items()
    within_reach = Wrap.objects.filter(holder=HOLDER).order_by("record").values_list("record", flat=True)
    records = list(within_reach if arguments.all else within_reach.filter(record__in=arguments.record))
    missing = set() if arguments.all else set(arguments.record) - set(records)
    if missing:
        raise say.Refusal(f"the recovery key does not open {min(missing)}")
    try:
        pair = vault.recover(list(_shares()))
    except (errors.SharesError, errors.NoKeys):
        raise say.Refusal("these shares do not give the recovery key of this installation") from None
    for record in records:
        content_key = vault.content_key(record, HOLDER, pair)
        with transaction.atomic():
            vault.hand_over(record, content_key, holder, key)
    say.line(f"{len(records)} records can now be opened by {arguments.username}.")
    return say.DONE


def _shares() -> Iterable[str]:
    """Typed unseen at a terminal until an empty line, else one a line from standard input."""
    if not sys.stdin.isatty():
        yield from (line.strip() for line in sys.stdin if line.strip())
        return
    while share := getpass.getpass("Bagian · share (kosong bila selesai · empty when done): ").strip():
        yield share
