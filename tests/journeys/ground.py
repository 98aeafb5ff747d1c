"""`python -m tests.journeys.ground`: the institution of tests/people.py in the folder that AMANAH_DATA names, keys at production strength."""

from amanah.cli import say
from amanah.cli.serve.prepare import prepare
from amanah.cli.serve.program import harden


def make():
    """Make it once, in an empty database, prepared as for serving."""
    prepare(demo=False, quiet=True)
    say.django()
    from amanah.cli.demo.accounts import cheap_passwords
    from amanah.foundation.access import services as access
    from tests import people  # late: it needs Django

    with cheap_passwords():
        made = people.build()
    for name in ("budi", "fitri"):
        access.grant_role(made.accounts[name], "whistleblowing.handler_gravest", made.units.root, since=people.SINCE)
    for name, account in made.accounts.items():
        account.email = f"{name}@contoh.example"
        account.save(update_fields=["email"])


if __name__ == "__main__":
    harden()
    make()
