"""`amanah begin`: the first act of an installation in earnest, after which everything else is done at the desk."""

import argparse

from amanah.cli import say

ROLES = ("access.administrator", "organisation.administrator")


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah begin NAME CODE USERNAME USERNAME`."""
    verb = verbs.add_parser("begin", help="name the institution and its first two administrators, in an empty installation")
    verb.add_argument("name", metavar="NAME", help='the institution, for example "Kementerian Ketenagakerjaan"')
    verb.add_argument("code", metavar="CODE", help="its short code, for example KEMNAKER")
    verb.add_argument("first", metavar="USERNAME", help="the first administrator")
    verb.add_argument("second", metavar="USERNAME", help="the second, because what one decides another approves")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Create the top unit and the two accounts; prints their first passwords once."""
    if arguments.first.strip().lower() == arguments.second.strip().lower():
        raise say.Refusal("two different people are needed", code=2)
    say.django()
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from amanah.foundation.access import services as access
    from amanah.foundation.organisation import services as organisation
    from amanah.foundation.organisation.models import Unit, UnitKind
    from amanah.kernel import clock, passphrase

    if Unit.objects.exists():
        raise say.Refusal("there is an institution already; everything else is done at the desk")
    passwords = {}
    try:
        with transaction.atomic():
            root = organisation.create_unit(
                arguments.name, arguments.code, parent=None, kind=UnitKind.INSTITUTION, since=clock.today(), actor="system"
            )
            for username in (arguments.first, arguments.second):
                passwords[username] = passphrase.generate()
                account = access.create_account(username, password=passwords[username])
                for role in ROLES:
                    access.grant_role(account, role, root)
    except ValidationError as error:
        raise say.Refusal("; ".join(error.messages)) from None
    say.line(f"{arguments.name} ({arguments.code})")
    for username, password in passwords.items():
        say.line(f"  {username:<20} {password}")
    say.line("These passwords are shown once. Both sign in at /desk/, change them, and add a second factor; then units, people and roles.")
    return say.DONE
