"""What the engine's tests share."""

from datetime import datetime, time
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from amanah.engines.cases import services as cases
from amanah.engines.risks import services
from amanah.engines.risks.services import Plan
from amanah.foundation.access import services as access
from amanah.kernel import clock


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


@pytest.fixture
def plan(team):
    """What somebody says of a fraud risk of the K3 directorate; anything of it can be said otherwise."""

    def said(**named):
        return Plan(**{"unit": team.units.k3, "kind": "fraud", "title": "Penguji menerbitkan surat tanpa menguji", **named})

    return said


@pytest.fixture
def risk(team, plan):
    """A draft that Rudi entered."""
    return services.enter(plan(), team.viewer("rudi"))


@pytest.fixture
def active(team, risk):
    """The same, scored 14 and active."""
    services.assess(risk, "inherent", 3, 3, "Terjadi dua tahun lalu", viewer=team.viewer("rudi"))
    services.activate(risk, team.viewer("rudi"))
    return risk


@pytest.fixture
def at():
    """Say that it is noon of a day."""
    return lambda day: clock.at(datetime.combine(day, time(12), ZoneInfo(clock.ZONE)))
