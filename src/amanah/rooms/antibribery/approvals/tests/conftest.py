"""What the tests of approvals share: a scope over the K3 directorate, its function, and people of every kind around it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from amanah.foundation.access import services as access
from amanah.kernel import clock
from amanah.rooms.antibribery import services as scopes
from amanah.rooms.antibribery.approvals import services
from amanah.rooms.antibribery.approvals.services import Asked, Mandate, Wish
from amanah.rooms.antibribery.models import Scope


@pytest.fixture
def team(db):
    """Kartika leads the scope, Gilang heads the unit, Hadi and Rini work there, Fitri and Fajar carry the function, Rosa reads."""
    from tests.snapshot import once

    return once(("smap_approvals",), _team)


def _team():
    from tests.people import build

    people = build(keys=False)
    units = people.units
    access.grant_role(people.accounts["fitri"], "fkap", units.root)
    for name, full_name, unit, role in (
        ("fajar", "Fajar Nugroho", "fkap", "fkap"),
        ("rini", "Rini Astuti", "k3", ""),
        ("rosa", "Rosa Lestari", "secretariat", "smap_reader"),
        ("arif", "Arif Setiawan", "inspectorate", "smap_auditor"),
    ):
        people.add(name, full_name, getattr(units, unit), f"Staf {name}", roles=(role,) if role else ())
    scopes.open_scope(
        title="Layanan lisensi K3",
        unit=units.k3,
        statement="Penerbitan lisensi ahli K3.",
        top_title="Menteri",
        top_person=people.persons["kartika"],
        viewer=people.viewer("fitri"),
    )
    return people


@pytest.fixture
def scope(team):
    """That scope."""
    return Scope.objects.get()


@pytest.fixture
def wish(team):
    """A lunch for ten guests next week; anything of it can be said otherwise."""

    def said(**named):
        plain = {
            "unit": team.units.k3,
            "kind": "hospitality",
            "title": "Makan siang rapat teknis",
            "purpose": "Rapat sehari penuh.",
            "recipient": "Asosiasi Ahli K3",
            "recipient_kind": "community",
            "value": 1_000_000,
            "people": 10,
            "event_on": clock.today() + timedelta(days=7),
        }
        return Wish(**{**plain, **named})

    return said


@pytest.fixture
def asked(team, wish):
    """What Rini asks for."""
    return lambda by="rini", **named: services.ask(wish(**named), viewer=team.viewer(by))


@pytest.fixture
def mandate(team):
    """Gilang lets Hadi sign licences; anything of it can be said otherwise."""

    def said(by="gilang", **named):
        today = clock.today()
        plain = {
            "unit": team.units.k3_testing,
            "decision": "Menandatangani lisensi",
            "delegator": team.persons["gilang"],
            "delegate": team.persons["hadi"],
            "instrument": "SK-7",
            "since": today,
            "until": today + timedelta(days=700),
            "checked": "Ditanyakan; tidak ada.",
            "ceiling": 5_000_000,
        }
        return services.delegate(Mandate(**{**plain, **named}), viewer=team.viewer(by))

    return said


@pytest.fixture
def commitment(team):
    """What is asked of the supplier of measuring tools."""
    return services.ask_commitment(Asked(team.units.k3, "PT Alat Ukur", "Kontrak 12", "more_than_low"), viewer=team.viewer("fitri"))


def on(day: date):
    """A day of the past or the future."""
    return clock.at(datetime.combine(day, time(9), ZoneInfo("Asia/Jakarta")))
