"""Who keeps the scope that is reviewed, and something that the review has to be told of, made in the folder that AMANAH_DATA names.

`python -m tests.journeys.reviewers make` makes them; `python -m tests.journeys.reviewers happen` lets something change afterwards.
"""

import subprocess
import sys
from pathlib import Path

from amanah.cli import say
from amanah.cli.bench import server as servers

ROOT = Path(__file__).resolve().parents[2]
TITLE = "Pengujian alat K3"


def call(house, *words):
    """Do it in the running house."""
    command = [sys.executable, "-m", "tests.journeys.reviewers", *words]
    done = subprocess.run(command, cwd=ROOT, env=servers.environment(house.data), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def make():
    """Wening, who carries the function, her scope over the K3 directorate led by Gilang, and a nonconformity of it."""
    say.django()
    from amanah.cli.demo.accounts import cheap_passwords
    from amanah.foundation.access import services as access
    from amanah.foundation.access.models import Account
    from amanah.foundation.access.viewer import Viewer
    from amanah.foundation.organisation import services as organisation
    from amanah.foundation.organisation.models import Person, Unit
    from amanah.rooms.antibribery import services as scopes
    from tests import people  # late: all of them need Django

    root = Unit.objects.get(code="KEMENTERIAN")
    with cheap_passwords():
        person = organisation.create_person("Wening Lestari", nip=f"19800101200501{Person.objects.count() + 1001}", actor="system")
        post = organisation.create_post(Unit.objects.get(code="ITJEN"), "Analis kepatuhan", actor="system")
        organisation.assign_post(person, post, since=people.SINCE, actor="system")
        account = access.create_account("wening", person=person, password=people.password("wening"))
        access.grant_role(account, "fkap", root, since=people.SINCE)
    scope = scopes.open_scope(
        title=TITLE,
        unit=Unit.objects.get(code="DIT-K3"),
        statement="Pengujian alat.",
        top_title="Direktur Pengawasan K3",
        top_person=Account.objects.get(username="gilang").person,
        viewer=Viewer.of(account),
    )
    _seen(scope, "Daftar alat tidak lengkap", Viewer.of(account))


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
