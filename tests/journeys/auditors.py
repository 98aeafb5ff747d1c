"""Who plans, leads, reviews and approves internal audits, and the scope that is audited, made in the folder that AMANAH_DATA names.

`python -m tests.journeys.auditors make` makes them; `python -m tests.journeys.auditors wait <number>` lets the months pass that a
nonconformity waits for its effect.
"""

import subprocess
import sys
from pathlib import Path

from amanah.cli import say
from amanah.cli.bench import server as servers

ROOT = Path(__file__).resolve().parents[2]
TITLE = "Lisensi ahli K3"
PEOPLE = (
    ("nina", "Nina Kartika", "fkap"),
    ("surya", "Surya Dharma", "fkap"),
    ("aldi", "Aldi Firmansyah", "smap_auditor"),
    ("bunga", "Bunga Pertiwi", "smap_auditor"),
)


def call(house, *words):
    """Do it in the running house."""
    command = [sys.executable, "-m", "tests.journeys.auditors", *words]
    done = subprocess.run(command, cwd=ROOT, env=servers.environment(house.data), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def make():
    """The people, and a scope over the K3 directorate."""
    say.django()
    from amanah.cli.demo.accounts import cheap_passwords
    from amanah.foundation.access import services as access
    from amanah.foundation.access.viewer import Viewer
    from amanah.foundation.organisation import services as organisation
    from amanah.foundation.organisation.models import Person, Unit
    from amanah.rooms.antibribery import services as scopes
    from tests import people  # late: all of them need Django

    unit, root = Unit.objects.get(code="ITJEN"), Unit.objects.get(code="KEMENTERIAN")
    with cheap_passwords():
        for name, full_name, role in PEOPLE:
            person = organisation.create_person(full_name, nip=f"19800101200501{Person.objects.count() + 1001}", actor="system")
            post = organisation.create_post(unit, f"Auditor {name}", actor="system")
            organisation.assign_post(person, post, since=people.SINCE, actor="system")
            account = access.create_account(name, person=person, password=people.password(name))
            access.grant_role(account, role, root, since=people.SINCE)
            if name == "nina":
                planner = Viewer.of(account)
    scopes.open_scope(
        title=TITLE,
        unit=Unit.objects.get(code="DIT-K3"),
        statement="Penerbitan lisensi ahli K3.",
        top_title="Direktur Pengawasan K3",
        viewer=planner,
    )


def wait(number):
    """The months are over; nobody can wait for them in a test."""
    say.django()
    from amanah.kernel import clock
    from amanah.rooms.antibribery.nonconformities.models import Nonconformity  # late: both need Django

    assert Nonconformity.objects.filter(number=number, state="checking").update(check_from=clock.today()) == 1


if __name__ == "__main__":
    {"make": make, "wait": wait}[sys.argv[1]](*sys.argv[2:])
