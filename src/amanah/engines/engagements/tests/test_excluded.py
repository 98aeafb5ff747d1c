"""What arose from a case is kept from whoever is kept from the case: the engagement, its findings, and their actions."""

from uuid import uuid4

import pytest
from django.urls import reverse

from amanah.engines.actions import queries as actions
from amanah.engines.cases import services as cases
from amanah.engines.engagements import queries, services
from amanah.engines.engagements.services import Procedure
from amanah.engines.engagements.tests.test_independence import refused
from amanah.foundation.access import exclusion
from amanah.foundation.access import services as access
from amanah.foundation.clocks import work
from amanah.foundation.threads import visibility
from amanah.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def arisen(team, draft, found):
    """Planned by Ani out of a case about Gilang, who heads what is audited; reported with one finding and one action."""
    for role in ("actions.overseer", "control_tester"):
        access.grant_role(team.accounts["ani"], role, team.units.root)
    tags = [exclusion.person_tag(team.persons["gilang"].pk)]
    case = cases.open_case("whistleblowing", case_id=uuid4(), route="inspectorate", tags=tags, actor="reporter")
    ani, aji, bela = team.viewer("ani"), team.viewer("aji"), team.viewer("bela")
    made = services.open_engagement("trial", team.units.root, draft(), viewer=ani, source=case.ref)
    services.join(made, team.persons["aji"], "lead", viewer=ani)
    services.join(made, team.persons["bela"], "member", viewer=ani)
    services.add_papers(made, [Procedure("A", "B")], viewer=aji)
    services.prepare(made, "ST-1", clock.today(), viewer=aji)
    services.begin(made, viewer=aji)
    paper = made.papers.get()
    services.write_result(paper, "Baik.", viewer=aji)
    services.review_paper(paper, "Cukup.", viewer=bela)
    finding = services.write_finding(made, found(), viewer=aji)
    services.report(made, "Selesai.", viewer=aji)
    given = services.recommend(finding, "Bagi tugas", "", owner=team.persons["citra"], verifier=team.persons["bela"], viewer=ani)
    return case, made, finding, given


def test_the_head_it_is_about_never_learns_of_it_though_their_unit_is_audited(team, arisen, desk):
    case, made, finding, given = arisen
    gilang = team.viewer("gilang")
    assert queries.find(gilang, made.number) is None
    assert queries.find_finding(gilang, finding.number) is None
    assert queries.listing(gilang).rows == queries.finding_list(gilang).rows == []
    assert not [line for line in work.lines(gilang) if line.number in {made.number, finding.number, given.number}]
    assert not visibility.may_see(gilang, made.ref) and not visibility.may_see(gilang, finding.ref)  # noqa: PT018 - one sentence
    assert not actions.visible(gilang).filter(pk=given.pk).exists()
    refused("not_found", services.answer, finding, "Setuju.", agrees=True, viewer=gilang)
    client = team.sign_in(desk, "gilang")
    for address in (
        reverse("engagements:engagement", args=[made.number]),
        reverse("engagements:report", args=[made.number]),
        reverse("engagements:finding", args=[finding.number]),
        reverse("engagements:answer", args=[finding.number]),
    ):
        assert client.get(address).status_code == 404
    cases.tag_subject(case, [exclusion.person_tag(team.persons["bela"].pk)], viewer="system")
    assert queries.find(team.viewer("bela"), made.number) is None
    assert queries.find(team.viewer("rini"), made.number) == made


def test_only_a_case_that_one_sees_is_a_source(team, draft):
    refused("source", services.open_engagement, "trial", team.units.root, draft(), viewer=team.viewer("rini"), source=f"case:{uuid4()}")
    refused("source", services.open_engagement, "trial", team.units.root, draft(), viewer=team.viewer("rini"), source=f"risk:{uuid4()}")


def test_whoever_the_case_is_about_is_not_in_the_team_and_is_not_told_why(team, arisen, draft):
    case, _made, _finding, _given = arisen
    cases.tag_subject(case, [exclusion.person_tag(team.persons["aji"].pk)], viewer="system")
    ani = team.viewer("ani")
    other = services.open_engagement("trial", team.units.root, draft(), viewer=ani, source=case.ref)
    refused("excluded", services.join, other, team.persons["aji"], "lead", viewer=ani)
    refused("excluded", services.ask_waiver, other, team.persons["aji"], "lead", "Perlu.", viewer=ani)
