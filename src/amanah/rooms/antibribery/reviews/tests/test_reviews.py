"""Planning, freezing, holding, writing down and approving reviews: what may follow what, by whom, and what never changes again."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from amanah.engines import contributions
from amanah.engines.actions import services as actions
from amanah.engines.actions.models import Action
from amanah.engines.contributions import Told
from amanah.foundation.notices.models import Notice
from amanah.kernel import canonical, clock
from amanah.rooms.antibribery import services as scopes
from amanah.rooms.antibribery.reviews import declare, invitation, queries, replay, services
from amanah.rooms.antibribery.reviews.models import Paper, Review, Step
from amanah.rooms.antibribery.reviews.services import Judged, Meeting, Refused, Resolved
from amanah.rooms.antibribery.tests.test_scopes import appoint

pytestmark = pytest.mark.django_db


def refused(code, verb, *args, **said):
    with pytest.raises(Refused) as refusal:
        verb(*args, **said)
    assert refusal.value.code == code


def plan(team, scope, kind=declare.WHOLE, by="fajar", **said):
    today = clock.today()
    meeting = Meeting(said.pop("planned_on", today), team.persons[said.pop("chair", "gilang")])
    return services.plan(
        scope, kind, said.pop("since", today - timedelta(days=90)), said.pop("until", today), meeting, viewer=team.viewer(by)
    )


def resolved(team, **said):
    plain = {"ask": "resources", "sort": "resources", "text": "Tambah satu anggota FKAP", "unit": team.units.k3}
    return Resolved(**{**plain, "verifier": team.persons["fitri"], "owner": team.persons["hadi"], **said})


def test_planning_asks_for_a_period_a_day_a_chair_who_is_not_of_the_function_and_one_at_a_time(team, scope):
    today = clock.today()
    refused("side", plan, team, scope, by="arif")
    refused("not_found", plan, team, scope, by="citra")
    refused("kind", plan, team, scope, declare.GOVERNING)
    refused("days", plan, team, scope, since=today, until=today - timedelta(days=1))
    refused("days", plan, team, scope, until=today + timedelta(days=3))
    refused("past", plan, team, scope, until=today - timedelta(days=9), planned_on=today - timedelta(days=2))
    refused("chair_is_member", plan, team, scope, chair="fajar")
    plan(team, scope)
    refused("running", plan, team, scope)
    scopes.change(scope, governing="Dewan Pengarah", reason="Dibentuk.", viewer=team.viewer("fajar"))
    refused("kind", plan, team, scope)
    appoint(scope, team, "hadi", "rosa")
    refused("chair_is_member", plan, team, scope, declare.TOP, chair="rosa")


def test_every_input_that_the_editions_ask_for_is_in_the_pack_with_its_clause_and_own_words(team, make):
    scope = make(editions="both", governing="Dewan Pengarah")
    review = plan(team, scope, declare.TOP)
    found = queries.build(team.viewer("fajar"), review)
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert found[0].key == "previous"
    assert all(one.asks for one in found)
    old = {clause.number for one in found if not one.house for clause in one.clauses if clause.edition == "2016"}
    new = {clause.number for one in found if not one.house for clause in one.clauses if clause.edition == "2025"}
    assert (old, new) == ({"9.3.1", "9.4"}, {"9.3.2", "9.4"})
    assert all(clause.unverified for one in found for clause in one.clauses if clause.number == "9.3.2")
    assert "parties" not in {one.key for one in queries.build(team.viewer("fajar"), plan(team, make(editions="2016")))}
    governing = queries.build(team.viewer("fajar"), plan(team, scope, declare.GOVERNING))
    assert [one.key for one in governing][:2] == ["earlier", "management"]


def test_a_pack_is_frozen_in_every_language_and_tells_afterwards_what_changed(team, scope, planned):
    lines = [Told("Terbuka", "3 dari 5"), Told("Terlambat", "1")]
    contributions.register(contributions.NONCONFORMITIES, "k", "Ketidaksesuaian", lambda *_args: list(lines))
    fajar = team.viewer("fajar")
    refused("side", services.freeze, planned, viewer=team.viewer("arif"))
    services.comment(planned, {"concerns": "Tidak ada statistik."}, viewer=fajar)
    refused("code", services.comment, planned, {"nothing": "…"}, viewer=fajar)
    paper = services.freeze(planned, viewer=fajar)
    assert bytes(paper.content) == canonical.encode(paper.read)
    assert paper.sha256 == canonical.digest(paper.read).hex()
    assert replay.intact(paper)
    assert replay.check() == []
    frozen = queries.thawed(paper.read["id"])
    concerns = next(one for one in frozen if one.key == "concerns")
    assert (concerns.empty, concerns.comment) == (True, "Tidak ada statistik.")
    english = queries.thawed(paper.read["en"])
    assert [one.key for one in english] == [one.key for one in frozen]
    assert [one.title for one in english] != [one.title for one in frozen]
    assert queries.compared(frozen, queries.build(fajar, planned)) == {}
    lines[0], lines[1] = Told("Terbuka", "2 dari 5"), Told("Baru", "1")
    (changed,) = queries.compared(frozen, queries.build(fajar, planned)).values()
    assert [(one.title, one.was, one.now) for one in changed] == [
        ("Terbuka", "3 dari 5", "2 dari 5"),
        ("Terlambat", "1", ""),
        ("Baru", "", "1"),
    ]
    refused("state", services.freeze, planned, viewer=fajar)
    refused("state", services.comment, planned, {"risks": "…"}, viewer=fajar)
    for verb in (lambda: Paper.objects.update(sha256="0" * 64), lambda: Paper.objects.all().delete(), lambda: Step.objects.update(text="")):
        with pytest.raises(DatabaseError), transaction.atomic():
            verb()


def test_it_is_held_after_freezing_with_its_chair_and_somebody_else(team, frozen):
    fajar, today = team.viewer("fajar"), clock.today()
    gilang, arif = team.persons["gilang"], team.persons["arif"]
    refused("held_on", services.meet, frozen, today - timedelta(days=1), [gilang, arif], viewer=fajar)
    refused("held_on", services.meet, frozen, today + timedelta(days=1), [gilang, arif], viewer=fajar)
    refused("absent", services.meet, frozen, today, [arif, team.persons["hadi"]], viewer=fajar)
    refused("absent", services.meet, frozen, today, [gilang], viewer=fajar)
    services.meet(frozen, today, [gilang, arif, team.persons["rosa"]], viewer=fajar)
    came = {one.person.name: one.present for one in frozen.invitees.all()}
    assert sorted(came.values()) == [False, True, True]
    assert came["Rosa Lestari"] is True


def test_the_chair_approves_complete_minutes_that_others_wrote_and_nothing_changes_afterwards(team, held):
    fajar, gilang = team.viewer("fajar"), team.viewer("gilang")
    refused("incomplete", services.submit, held, viewer=fajar)
    refused("side", services.minute, held, {}, Judged(), viewer=gilang)
    said = {one.key: ("", "Cukup.") for one in services.inputs(held)}
    services.minute(held, {**said, "risks": ("", "")}, Judged("yes", "yes", "yes", "Baik."), viewer=fajar)
    refused("incomplete", services.submit, held, viewer=fajar)
    services.minute(held, said, Judged("yes", "yes", "yes", "Baik."), viewer=fajar)
    refused("code", services.minute, held, said, Judged("maybe"), viewer=fajar)
    decision = services.decide(held, resolved(team), viewer=fajar)
    refused("unit", services.decide, held, resolved(team, unit=team.units.root), viewer=fajar)
    action = Action.objects.get(ref=decision.action)
    assert (action.source, action.owner, action.title) == (held.ref, team.persons["hadi"], "Tambah satu anggota FKAP")
    refused("not_submitted", services.approve, held, viewer=gilang)
    services.submit(held, viewer=fajar)
    refused("submitted", services.minute, held, said, Judged(), viewer=fajar)
    refused("side", services.approve, held, viewer=fajar)
    services.send_back(held, "Kurang tajam.", viewer=gilang)
    services.minute(held, {"risks": ("Dibahas.", "Naik.")}, Judged("yes", "yes", "partly", "Baik."), viewer=fajar)
    services.submit(held, viewer=fajar)
    paper = services.approve(held, viewer=gilang)
    assert paper.read["minutes"]["risks"] == ["Dibahas.", "Naik."]
    assert paper.read["decisions"][0]["action"] == action.number
    assert paper.read["pack"] == held.papers.get(sort=declare.PACK).sha256
    refused("state", services.minute, held, said, Judged(), viewer=fajar)
    refused("state", services.decide, held, resolved(team), viewer=fajar)
    refused("open_actions", services.close, held, viewer=fajar)
    hadi, fitri = team.viewer("hadi"), team.viewer("fitri")
    actions.begin(action, viewer=hadi)
    actions.report_done(action, "Sudah ditetapkan.", viewer=hadi, evidence="SK 7/2026")
    actions.verify(action, "Terlihat.", viewer=fitri)
    services.close(held, viewer=fajar)
    assert held.state == declare.CLOSED
    assert replay.check() == []
    Review.objects.filter(pk=held.pk).update(state=declare.APPROVED)
    assert [finding.ref for finding in replay.check()] == [held.ref]


def test_whoever_planned_it_does_not_approve_it_even_when_they_come_to_chair_it(team, written):
    services.submit(written, viewer=team.viewer("fajar"))
    Review.objects.filter(pk=written.pk).update(chair=team.persons["fajar"])
    refused("second", services.approve, written, viewer=team.viewer("fajar"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=written.pk).update(state="approved", approver=team.accounts["fajar"], approved_on=clock.today())


def test_the_next_review_begins_with_what_became_of_the_decisions_and_is_due_by_the_book(team, scope, written, at):
    fajar = team.viewer("fajar")
    (due,) = queries.dues(queries.counted(type(scope).objects.filter(pk=scope.pk)).get())
    assert (due.held, due.rule, due.ahead) == (1, declare.FIRST_YEAR, False)
    services.decide(written, resolved(team, due_on=clock.today() + timedelta(days=30)), viewer=fajar)
    services.submit(written, viewer=fajar)
    services.approve(written, viewer=team.viewer("gilang"))
    assert [line.next_act for line in queries.lines(team.viewer("fajar"))] == []
    with at(due.due_on - timedelta(days=10)):
        (line,) = queries.lines(team.viewer("fajar"))
        assert (line.due_on, line.kind) == (due.due_on, due.title)
        following = plan(team, scope, since=written.period_to)
        first = queries.build(team.viewer("fajar"), following)[0]
        (section,) = first.sections[:1]
        assert [str(one.title) for one in section.lines] == ["Keputusan yang selesai", "Tambah satu anggota FKAP"]
        assert section.lines[0].text == "0 dari 1; 1 melewati tenggat"
        assert queries.dues(queries.counted(type(scope).objects.filter(pk=scope.pk)).get())[0].ahead


def test_the_governing_body_is_told_what_the_review_by_top_management_concluded(team, make):
    fajar, gilang, today = team.viewer("fajar"), team.viewer("gilang"), clock.today()
    scope = make(governing="Dewan Pengarah")
    top = plan(team, scope, declare.TOP)
    services.freeze(top, viewer=fajar)
    services.meet(top, today, [team.persons["gilang"], team.persons["arif"]], viewer=fajar)
    services.minute(
        top, {one.key: ("", "Baik.") for one in services.inputs(top)}, Judged("yes", "yes", "no", "Perlu sumber daya."), viewer=fajar
    )
    services.submit(top, viewer=fajar)
    governing = plan(team, scope, declare.GOVERNING, chair="kartika")
    assert "management" in {one.key for one in queries.build(fajar, governing) if one.empty}
    services.approve(top, viewer=gilang)
    services.freeze(governing, viewer=fajar)
    assert governing.basis == top
    told = next(one for one in services.inputs(governing) if one.key == "management")
    assert "Perlu sumber daya." in [line.text for line in told.sections[0].lines]


def test_people_hear_of_what_concerns_them_and_can_put_it_into_their_calendar(team, scope, django_capture_on_commit_callbacks):
    fajar, today = team.viewer("fajar"), clock.today()
    gilang, arif = team.persons["gilang"], team.persons["arif"]
    with django_capture_on_commit_callbacks(execute=True):
        review = services.plan(scope, declare.WHOLE, today, today, Meeting(today, gilang, [arif], "09.00 WIB"), viewer=fajar)
        services.freeze(review, viewer=fajar)
        services.meet(review, today, [gilang, arif], viewer=fajar)
        services.minute(review, {one.key: ("", "Baik.") for one in services.inputs(review)}, Judged("yes", "yes", "no", "…"), viewer=fajar)
        services.submit(review, viewer=fajar)
    told = {name: set(Notice.objects.filter(account=team.accounts[name]).values_list("code", flat=True)) for name in ("gilang", "arif")}
    assert told["arif"] == {"smap_reviews.invited", "smap_reviews.frozen"}
    assert told["gilang"] == told["arif"] | {"smap_reviews.submitted"}
    assert [line.next_act for line in queries.lines(team.viewer("gilang"))] == ["Baca dan setujui notulanya"]
    content = invitation.calendar(review).decode()
    assert f"DTSTART;VALUE=DATE:{today:%Y%m%d}" in content
    assert review.number in content
