"""Who keeps the catalogue in these tests: Hadi writes, Gilang approves, both for the K3 directorate; Fitri approves everywhere."""

from datetime import UTC, date, datetime

import pytest

from amanah.foundation.access import services as access
from amanah.foundation.public_services import services
from amanah.foundation.public_services.standards import Standard, Tariff
from amanah.kernel import clock

DAY = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 23, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def keepers(db):
    """The usual people with the two roles given out."""
    from tests.snapshot import once

    return once(("public_services",), _keepers)


def _keepers():
    from tests.people import SINCE, build

    people = build(keys=False)
    for name, role, unit in (("hadi", "editor", people.units.k3), ("gilang", "approver", people.units.k3), ("fitri", "approver", None)):
        access.grant_role(people.accounts[name], f"public_services.{role}", unit or people.units.root, since=SINCE)
    return people


@pytest.fixture
def standard(keepers):
    """A standard as an editor writes it, with whatever the test says otherwise."""

    def make(**otherwise):
        said = {
            "name": "Penunjukan ahli K3 umum",
            "since": DAY,
            "places": ((keepers.units.k3, "Loket 3, Senin sampai Jumat, 08.00–15.00"),),
            "summary": "Bagi perusahaan yang menunjuk ahli keselamatan dan kesehatan kerja.",
            "promise": 5,
            "stages": ("Penerimaan berkas", "Verifikasi berkas", "Penandatanganan"),
            "components": {"requirements": "KTP\nSertifikat pelatihan", "product": "Surat keputusan penunjukan"},
        }
        return Standard(**said | otherwise)

    return make


@pytest.fixture
def tariff():
    """A fee as an editor writes it."""

    def make(amount=150_000, since=DAY, title="Sertifikat", **otherwise):
        return Tariff(title, since, amount, "sertifikat", "PP 41/2023", **otherwise)

    return make


@pytest.fixture
def service(keepers, standard):
    """A service whose first standard waits."""
    return services.open_service("K3-AHLI", keepers.units.k3, standard(), viewer=keepers.viewer("hadi"))


@pytest.fixture
def offered(keepers, service):
    """The same, approved."""
    services.approve(service.editions.get(), viewer=keepers.viewer("gilang"))
    return service
