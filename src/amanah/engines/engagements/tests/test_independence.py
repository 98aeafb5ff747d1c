"""Nobody looks at their own: not by joining, not by a post taken up later, not by a changed plan, and not as verifier."""

from datetime import timedelta

import pytest

from amanah.engines.actions import services as actions
from amanah.engines.actions.refusals import Refused as ActionRefused
from amanah.engines.engagements import independence, services
from amanah.engines.engagements.models import Member, Waiver
from amanah.engines.engagements.refusals import Refused
from amanah.engines.engagements.services import Procedure
from amanah.foundation.access import conflicts
from amanah.foundation.organisation import services as organisation
from amanah.foundation.organisation.models import Holding
from amanah.kernel import clock

pytestmark = pytest.mark.django_db


def refused(code, verb, *args, **named):
    with pytest.raises(Refused) as said:
        verb(*args, **named)
    assert said.value.code == code
    return str(said.value)


@pytest.mark.parametrize("name", ["hadi", "gilang", "kartika"])
def test_who_works_there_or_heads_it_or_answers_for_it_cannot_join(team, engagement, name):
    told = refused("not_independent", services.join, engagement, team.persons[name], "member", viewer=team.viewer("rini"))
    assert "memangku jabatan" in told
    assert not Member.objects.filter(engagement=engagement, person=team.persons[name]).exists()


def test_a_post_that_was_left_stands_in_the_way_until_the_period_is_over(team, draft):
    held = Holding.objects.get(person=team.persons["hadi"])
    left = clock.today() - timedelta(days=200)
    organisation.end_holding(held, on=left, actor="system")
    recent = draft(period_from=left + timedelta(days=10), period_to=clock.today())
    soon = services.open_engagement("trial", team.units.root, recent, viewer=team.viewer("rini"))
    refused("not_independent", services.join, soon, team.persons["hadi"], "member", viewer=team.viewer("rini"))
    later = clock.today() + timedelta(days=300)
    far = draft(period_from=left + timedelta(days=10), period_to=clock.today(), starts_on=later, ends_on=later)
    planned = services.open_engagement("trial", team.units.root, far, viewer=team.viewer("rini"))
    services.join(planned, team.persons["hadi"], "member", viewer=team.viewer("rini"))
    own_time = draft(period_from=left - timedelta(days=10), starts_on=later, ends_on=later)
    about_then = services.open_engagement("trial", team.units.root, own_time, viewer=team.viewer("rini"))
    refused("not_independent", services.join, about_then, team.persons["hadi"], "member", viewer=team.viewer("rini"))


def test_a_post_taken_up_later_stops_the_work(team, at_work, found):
    post = organisation.create_post(team.units.k3_testing, "Penguji baru", actor="system")
    organisation.assign_post(team.persons["bela"], post, since=clock.today(), actor="system")
    paper = at_work.papers.first()
    bela = team.viewer("bela")
    refused("not_independent", services.write_result, paper, "Sudah.", viewer=bela)
    refused("not_independent", services.write_finding, at_work, found(), viewer=bela)
    services.write_result(paper, "Sudah.", viewer=team.viewer("aji"))
    refused("not_independent", services.review_paper, paper, "Baik.", viewer=bela)
    refused("not_independent", services.report, at_work, "Selesai.", viewer=team.viewer("aji"))


def test_a_plan_changed_to_another_unit_asks_the_whole_team_again(team, engagement, draft):
    changed = draft(subjects=[team.units.inspectorate])
    refused("not_independent", services.revise, engagement, changed, "Unit lain.", viewer=team.viewer("rini"))
    assert [one.unit for one in engagement.subjects.all()] == [team.units.k3]


def test_a_waiver_takes_two_people_and_covers_only_what_was_read(team, engagement):
    hadi = team.persons["hadi"]
    rini, yoga = team.viewer("rini"), team.viewer("yoga")
    refused("words", services.ask_waiver, engagement, hadi, "member", " ", viewer=rini)
    waiver = services.ask_waiver(engagement, hadi, "member", "Hanya ia yang mengenal alatnya.", viewer=rini)
    refused("same_person", services.grant_waiver, waiver, "Ya.", viewer=rini)
    refused("side", services.grant_waiver, waiver, "Ya.", viewer=team.viewer("aji"))
    refused("not_independent", services.join, engagement, hadi, "member", viewer=rini)
    services.grant_waiver(waiver, "Tanpa menyusun temuan.", viewer=yoga)
    services.add_papers(engagement, [Procedure("Alat", "Alat diperiksa.")], viewer=team.viewer("hadi"))
    post = organisation.create_post(team.units.k3_testing, "Koordinator pengujian", actor="system")
    held = Holding.objects.get(person=hadi)
    organisation.end_holding(held, on=clock.today(), actor="system")
    organisation.assign_post(hadi, post, since=clock.today(), actor="system")
    refused("not_independent", services.add_papers, engagement, [Procedure("Lagi", "Lagi.")], viewer=team.viewer("hadi"))


def test_a_refused_waiver_lets_nobody_in_and_a_changed_plan_ends_one(team, engagement, draft):
    hadi = team.persons["hadi"]
    first = services.ask_waiver(engagement, hadi, "member", "Perlu.", viewer=team.viewer("rini"))
    services.refuse_waiver(first, "Ada orang lain.", viewer=team.viewer("yoga"))
    assert not Member.objects.filter(person=hadi).exists()
    second = services.ask_waiver(engagement, hadi, "member", "Tetap perlu.", viewer=team.viewer("rini"))
    services.revise(engagement, draft(title="Diperluas"), "Diperluas.", viewer=team.viewer("rini"))
    second.refresh_from_db()
    assert second.verdict == "lapsed"
    refused("decided", services.grant_waiver, second, "Ya.", viewer=team.viewer("yoga"))


def test_nobody_decides_about_themself_in_the_database_either(team, engagement):
    from django.db import IntegrityError, transaction

    waiver = services.ask_waiver(engagement, team.persons["hadi"], "member", "Perlu.", viewer=team.viewer("rini"))
    for person in ("hadi", "rini"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Waiver.objects.filter(pk=waiver.pk).update(decided_by=team.persons[person])


def test_a_declared_interest_bars_without_saying_why(team, engagement, monkeypatch):
    aji = team.persons["aji"].pk
    monkeypatch.setitem(conflicts._checks, "trial", lambda person: (lambda matter: matter.unit == team.units.k3) if person == aji else None)
    monkeypatch.setitem(conflicts._sights, "trial", lambda _people: {})
    told = refused("excluded", services.add_papers, engagement, [Procedure("A", "B")], viewer=team.viewer("aji"))
    assert "kepentingan" not in told


def test_a_registered_check_is_asked_everywhere(team, engagement, monkeypatch):
    def wrote_it(people, _engagement):
        return {person.pk: "pernah menyusun prosedurnya" for person in people if person.name.startswith("Aji")}

    monkeypatch.setitem(independence._checks, "trial", wrote_it)
    told = refused("not_independent", services.add_papers, engagement, [Procedure("A", "B")], viewer=team.viewer("aji"))
    assert "pernah menyusun prosedurnya" in told


def test_who_verifies_is_independent_whoever_appoints_them(team, reported):
    finding = reported.findings.get(grade="minor")
    rini = team.viewer("rini")
    refused("not_independent", services.recommend, finding, "Bagi tugas", "", verifier=team.persons["gilang"], viewer=rini)
    given = services.recommend(finding, "Bagi tugas", "", owner=team.persons["hadi"], verifier=team.persons["aji"], viewer=rini)
    with pytest.raises(ActionRefused) as said:
        actions.appoint(given, "Ganti.", verifier=team.persons["kartika"], viewer=rini)
    assert said.value.code == "not_independent"
    actions.begin(given, viewer=team.viewer("hadi"))
    actions.report_done(given, "Sudah.", viewer=team.viewer("hadi"))
    post = organisation.create_post(team.units.k3, "Kepala tata usaha", actor="system")
    organisation.assign_post(team.persons["aji"], post, since=clock.today(), actor="system")
    with pytest.raises(ActionRefused) as said:
        actions.verify(given, "Baik.", viewer=team.viewer("aji"))
    assert said.value.code == "not_independent"


def test_only_auditors_join(team, engagement):
    refused("auditor", services.join, engagement, team.persons["citra"], "member", viewer=team.viewer("rini"))
    refused("one_lead", services.join, engagement, team.persons["hadi"], "lead", viewer=team.viewer("rini"))
    refused("member", services.join, engagement, team.persons["bela"], "member", viewer=team.viewer("rini"))
