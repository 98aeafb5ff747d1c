"""Who asks for, carries out and decides due diligence, the scope it stands in, and the list that names are compared with.

`python -m tests.journeys.vetters` makes them in the folder that AMANAH_DATA names.
"""

import subprocess
import sys
from pathlib import Path

from amanah.cli import say
from amanah.cli.bench import server as servers

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = (
    ("dian", "Dian Permata", "fkap"),
    ("yusuf", "Yusuf Mansur", ""),
    ("wira", "Wira Adinata", "fkap"),
    ("tirta", "Tirta Melati", "smap_auditor"),
)


def call(house):
    """Do it in the running house."""
    command = [sys.executable, "-m", "tests.journeys.vetters"]
    done = subprocess.run(command, cwd=ROOT, env=servers.environment(house.data), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def make():
    """The people, a scope over the K3 directorate, and a blacklist with one name."""
    say.django()
    from amanah.cli.demo.accounts import cheap_passwords
    from amanah.foundation.access import services as access
    from amanah.foundation.access.viewer import Viewer
    from amanah.foundation.organisation import services as organisation
    from amanah.foundation.organisation.models import Person, Unit
    from amanah.rooms.antibribery import services as scopes
    from amanah.rooms.antibribery.due_diligence import services
    from tests import people  # late: all of them need Django

    unit, root = Unit.objects.get(code="SETJEN"), Unit.objects.get(code="KEMENTERIAN")
    viewers = {}
    with cheap_passwords():
        for name, full_name, role in PEOPLE:
            person = organisation.create_person(full_name, nip=f"19800101200501{Person.objects.count() + 1001}", actor="system")
            post = organisation.create_post(unit, f"Analis {name}", actor="system")
            organisation.assign_post(person, post, since=people.SINCE, actor="system")
            account = access.create_account(name, person=person, password=people.password(name))
            if role:
                access.grant_role(account, role, root, since=people.SINCE)
            viewers[name] = Viewer.of(account)
    scopes.open_scope(
        title="Pelatihan ahli K3",
        unit=Unit.objects.get(code="DIT-K3"),
        statement="Penunjukan penyelenggara pelatihan ahli K3.",
        top_title="Direktur Pengawasan K3",
        viewer=viewers["dian"],
    )
    services.bring("blacklist", [services.Listed("CV Bintang Timoer", reference="SK-31/2025")], viewer=viewers["dian"])


if __name__ == "__main__":
    make()
