"""What the tests of visits share."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from amanah.engines.proofs import services as proofs
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence import services as evidence
from amanah.kernel import clock
from amanah.rooms.antibribery.auditor_room import services
from amanah.rooms.antibribery.auditor_room.services import Plan
from amanah.rooms.antibribery.requirements.tests.conftest import keys, prove, say
from amanah.rooms.antibribery.tests.conftest import at, make, scope, team
from amanah.rooms.antibribery.tests.test_desk import browse

__all__ = ["at", "browse", "keys", "make", "prove", "say", "scope", "team"]

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.AMANAH_FILES = tmp_path / "files"
    return settings.AMANAH_FILES


@pytest.fixture
def plan():
    """A visit of three days that begins tomorrow, with a week to write the report."""

    def planned(**said):
        today = clock.today()
        days = {"starts_on": today + timedelta(days=1), "ends_on": today + timedelta(days=3), "until": today + timedelta(days=10)}
        return Plan(**{"body": "PT Sertifikasi Contoh", "kind": "surveillance_1", "editions": "2025", **days, **said})

    return planned


@pytest.fixture
def visit(scope, team, plan):
    """A visit of two auditors that Fajar opened."""
    return services.open_visit(scope, plan(), ["Rina Wulan", "Tono Susilo"], viewer=team.viewer("fajar"))


@pytest.fixture
def rina(visit):
    """A fresh viewer for the first of them, as a new request would have."""

    def seen(place=0):
        return Viewer.of(Account.objects.get(pk=visit.seats.all()[place].account_id))

    return seen


@pytest.fixture
def guest(desk, visit, rina, settings):
    """`guest("/desk/…")` is the page as the first auditor gets it, after both steps of signing in."""
    settings.AMANAH_DEMO = True  # the second step has tests of its own

    def get(address, data=None, place=0):
        desk.force_login(rina(place).account, backend="amanah.foundation.access.desk.sign_in.Backend")
        return desk.get(address) if data is None else desk.post(address, data)

    return get


@pytest.fixture
def shelve(team):
    """Attach a file as evidence."""

    def shelved(ref, name="notula.pdf", content=PDF, by="fajar"):
        taken = evidence.take(RequestFactory().post("/", {"file": SimpleUploadedFile(name, content)}).FILES.getlist("file"))
        draft = proofs.Draft("Notula rapat", clock.today(), upload=taken.kept[0])
        return proofs.add(draft, team.units.k3, viewer=team.viewer(by), ref=ref)

    return shelved


@pytest.fixture
def world(visit, guest, browse, rina, shelve):
    """All of these together."""
    return SimpleNamespace(visit=visit, scope=visit.scope, guest=guest, browse=browse, rina=rina, shelve=shelve)
