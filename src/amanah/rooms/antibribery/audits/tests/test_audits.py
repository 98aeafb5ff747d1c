"""Internal audits of the anti-bribery management system: which clauses, in which order, and who may not audit."""

import pytest
from django.urls import reverse

from amanah.engines.engagements import queries, services
from amanah.engines.engagements.models import Programme
from amanah.engines.engagements.refusals import Refused
from amanah.foundation.access import services as access
from amanah.kernel import clock
from amanah.rooms.antibribery import services as scopes
from amanah.rooms.antibribery.audits import book
from amanah.rooms.antibribery.nonconformities.tests.conftest import CLAUSE

pytestmark = pytest.mark.django_db


def test_the_clauses_are_those_of_the_scopes_edition(scope):
    refs = [one.ref for one in book.offered(scope.ref)]
    assert CLAUSE in refs
    assert not any(ref.startswith("iso-37001-2016") for ref in refs)
    assert any(ref.startswith("iso-37001-2016") for ref in (one.ref for one in book.offered("")))


def test_a_checklist_is_a_paper_for_every_requirement_in_own_words():
    checks = book.checklist([CLAUSE])
    assert len(checks) > 3
    assert all(one.criteria[0].startswith(f"{CLAUSE}-") and len(one.tested) > 40 for one in checks)
    assert book.criteria([CLAUSE, f"{CLAUSE}-a", "iso-37001-2025:99", "elsewhere:5.2"]).keys() == {CLAUSE, f"{CLAUSE}-a"}


def test_coverage_counts_what_was_reviewed_and_reported(team, reported):
    programme = Programme.objects.get()
    covered = {one.criterion.ref: one for one in queries.coverage(programme)}
    assert covered[CLAUSE].state == "covered"
    assert covered[CLAUSE].last_number == reported.number
    assert covered["iso-37001-2025:5.1.1"].state == "never"
    assert covered[CLAUSE].due_on.year == clock.today().year + 1


def test_who_carries_the_function_does_not_audit_its_clauses(team, audit, scope):
    access.grant_role(team.accounts["citra"], "smap_auditor", team.units.root)
    fitri = team.viewer("fitri")
    named = {"decree": "SK-7/2026", "decree_on": clock.today(), "independence": "Tidak memutus izin.", "access": "Langsung kepada Dirjen."}
    scopes.appoint(scope, members=[team.persons["citra"]], viewer=fitri, **named)
    services.join(audit, team.persons["citra"], "supervisor", viewer=fitri)
    own = services.Draft(
        "FKAP",
        [team.units.k3],
        ["iso-37001-2025:5.3.2"],
        "Tujuan",
        "Semua",
        clock.today(),
        clock.today(),
        clock.today(),
        clock.today(),
        scope=scope.ref,
    )
    other = services.open_engagement("smap_internal", team.units.k3, own, viewer=fitri)
    with pytest.raises(Refused, match="mengemban FKAP"):
        services.join(other, team.persons["citra"], "member", viewer=fitri)


def test_pages(team, audit, scope, desk):
    here = reverse("smap_audits:programmes")
    told = team.sign_in(desk, "fitri").get(here).content.decode()
    assert audit.number in told
    assert "Program 2026" in told
    new = reverse("smap_audits:new")
    data = {"scope": scope.number, "title": "Program 2029", "from_year": "2029", "to_year": "2031", "basis": "Putaran berikutnya."}
    made = desk.post(new, data)
    assert made.status_code == 302
    assert "Program 2029" in desk.get(made["location"]).content.decode()
    assert team.sign_in(desk, "aji").get(new).status_code == 403
    nothing = team.sign_in(desk, "citra").get(here).content.decode()
    assert audit.number not in nothing
    assert "Belum ada program audit" in nothing
