"""What the engine's tests share."""

from uuid import uuid4

import pytest

from amanah.engines.cases import services as cases
from amanah.foundation.access import services as access


@pytest.fixture
def team(db):
    """The usual people; Rina manages risks everywhere, Rudi those of the K3 directorate, Rosa reads and Tuti tests there.

    Pandu heads the placement directorate, where Citra works without any role.
    """
    from tests.snapshot import once

    return once(("risks",), _team)


def _team():
    from tests.people import build

    people = build(keys=False)
    units = people.units
    people.add("rina", "Rina Marlina", units.secretariat, "Pengelola risiko", roles=("risk_manager",))
    for name, full_name, role in (
        ("rudi", "Rudi Santoso", "risk_manager"),
        ("rosa", "Rosa Lestari", "risk_reader"),
        ("tuti", "Tuti Wulandari", "control_tester"),
    ):
        people.add(name, full_name, units.k3_testing, f"Staf {name}")
        access.grant_role(people.accounts[name], role, units.k3)
    people.add("pandu", "Pandu Wibowo", units.placement, "Direktur Penempatan", is_head=True)
    return people


@pytest.fixture
def sealed(team):
    """Open a sealed case about these tags, which Ani oversees."""

    def open_one(tags=()):
        return cases.open_case("whistleblowing", case_id=uuid4(), route="inspectorate", tags=tags, actor="reporter")

    return open_one
