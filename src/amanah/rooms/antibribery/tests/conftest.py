"""What the room's tests share."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from amanah.foundation.access import services as access
from amanah.kernel import clock
from amanah.rooms.antibribery import services


@pytest.fixture
def team(db):
    """The usual people; Fitri carries the function everywhere, Fajar that of the K3 directorate, Arif audits and Rosa reads there."""
    from tests.snapshot import once

    return once(("smap",), _team)


def _team():
    from tests.people import build

    people = build(keys=False)
    units = people.units
    access.grant_role(people.accounts["fitri"], "fkap", units.root)
    for name, full_name, role in (
        ("fajar", "Fajar Nugroho", "fkap"),
        ("arif", "Arif Setiawan", "smap_auditor"),
        ("rosa", "Rosa Lestari", "smap_reader"),
    ):
        people.add(name, full_name, units.k3_testing, f"Staf {name}")
        access.grant_role(people.accounts[name], role, units.k3)
    return people


@pytest.fixture
def make(team):
    """Open a scope in the K3 directorate; anything of it can be said otherwise."""

    def opened(by="fajar", **said):
        plain = {
            "title": "Pengujian K3",
            "unit": team.units.k3,
            "statement": "Pengujian dan sertifikasi alat di seluruh balai.",
            "top_title": "Direktur Pengawasan K3",
            "top_person": team.persons["gilang"],
        }
        return services.open_scope(viewer=team.viewer(by), **{**plain, **said})

    return opened


@pytest.fixture
def scope(make):
    """A scope that Fajar opened."""
    return make()


@pytest.fixture
def at():
    """Say that it is noon of a day."""
    return lambda day: clock.at(datetime.combine(day, time(12), ZoneInfo(clock.ZONE)))
