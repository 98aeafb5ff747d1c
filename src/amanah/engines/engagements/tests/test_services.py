"""An engagement from plan to closing: what each step needs, and what no step lets through."""

from datetime import timedelta

import pytest

from amanah.engines.actions import services as actions
from amanah.engines.engagements import queries, replay, services
from amanah.engines.engagements.models import Finding, Paper, Step
from amanah.engines.engagements.refusals import Refused
from amanah.engines.engagements.services import Procedure, Slot
from amanah.engines.engagements.tests.conftest import on
from amanah.engines.engagements.tests.test_independence import refused
from amanah.engines.risks.controls import sampling
from amanah.foundation.clocks.models import Deadline
from amanah.kernel import clock

pytestmark = pytest.mark.django_db


def test_a_programme_is_approved_by_somebody_else(team):
    rini, yoga = team.viewer("rini"), team.viewer("yoga")
    refused("unit", services.draft_programme, "trial", "Program", team.units.root, 2026, 2028, "Risiko.", viewer=team.viewer("ratna"))
    refused("years", services.draft_programme, "trial", "Program", team.units.root, 2028, 2026, "Risiko.", viewer=rini)
    programme = services.draft_programme("trial", "Program", team.units.root, 2026, 2028, "Risiko.", viewer=rini)
    refused("state", services.approve_programme, programme, viewer=yoga)
    item = services.plan_item(programme, Slot(2026, 2, team.units.k3, "Uji tuntas", ["iso:8.2"], "high"), viewer=rini)
    refused("year", services.plan_item, programme, Slot(2030, 2, team.units.k3, "Uji tuntas"), viewer=rini)
    refused("same_person", services.approve_programme, programme, viewer=rini)
    services.approve_programme(programme, viewer=yoga)
    assert programme.state == "approved"
    services.drop_item(item, "Digabung.", viewer=rini)
    refused("state", services.drop_item, item, "Lagi.", viewer=rini)


def test_preparing_needs_a_lead_a_second_person_and_papers(team, draft):
    rini, aji = team.viewer("rini"), team.viewer("aji")
    made = services.open_engagement("trial", team.units.root, draft(), viewer=rini)
    refused("not_found", services.prepare, made, "ST-1", clock.today(), viewer=aji)
    services.join(made, team.persons["aji"], "lead", viewer=rini)
    refused("side", services.prepare, made, "ST-1", clock.today(), viewer=rini)
    refused("reviewer", services.prepare, made, "ST-1", clock.today(), viewer=aji)
    services.join(made, team.persons["bela"], "member", viewer=rini)
    refused("papers", services.prepare, made, "ST-1", clock.today(), viewer=aji)
    services.add_papers(made, [Procedure("A", "B", ["iso:4.1-a"])], viewer=aji)
    refused("criteria", services.add_papers, made, [Procedure("A", "B", ["iso:9.9"])], viewer=aji)
    refused("days", services.prepare, made, "ST-1", clock.today() + timedelta(days=1), viewer=aji)
    services.prepare(made, "ST-1", clock.today(), viewer=aji)
    assert (made.state, made.assignment) == ("prepared", "ST-1")


def test_criteria_that_there_are_not_are_refused(team, draft):
    refused("criteria", services.open_engagement, "trial", team.units.root, draft(criteria=["iso:?"]), viewer=team.viewer("rini"))
    refused("criteria", services.open_engagement, "trial", team.units.root, draft(criteria=[]), viewer=team.viewer("rini"))
    refused("kind", services.open_engagement, "nothing", team.units.root, draft(), viewer=team.viewer("rini"))
    refused("subjects", services.open_engagement, "trial", team.units.root, draft(subjects=[]), viewer=team.viewer("rini"))


def test_a_sample_is_drawn_once_and_can_be_drawn_again_by_anybody(team, at_work):
    paper = at_work.papers.first()
    aji = team.viewer("aji")
    items = [f"RB-{n:03}" for n in range(40)]
    refused("not_sampled", services.draw_sample, paper, "Rekan bisnis 2026", 5, "", items=items, viewer=aji)
    services.draw_sample(paper, "Rekan bisnis 2026", 5, "Waktu terbatas.", items=items, viewer=aji)
    assert paper.chosen == sampling.draw(items, 5, paper.seed)
    assert paper.digest == sampling.digest(items)
    refused("drawn", services.draw_sample, paper, "Lagi", 5, "x", items=items, viewer=aji)
    refused("results", services.write_result, paper, "Baik.", viewer=aji)
    outcomes = {position: ("exception" if n == 0 else "conforming", "") for n, position in enumerate(paper.chosen)}
    services.write_result(paper, "Satu menyimpang.", outcomes=outcomes, viewer=aji)
    assert paper.exceptions == 1
    assert len(paper.results) == 5


def test_papers_are_reviewed_by_somebody_else(team, at_work):
    paper = at_work.papers.first()
    services.write_result(paper, "Baik.", viewer=team.viewer("aji"))
    refused("own_paper", services.review_paper, paper, "Baik.", viewer=team.viewer("aji"))
    services.return_paper(paper, "Buktinya mana?", viewer=team.viewer("bela"))
    services.write_result(paper, "Baik, terlampir.", viewer=team.viewer("bela"))
    refused("own_paper", services.review_paper, paper, "Baik.", viewer=team.viewer("bela"))
    refused("papers_open", services.report, at_work, "Selesai.", viewer=team.viewer("aji"))
    services.review_paper(paper, "Cukup.", viewer=team.viewer("aji"))
    services.skip_paper(at_work.papers.last(), "Petugas sakit.", viewer=team.viewer("aji"))
    services.report(at_work, "Selesai.", viewer=team.viewer("aji"))
    assert at_work.state == "responded", "nothing was owed, so nobody has to answer"


def test_a_graded_finding_says_criterion_cause_and_effect_within_what_is_audited(team, at_work, found):
    aji = team.viewer("aji")
    for wrong in ({"cause": ""}, {"effect": " "}, {"criterion": ""}, {"criteria": []}):
        refused("finding_fields", services.write_finding, at_work, found(**wrong), viewer=aji)
    refused("finding_unit", services.write_finding, at_work, found(unit=team.units.placement), viewer=aji)
    refused("code", services.write_finding, at_work, found(grade="terrible"), viewer=aji)
    refused("criteria", services.write_finding, at_work, found(criteria=["iso:9.1"]), viewer=aji)
    finding = services.write_finding(at_work, found(), viewer=aji)
    services.change_finding(finding, found(title="Uji tuntas tidak ada", grade="major"), viewer=aji)
    services.withdraw_finding(finding, "Buktinya menyusul.", viewer=aji)
    refused("state", services.change_finding, finding, found(), viewer=aji)


def test_nothing_changes_after_the_report(team, reported, found):
    aji = team.viewer("aji")
    finding = reported.findings.get(grade="minor")
    refused("state", services.write_finding, reported, found(), viewer=aji)
    refused("state", services.change_finding, finding, found(), viewer=aji)
    refused("state", services.withdraw_finding, finding, "x", viewer=aji)
    refused("state", services.add_papers, reported, [Procedure("A", "B")], viewer=aji)
    refused("state", services.cancel, reported, "x", viewer=team.viewer("rini"))
    assert replay.check() == []
    Paper.objects.filter(engagement=reported).update(result="Lain.")
    assert [one.ref for one in replay.check()] == [reported.ref]


def test_the_auditee_answers_once_and_that_ends_the_time_for_answers(team, reported):
    finding = reported.findings.get(grade="minor")
    gilang = team.viewer("gilang")
    refused("side", services.answer, finding, "Setuju.", agrees=True, viewer=team.viewer("aji"))
    refused("owed", services.answer, reported.findings.get(grade="conformity"), "Setuju.", agrees=True, viewer=gilang)
    refused("answers_open", services.conclude, reported, "Selesai.", viewer=team.viewer("aji"))
    services.answer(finding, "Tidak sependapat: berkasnya ada.", agrees=False, viewer=gilang)
    assert reported.state == "responded"
    assert not Deadline.objects.filter(ref=reported.ref, stopped_on__isnull=True).exists()
    refused("answered", services.answer, finding, "Lagi.", agrees=True, viewer=gilang)


def test_silence_ends_the_time_for_answers_too_but_not_before_its_day(team, reported):
    with on(Deadline.objects.get(ref=reported.ref).due_on + timedelta(days=1)):
        services.conclude(reported, "Tidak ada tanggapan.", viewer=team.viewer("aji"))
    assert reported.state == "responded"


def test_follow_up_is_counted_from_actions_and_closing_takes_somebody_else(team, reported):
    finding = reported.findings.get(grade="minor")
    rini, hadi = team.viewer("rini"), team.viewer("hadi")
    services.answer(finding, "Setuju.", agrees=True, viewer=team.viewer("gilang"))

    def stands():
        return queries.follow_up([Finding.objects.select_related("engagement").get(pk=finding.pk)])[finding.ref].answer

    assert stands() == "not_yet"
    refused("follow_up_open", services.follow, reported, "Selesai.", viewer=team.viewer("aji"))
    given = services.recommend(finding, "Bagi tugas", "", owner=team.persons["hadi"], verifier=team.persons["bela"], viewer=rini)
    assert given.source == finding.ref
    actions.begin(given, viewer=hadi)
    assert stands() == "partly"
    actions.report_done(given, "Sudah.", viewer=hadi)
    refused("follow_up_open", services.follow, reported, "Selesai.", viewer=team.viewer("aji"))
    actions.verify(given, "Benar.", viewer=team.viewer("bela"))
    assert stands() == "done"
    services.follow(reported, "Selesai.", viewer=team.viewer("aji"))
    refused("side", services.close, reported, "Tutup.", viewer=team.viewer("aji"))
    services.close(reported, "Tutup.", viewer=rini)
    assert (reported.state, reported.ended_on) == ("closed", clock.today())
    assert replay.check() == []


def test_a_lead_who_plans_does_not_close_what_they_led(team, reported):
    from amanah.foundation.access import services as access

    services.answer(reported.findings.get(grade="minor"), "Setuju.", agrees=True, viewer=team.viewer("gilang"))
    given = services.recommend(
        reported.findings.get(grade="minor"), "X", "", owner=team.persons["hadi"], verifier=team.persons["bela"], viewer=team.viewer("rini")
    )
    actions.begin(given, viewer=team.viewer("hadi"))
    actions.report_done(given, "Sudah.", viewer=team.viewer("hadi"))
    actions.verify(given, "Benar.", viewer=team.viewer("bela"))
    services.follow(reported, "Selesai.", viewer=team.viewer("aji"))
    access.grant_role(team.accounts["aji"], "actions.overseer", team.units.root)
    refused("lead_closes", services.close, reported, "Tutup.", viewer=team.viewer("aji"))


def test_the_same_criterion_in_the_same_unit_is_a_repetition_within_the_period(team, reported, draft, found):
    before = reported.findings.get(grade="minor")

    def again(days, **named):
        with on(clock.today() + timedelta(days=days)):
            viewer = team.viewer("rini")
            made = services.open_engagement("trial", team.units.root, draft(), viewer=viewer)
            services.join(made, team.persons["aji"], "lead", viewer=viewer)
            services.join(made, team.persons["bela"], "member", viewer=viewer)
            services.add_papers(made, [Procedure("A", "B")], viewer=team.viewer("aji"))
            services.prepare(made, "ST-2", clock.today(), viewer=team.viewer("aji"))
            services.begin(made, viewer=team.viewer("aji"))
            return services.write_finding(made, found(**named), viewer=team.viewer("aji"))

    assert again(200, criteria=["iso:8.2-c"]).repeats == before
    assert again(200, criteria=["iso:4.1-a"]).repeats is None
    assert again(200, unit=team.units.k3).repeats is None
    assert again(200, grade="conformity").repeats is None
    assert again(1200).repeats is None


def test_steps_are_never_changed(team, at_work):
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError), transaction.atomic():
        Step.objects.filter(engagement=at_work).update(text="Lain.")


def test_cancelling_needs_a_reason_and_a_planner(team, at_work):
    refused("side", services.cancel, at_work, "x", viewer=team.viewer("aji"))
    refused("words", services.cancel, at_work, " ", viewer=team.viewer("rini"))
    services.cancel(at_work, "Unitnya digabung.", viewer=team.viewer("rini"))
    assert at_work.state == "cancelled"
    with pytest.raises(Refused):
        services.begin(at_work, viewer=team.viewer("aji"))
