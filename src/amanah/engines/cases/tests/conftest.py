"""What the engine's tests share."""

from uuid import uuid4

import pytest

from amanah.engines.cases import services
from amanah.engines.cases.tests.kinds import CHIEF, DESK, HELPER, NORTH, OPENLY, SEALED, SOUTH, known


@pytest.fixture
def kinds():
    """The sample kinds, known to the engine."""
    with known(SEALED, OPENLY):
        yield


@pytest.fixture
def team(kinds, db):
    """The usual people, and some who handle sample cases: Chandra oversees, Nia and Nur receive north, Sari south, Hana helps."""
    from tests.snapshot import once

    return once(("cases",), _team)


def _team():
    from tests.people import build

    people = build(keys=False)
    units = people.units
    people.add("chandra", "Chandra Kirana", units.inspectorate, "Koordinator", roles=(CHIEF,))
    people.add("candra", "Candra Wijaya", units.inspectorate, "Koordinator kedua", roles=(CHIEF,))
    people.add("nia", "Nia Kurnia", units.inspectorate, "Penelaah utara", roles=(NORTH,))
    people.add("nur", "Nur Hidayat", units.inspectorate, "Penelaah utara kedua", roles=(NORTH,))
    people.add("sari", "Sari Dewi", units.fkap, "Penelaah selatan", roles=(SOUTH,))
    people.add("hana", "Hana Puspita", units.inspectorate, "Pemeriksa", roles=(HELPER,))
    people.add("lokito", "Lokito Adi", units.placement, "Petugas loket", roles=(DESK,), over=units.placement)
    return people


@pytest.fixture
def opened(team):
    """Open a sample case: `opened(route="north", tags=…)`."""

    def open_one(kind=SEALED, *, route="north", tags=(), topic="bribe", unit=None, day=None):
        topic = topic if kind is SEALED else "fee"
        return services.open_case(kind, case_id=uuid4(), route=route, topic=topic, tags=tags, actor="reporter", unit=unit, day=day)

    return open_one
