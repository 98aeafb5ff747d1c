"""Two services with stages; Fitri manages prevention for the K3 directorate, Ani for the whole house."""

from datetime import UTC, date, datetime

import pytest

from amanah.foundation.access import services as access
from amanah.foundation.public_services import services as catalogue
from amanah.foundation.public_services.models import Service
from amanah.foundation.public_services.standards import Standard, Tariff
from amanah.kernel import clock
from amanah.rooms.illegal_levies.prevention import services
from amanah.rooms.illegal_levies.prevention.factors import KEYS
from amanah.rooms.illegal_levies.prevention.services import Judgement

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(NOW):
        yield


@pytest.fixture
def house(db):
    """The usual people, the roles, and two services of which one has a published fee."""
    from tests.snapshot import once

    with clock.at(NOW):
        return once(("levy_prevention",), _house)


def _house():
    from tests.people import SINCE, build

    people = build(keys=False)
    units = people.units
    for name, role, unit in (
        ("hadi", "public_services.editor", units.root),
        ("gilang", "public_services.approver", units.root),
        ("fitri", "illegal_levies.prevention", units.k3),
        ("ani", "illegal_levies.prevention", units.root),
    ):
        access.grant_role(people.accounts[name], role, unit, since=SINCE)
    hadi, gilang = people.viewer("hadi"), people.viewer("gilang")
    for code, unit, promise in (("K3-AHLI", units.k3, 5), ("TKA-RPTKA", units.placement, None)):
        said = Standard(f"Layanan {code}", date(2026, 1, 5), ((unit, ""),), "", promise, "working_day", ("Penerimaan", "Verifikasi"))
        service = catalogue.open_service(code, unit, said, viewer=hadi)
        catalogue.approve(service.editions.get(), viewer=gilang)
    fee = catalogue.propose_fee(Service.objects.get(code="K3-AHLI"), Tariff("Izin", date(2026, 1, 5), 0, basis="PP 41/2023"), viewer=hadi)
    catalogue.approve(fee, viewer=gilang)
    return people


@pytest.fixture
def judged():
    """A judgement with every answer the same, otherwise as the test says."""

    def make(every=3, **otherwise):
        answers = dict.fromkeys(KEYS, every) | {key: otherwise.pop(key) for key in KEYS if key in otherwise}
        return Judgement(answers, **{"control": "none", **otherwise})

    return make


@pytest.fixture
def exposure(house, judged):
    """The verification of K3 files at the K3 directorate, grave and without control."""
    service = Service.objects.get(code="K3-AHLI")
    return services.assess(service, "t2", house.units.k3, judged(5), viewer=house.viewer("fitri"))
