"""What the tests of policy, objectives and measures share: a scope over the K3 directorate, its function, and people around it."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from amanah.engines.documents import services as documents
from amanah.engines.documents.services import Content, Heading
from amanah.foundation.access import services as access
from amanah.kernel import clock
from amanah.rooms.antibribery import services as scopes
from amanah.rooms.antibribery.objectives import services
from amanah.rooms.antibribery.objectives.services import Aim, Watch

CLAUSE = "iso-37001-2025:6.2"
D = Decimal


@pytest.fixture
def house(db):
    """People with the scope of the K3 directorate: Fitri and Rini keep it, Aji audits, Ratna reads, Gilang heads the unit."""
    from tests.snapshot import once

    return once(("smap_objectives",), _house)


def _house():
    from tests.people import build

    people = build(keys=False)
    access.grant_role(people.accounts["fitri"], "fkap", people.units.root, since=date(2024, 1, 2))
    for name, full_name, unit, role in (
        ("rini", "Rini Astuti", "secretariat", "fkap"),
        ("aji", "Aji Saputra", "inspectorate", "smap_auditor"),
        ("ratna", "Ratna Sari", "secretariat", "smap_reader"),
    ):
        people.add(name, full_name, getattr(people.units, unit), f"Staf {name}", roles=(role,))
    scope = scopes.open_scope(
        title="Layanan lisensi K3",
        unit=people.units.k3,
        statement="Penerbitan lisensi ahli K3.",
        top_title="Direktur Pengawasan K3",
        viewer=people.viewer("fitri"),
    )
    document = documents.keep(
        Heading("Kebijakan anti penyuapan", "policy", code="KB-01"),
        people.units.k3,
        Content(text="Penyuapan dilarang.", label="1"),
        clock.today(),
        viewer=people.viewer("fitri"),
    )
    return people, scope, document


@pytest.fixture
def team(house):
    """The people."""
    return house[0]


@pytest.fixture
def scope(house):
    """The scope."""
    return house[1]


@pytest.fixture
def document(house):
    """A policy in force."""
    return house[2]


@pytest.fixture
def objective(team, scope):
    """Hadi, who sees nothing of the scope, answers for it."""
    return services.set_objective(scope, aim(team), viewer=team.viewer("fitri"))


def aim(team, **named):
    """From 40 to 90 per cent within a year."""
    today = clock.today()
    said = {
        "title": "Penguji terlatih",
        "unit_word": "%",
        "direction": "up",
        "baseline": D(40),
        "target": D(90),
        "owner": team.persons["hadi"],
        "resources": "Dua pelatih.",
        "judged_how": "Dari rekam belajar.",
        "begins_on": today,
        "due_on": today + timedelta(days=365),
        "criteria": [CLAUSE],
    }
    return Aim(**{**said, **named})


def watch(team, **named):
    """A share, each quarter, read by Hadi and analysed by Rini."""
    said = {
        "title": "Rekan bisnis diuji",
        "what": "Uji tuntas berjalan.",
        "method": "Dari daftar rekan.",
        "form": "share",
        "unit_word": "",
        "direction": "up",
        "frequency": "quarterly",
        "measurer": team.persons["hadi"],
        "analyst": team.persons["rini"],
        "told_to": "Direktur, setiap triwulan",
        "green": D(90),
        "amber": D(75),
        "why": "Batas rencana kerja.",
        "starts_on": date(2026, 1, 1),
        "criteria": ["iso-37001-2025:9.1"],
    }
    return Watch(**{**said, **named})


def on(day: date):
    """A day of the past or the future."""
    return clock.at(datetime.combine(day, time(9), ZoneInfo("Asia/Jakarta")))
