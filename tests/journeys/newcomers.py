"""One more person on the staff, by default a handler of the Inspectorate, for journeys that end somebody's keys or tasks: whom the other journeys need stay as they are.

`python -m tests.journeys.newcomers <user name> <full name> <role>` makes them in the folder that AMANAH_DATA names.
"""

import subprocess
import sys
from pathlib import Path

from amanah.cli import say
from amanah.cli.bench import server as servers

ROOT = Path(__file__).resolve().parents[2]


def arrive(house, name, full_name, role="whistleblowing.handler_inspectorate"):
    """Give the running house this person, with keys locked by tests.people.PASSPHRASE."""
    words = [sys.executable, "-m", "tests.journeys.newcomers", name, full_name, role]
    done = subprocess.run(words, cwd=ROOT, env=servers.environment(house.data), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _make(name, full_name, role):
    say.django()
    from amanah.cli.demo.accounts import cheap_passwords
    from amanah.foundation.access import services as access
    from amanah.foundation.organisation import services as organisation
    from amanah.foundation.organisation.models import Person, Unit
    from tests import people  # late: all of them need Django

    unit = Unit.objects.get(code="ITJEN")
    with cheap_passwords():
        person = organisation.create_person(full_name, nip=f"19800101200501{Person.objects.count() + 1001}", actor="system")
        post = organisation.create_post(unit, f"Auditor {name}", actor="system")
        organisation.assign_post(person, post, since=people.SINCE, actor="system")
        account = access.create_account(name, person=person, password=people.password(name))
        access.grant_role(account, role, Unit.objects.get(code="KEMENTERIAN"), since=people.SINCE)
        people.give_keys(account)


if __name__ == "__main__":
    _make(*sys.argv[1:])
