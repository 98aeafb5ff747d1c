"""Who keeps the scope that is reviewed, and something that the review has to be told of, made in the folder that AMANAH_DATA names.

`python -m tests.journeys.reviewers make` makes them; `python -m tests.journeys.reviewers happen` lets something change afterwards.
"""

import subprocess
import sys
from pathlib import Path

from amanah.cli import say
from amanah.cli.bench import server as servers

ROOT = Path(__file__).resolve().parents[2]
TITLE = "Kalibrasi alat ukur K3"
UNIT = "BALAI-KALIBRASI"
"""A unit of its own: what other journeys leave in theirs must not be counted in this review."""
PEOPLE = (
    ("wening", "Wening Lestari", "ITJEN", "Analis kepatuhan", False),
    ("galih", "Galih Wicaksana", UNIT, "Kepala Balai Kalibrasi", True),
    ("hesti", "Hesti Maulida", UNIT, "Petugas kalibrasi", False),
)
"""Who carries the function, who leads the unit and takes the chair, and who is invited and owes what is decided."""


def call(house, *words):
    """Do it in the running house."""
    command = [sys.executable, "-m", "tests.journeys.reviewers", *words]
    done = subprocess.run(command, cwd=ROOT, env=servers.environment(house.data), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def make():
    """The unit and its people, Wening's scope over it, and a nonconformity of it."""
    say.django()
    from amanah.cli.demo.accounts import cheap_passwords
    from amanah.foundation.access import services as access
    from amanah.foundation.access.viewer import Viewer
    from amanah.foundation.organisation import services as organisation
    from amanah.foundation.organisation.models import Person, Unit
    from amanah.rooms.antibribery import services as scopes
    from tests import people  # late: all of them need Django

    root = Unit.objects.get(code="KEMENTERIAN")
    unit = organisation.create_unit("Balai Kalibrasi Alat K3", UNIT, parent=root, since=people.SINCE, actor="system")
    accounts = {}
    with cheap_passwords():
        for name, full_name, code, title, is_head in PEOPLE:
            person = organisation.create_person(full_name, nip=f"19800101200501{Person.objects.count() + 1001}", actor="system")
            post = organisation.create_post(Unit.objects.get(code=code), title, is_head=is_head, actor="system")
            organisation.assign_post(person, post, since=people.SINCE, actor="system")
            accounts[name] = access.create_account(name, person=person, password=people.password(name))
    access.grant_role(accounts["wening"], "fkap", root, since=people.SINCE)
    viewer = Viewer.of(accounts["wening"])
    scope = scopes.open_scope(
        title=TITLE,
        unit=unit,
        statement="Kalibrasi alat.",
        top_title="Kepala Balai Kalibrasi",
        top_person=accounts["galih"].person,
        viewer=viewer,
    )
    _seen(scope, "Daftar alat tidak lengkap", viewer)


def happen():
    """A second nonconformity, after the pack was frozen."""
    say.django()
    from amanah.foundation.access.models import Account
    from amanah.foundation.access.viewer import Viewer
    from amanah.rooms.antibribery.models import Scope  # late: all of them need Django

    _seen(Scope.objects.get(title=TITLE), "Kalibrasi terlambat", Viewer.of(Account.objects.get(username="wening")))


def _seen(scope, title, viewer):
    from amanah.rooms.antibribery.nonconformities import services
    from amanah.rooms.antibribery.nonconformities.services import Seen  # late: both need Django

    services.record(scope, Seen(scope.unit, scope.top_person, title, "Dua dari lima.", "observation"), viewer=viewer)


if __name__ == "__main__":
    {"make": make, "happen": happen}[sys.argv[1]](*sys.argv[2:])
