"""What the tests of audits and nonconformities share: a scope over the K3 directorate, its function, and auditors from elsewhere."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from amanah.engines.engagements import services as engagements
from amanah.engines.engagements.services import Draft, Found, Slot
from amanah.foundation.access import services as access
from amanah.kernel import clock
from amanah.rooms.antibribery import services as scopes
from amanah.rooms.antibribery.audits.kind import KEY

CLAUSE = "iso-37001-2025:5.2"


@pytest.fixture
def team(db):
    """Fitri keeps the scope and plans, Rini plans too; Aji and Bela audit; Gilang heads what is audited, Hadi works there."""
    from tests.snapshot import once

    return once(("smap_audits",), _team)


def _team():
    from tests.people import build

    people = build(keys=False)
    access.grant_role(people.accounts["fitri"], "fkap", people.units.root)
    for name, full_name, unit, role in (
        ("rini", "Rini Astuti", "secretariat", "fkap"),
        ("aji", "Aji Saputra", "inspectorate", "smap_auditor"),
        ("bela", "Bela Kartini", "inspectorate", "smap_auditor"),
        ("ratna", "Ratna Sari", "secretariat", "smap_reader"),
    ):
        people.add(name, full_name, getattr(people.units, unit), f"Staf {name}", roles=(role,))
    return people


@pytest.fixture
def scope(team):
    """The licence services of the K3 directorate."""
    return scopes.open_scope(
        title="Layanan lisensi K3",
        unit=team.units.k3,
        statement="Penerbitan lisensi ahli K3.",
        top_title="Direktur Pengawasan K3",
        viewer=team.viewer("fitri"),
    )


@pytest.fixture
def audit(team, scope):
    """In the middle of its work, with the checklist of one clause; Aji leads, Bela reviews."""
    fitri, aji = team.viewer("fitri"), team.viewer("aji")
    programme = engagements.draft_programme(KEY, "Program 2026", team.units.k3, 2026, 2028, "Risiko.", scope=scope.ref, viewer=fitri)
    item = engagements.plan_item(programme, Slot(2026, 4, team.units.k3, "Kebijakan", [CLAUSE], "high"), viewer=fitri)
    engagements.approve_programme(programme, viewer=team.viewer("rini"))
    today = clock.today()
    draft = Draft(
        "Audit internal 2026",
        [team.units.k3],
        [CLAUSE],
        "Melihat apakah kebijakan dijalankan.",
        "Layanan lisensi.",
        today - timedelta(days=365),
        today,
        today,
        today + timedelta(days=5),
        scope=scope.ref,
    )
    made = engagements.open_engagement(KEY, team.units.k3, draft, item=item, viewer=fitri)
    engagements.join(made, team.persons["aji"], "lead", viewer=fitri)
    engagements.join(made, team.persons["bela"], "member", viewer=fitri)
    checks = [engagements.Procedure(one.title, one.tested, one.criteria) for one in made.declared.checklist(made.criteria)]
    engagements.add_papers(made, checks, viewer=aji)
    engagements.prepare(made, "ST-1", today, viewer=aji)
    engagements.begin(made, viewer=aji)
    return made


@pytest.fixture
def reported(team, audit):
    """Reported with one minor nonconformity about the testers."""
    aji, bela = team.viewer("aji"), team.viewer("bela")
    for paper in audit.papers.all():
        engagements.write_result(paper, "Diperiksa.", viewer=aji)
        engagements.review_paper(paper, "Cukup.", viewer=bela)
    found = Found(
        team.units.k3_testing, "minor", "Kebijakan belum dibaca penguji", "Empat dari sepuluh.", "5.2", "", "Tidak tahu.", [f"{CLAUSE}-a"]
    )
    engagements.write_finding(audit, found, viewer=aji)
    engagements.report(audit, "Berjalan, kecuali penyampaian kebijakan.", viewer=aji)
    return audit


def on(day: date):
    """A day of the past or the future."""
    return clock.at(datetime.combine(day, time(9), ZoneInfo("Asia/Jakarta")))
