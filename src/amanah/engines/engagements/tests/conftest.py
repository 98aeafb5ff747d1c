"""What the engine's tests share: a kind of engagement of their own, and one engagement on its way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from amanah.engines.engagements import kinds, services
from amanah.engines.engagements.kinds import Criterion, Grade, Kind
from amanah.engines.engagements.services import Draft, Found, Procedure
from amanah.foundation.access import services as access
from amanah.kernel import clock

KIND = Kind(
    key="trial",
    title="Audit uji coba",
    grades=(
        Grade("conformity", "Sesuai", "success", owed=False),
        Grade("minor", "Minor", "warning", owed=True),
        Grade("major", "Mayor", "danger", owed=True),
    ),
    planners=frozenset({"actions.overseer"}),
    auditors=frozenset({"control_tester"}),
    readers=frozenset({"risk_reader"}),
    required=frozenset({"criterion", "cause", "effect"}),
    criteria=lambda refs: {ref: Criterion(ref, ref.partition(":")[2], "Pasal") for ref in refs if not ref.endswith("?")},
)
WORDS = "Diperiksa satu per satu."
PEOPLE = (
    ("rini", "Rini Astuti", "inspectorate", "actions.overseer"),
    ("yoga", "Yoga Pratama", "inspectorate", "actions.overseer"),
    ("aji", "Aji Saputra", "inspectorate", "control_tester"),
    ("bela", "Bela Kartini", "inspectorate", "control_tester"),
    ("ratna", "Ratna Sari", "secretariat", "risk_reader"),
)


@pytest.fixture
def kind(monkeypatch):
    """The kind that the tests audit with."""
    monkeypatch.setitem(kinds._kinds, KIND.key, KIND)
    return KIND


@pytest.fixture
def team(db, kind):
    """Rini and Yoga plan, Aji and Bela audit, Ratna reads. Gilang heads the K3 directorate, where Hadi works and audits elsewhere."""
    from tests.snapshot import once

    return once(("engagements",), _team)


def _team():
    from tests.people import build

    people = build(keys=False)
    for name, full_name, unit, role in PEOPLE:
        people.add(name, full_name, getattr(people.units, unit), f"Staf {name}", roles=(role,))
    access.grant_role(people.accounts["hadi"], "control_tester", people.units.root)
    access.grant_role(people.accounts["gilang"], "control_tester", people.units.root)
    access.grant_role(people.accounts["kartika"], "control_tester", people.units.root)
    people.add("pandu", "Pandu Wibowo", people.units.placement, "Direktur Penempatan", is_head=True)
    return people


@pytest.fixture
def draft(team):
    """What is to be looked at; anything of it can be said otherwise."""

    def said(**named):
        today = clock.today()
        plain = Draft(
            "Audit internal Direktorat K3",
            [team.units.k3],
            ["iso:4.1", "iso:8.2"],
            "Melihat apakah uji tuntas dijalankan.",
            "Pengujian K3 selama setahun.",
            today - timedelta(days=365),
            today - timedelta(days=1),
            today,
            today + timedelta(days=20),
            "Kantor daerah: diaudit tahun depan.",
        )
        return replace(plain, **named)

    return said


@pytest.fixture
def engagement(team, draft):
    """Planned by Rini; Aji leads, Bela is in the team."""
    made = services.open_engagement("trial", team.units.root, draft(), viewer=team.viewer("rini"))
    services.join(made, team.persons["aji"], "lead", viewer=team.viewer("rini"))
    services.join(made, team.persons["bela"], "member", viewer=team.viewer("rini"))
    return made


@pytest.fixture
def at_work(team, engagement):
    """The same in the middle of its work, with two papers."""
    aji = team.viewer("aji")
    services.add_papers(
        engagement, [Procedure("Uji tuntas", "Setiap rekan bisnis diuji.", ["iso:8.2-a"]), Procedure("Isu", "Isu dibahas.")], viewer=aji
    )
    services.prepare(engagement, "ST-12/2026", clock.today(), viewer=aji)
    services.begin(engagement, viewer=aji)
    return engagement


@pytest.fixture
def found(team):
    """What was found; anything of it can be said otherwise."""

    def said(**named):
        plain = Found(
            team.units.k3_testing,
            "minor",
            "Uji tuntas terlambat",
            "Tiga dari sepuluh berkas belum diuji.",
            "Pasal 8.2",
            "Belum ada pembagian tugas.",
            "Rekan berisiko lolos.",
            ["iso:8.2-a"],
        )
        return replace(plain, **named)

    return said


@pytest.fixture
def reviewed(team, at_work):
    """Both papers written by Aji and reviewed by Bela."""
    for paper in at_work.papers.all():
        services.write_result(paper, WORDS, viewer=team.viewer("aji"))
        services.review_paper(paper, "Cukup.", viewer=team.viewer("bela"))
    return at_work


@pytest.fixture
def reported(team, reviewed, found):
    """Reported with one minor finding and one conformity."""
    services.write_finding(reviewed, found(), viewer=team.viewer("aji"))
    services.write_finding(
        reviewed, found(grade="conformity", title="Isu dibahas", criterion="", cause="", effect=""), viewer=team.viewer("bela")
    )
    services.report(reviewed, "Sistem berjalan, kecuali uji tuntas.", viewer=team.viewer("aji"))
    return reviewed


def on(day: date):
    """A whole day of the past or the future."""
    from datetime import datetime, time
    from zoneinfo import ZoneInfo

    return clock.at(datetime.combine(day, time(9), ZoneInfo("Asia/Jakarta")))
