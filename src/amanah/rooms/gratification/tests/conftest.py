"""What this room's tests share: a UPG, and one report told in full."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from amanah.engines.cases.models import Case
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services.filing import file_unanswered
from amanah.foundation.access import services as access
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.rooms.gratification import services
from amanah.rooms.gratification.regime import REGIME
from amanah.rooms.gratification.workflow import HEAD, LIAISON, OFFICER
from tests.people import PASSPHRASE, SINCE, give_keys

ANSWERS = {
    "topic": "report",
    "received_at": "Ruang kerja",
    "form": "goods",
    "description": "Satu jam tangan dalam kotak",
    "value": "2500000",
    "estimated": "yes",
    "place_now": "with_me",
    "giver": "PT. Sinar Jaya",
    "giver_work": "Penyedia alat uji",
    "giver_contact": "",
    "relation": "supplier",
    "occasion": "procurement",
    "reason": "",
    "story": "Utusan meninggalkan kotak itu di meja sesudah rapat.",
    "name": "Hadi Susanto",
    "nik": "3171234567890001",
    "nip": "",
    "office": "Penguji K3",
    "address": "Jalan Contoh 1",
    "phone": "081200000000",
    "email": "",
    "superior": "no",
}


@pytest.fixture
def upg(people):
    """The usual people, with Utami in the UPG, Vera its head, and Citra speaking for her unit. Gilang is an officer, too."""
    units = people.units
    people.add("utami", "Utami Lestari", units.inspectorate, "Petugas UPG", roles=(OFFICER,), keys=True)
    people.add("vera", "Vera Anggraini", units.secretariat, "Kepala UPG", roles=(HEAD,), keys=True)
    access.grant_role(people.accounts["gilang"], OFFICER, units.root, since=SINCE)
    give_keys(people.accounts["gilang"])
    access.grant_role(people.accounts["citra"], LIAISON, units.placement, since=SINCE)
    return people


@pytest.fixture
def file(upg):
    """Take in a report: `file(received_on=…, day=…, superior="yes")` answers the case."""

    def one(received_on=None, day=None, **changes):
        received = received_on or clock.today()
        given = ANSWERS | {"received_on": received.isoformat()} | changes
        filing = services.compose(uuid4(), given)
        if day is None:
            return file_unanswered(REGIME, filing, actor="system")
        with clock.at(datetime.combine(day, time(3), UTC)):
            return file_unanswered(REGIME, filing, actor="system")

    return one


@pytest.fixture
def opened(upg):
    """The case in somebody's hands: `opened(case, "utami")`."""

    def one(case, name="utami"):
        keys = vault.unlock(upg.accounts[name], PASSPHRASE)
        return reading.open_case(upg.viewer(name), Case.objects.get(pk=case.pk), keys)

    return one


DAY = date(2026, 3, 10)
