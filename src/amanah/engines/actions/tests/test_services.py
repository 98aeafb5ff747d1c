from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from amanah.engines.actions import replay, services
from amanah.engines.actions.declare import CHECKING, CLOSED, DOING, MOVES, OWED, STATES, as_mermaid
from amanah.engines.actions.models import Action
from amanah.engines.actions.refusals import SENTENCES, Refused
from amanah.engines.actions.services import PartPlan
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks import tick
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger import verify
from amanah.foundation.notices import queries as notices
from amanah.foundation.threads import queries as threads
from amanah.kernel import clock

pytestmark = pytest.mark.django_db


def refused(code, act, *args, **named):
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act(*args, **named)
    assert refusal.value.code == code
    assert str(refusal.value) == str(SENTENCES[code])


def told(team, name):
    return [notice.text for notice in notices.listing(team.viewer(name)).notices]


def test_the_table_has_no_hole():
    reached, ways = {"open"}, list(MOVES.values())
    for _ in ways:
        reached |= {move.target for move in ways if move.sources & reached}
    assert reached == set(STATES)
    for move in ways:
        assert move.sources | {move.target} <= set(STATES)
        assert move.sides
        assert bool(move.sources & CLOSED) <= move.four_eyes
        assert move.four_eyes or not (move.sides & DOING and move.sides & CHECKING)
    assert set(STATES) == OWED | CLOSED
    assert "(4 mata)" in as_mermaid()


def test_from_given_to_verified(give, team, django_capture_on_commit_callbacks):
    citra, budi = team.viewer("citra"), team.viewer("budi")
    action = give(description="Antrean terbuka untuk umum.")
    assert action.number.startswith("TL-26-")
    services.begin(action, viewer=citra)
    services.write_progress(action, "Rancangan selesai.", viewer=citra, evidence="ND-12/2026", progress=40)
    services.report_done(action, "Prosedur berlaku.", viewer=citra, evidence="SK-7/2026")
    assert (action.state, action.progress) == ("reported_done", 100)
    services.send_back(action, "Lampirkan bukti sosialisasi.", viewer=budi)
    services.report_done(action, "Sosialisasi dilakukan.", viewer=citra)
    services.verify(action, "Bukti cukup.", viewer=budi)
    action.refresh_from_db()
    assert (action.state, action.closed_on) == ("verified", clock.today())
    acts = list(action.steps.values_list("act", flat=True))
    assert acts == ["opened", "begin", "progress", "report", "send_back", "report", "verify"]
    entries = [entry for entry in ledger.entries(action.ref) if entry.kind.startswith("action.")]
    assert [entry.facts["seq"] for entry in entries] == list(range(1, 8))
    assert "Rancangan" not in str([entry.facts for entry in entries])
    assert not clocks.open_by_ref([action.ref])
    assert replay.check() == []
    assert verify.run().ok


def test_the_rulebook_sets_the_date_where_nobody_does(give):
    with clock.at(datetime(2026, 3, 2, 3, tzinfo=UTC)):
        action = give(days=None)
    assert action.due_on == date(2026, 5, 1)
    assert clocks.for_refs([action.ref])[0].provision == services.FOLLOW_UP


def test_time_rests_while_it_is_checked_and_runs_on_when_it_comes_back(give, team):
    start = datetime(2026, 3, 2, 3, tzinfo=UTC)
    with clock.at(start):
        action = give(days=10)
        services.begin(action, viewer=team.viewer("citra"))
        services.report_done(action, "Selesai.", viewer=team.viewer("citra"))
    with clock.at(start + timedelta(days=7)):
        services.send_back(action, "Belum lengkap.", viewer=team.viewer("budi"))
    assert action.due_on == date(2026, 3, 19)
    with clock.at(start + timedelta(days=8)):
        refused("due", services.extend, action, date(2026, 3, 19), "Menunggu pengadaan.", viewer=team.viewer("budi"))
        services.extend(action, date(2026, 3, 30), "Menunggu pengadaan.", viewer=team.viewer("budi"))
        refused("side", services.extend, action, date(2026, 4, 30), "Perlu waktu.", viewer=team.viewer("citra"))
    assert action.due_on == date(2026, 3, 30) == clocks.for_refs([action.ref])[0].due_on


def test_nobody_checks_their_own_work(give, team):
    refused("verifier", give, verifier="citra")
    refused("verifier", give, verifier="pandu")  # heads the owing unit
    refused(
        "verifier",
        give,
        owner="hadi",
        unit=team.units.k3_testing,
        verifier="citra",
        parts=[PartPlan(team.units.placement, "Sediakan data", team.persons["citra"])],
    )
    action = give(owner="ani", unit=team.units.fkap)
    services.begin(action, viewer=team.viewer("ani"))
    services.report_done(action, "Selesai.", viewer=team.viewer("ani"))
    refused("side", services.verify, action, "Cukup.", viewer=team.viewer("ani"))  # gave it and owes it
    services.send_back(action, "Belum.", viewer=team.viewer("ola"))
    services.appoint(action, "Ani pindah tugas.", owner=team.persons["fitri"], verifier=team.persons["ola"], viewer=team.viewer("ola"))
    services.report_done(action, "Selesai.", viewer=team.viewer("fitri"))
    refused("side", services.verify, action, "Cukup.", viewer=team.viewer("ani"))  # no longer owes it, but worked on it
    services.verify(action, "Cukup.", viewer=team.viewer("ola"))


def test_each_part_is_done_by_its_own_unit(give, team):
    parts = [PartPlan(team.units.k3, "Sediakan data layanan"), PartPlan(team.units.fkap, "Susun pelatihan", team.persons["fitri"])]
    action = give(parts=parts)
    data, training = action.parts.all()
    citra = team.viewer("citra")
    services.begin(action, viewer=citra)
    refused("parts", services.report_done, action, "Selesai.", viewer=citra)
    refused("side", services.finish_part, action, data, "Selesai.", viewer=team.viewer("fitri"))
    services.finish_part(action, data, "Data terkirim.", viewer=team.viewer("gilang"))
    refused("part", services.finish_part, action, data, "Lagi.", viewer=team.viewer("gilang"))
    services.finish_part(action, training, "Pelatihan selesai.", viewer=team.viewer("fitri"))
    services.report_done(action, "Selesai.", viewer=citra)


def test_calling_off_and_reopening_take_two_people(give, team):
    action = give()
    proposal = services.propose(action, "cancel", "Unitnya dilebur.", viewer=team.viewer("citra"))
    refused("open_proposal", services.propose, action, "cancel", "Lagi.", viewer=team.viewer("ani"))
    refused("same_person", services.approve, proposal, viewer=team.viewer("citra"))
    services.reject(proposal, "Masih diperlukan.", viewer=team.viewer("budi"))
    refused("decided", services.approve, proposal, viewer=team.viewer("budi"))
    proposal = services.propose(action, "cancel", "Unitnya dilebur.", viewer=team.viewer("ani"))
    refused("side", services.approve, proposal, viewer=team.viewer("pandu"))
    step = services.approve(proposal, viewer=team.viewer("budi"))
    action.refresh_from_db()
    assert (step.actor, step.approver, action.state) == (team.ani, team.budi, "cancelled")
    refused("due", services.propose, action, "reopen", "Perlu lagi.", viewer=team.viewer("budi"))
    proposal = services.propose(action, "reopen", "Perlu lagi.", viewer=team.viewer("budi"), due_on=clock.today() + timedelta(days=9))
    services.approve(proposal, viewer=team.viewer("ola"))
    action.refresh_from_db()
    assert (action.state, action.closed_on, action.due_on) == ("in_progress", None, clock.today() + timedelta(days=9))
    assert replay.check() == []


def test_a_proposal_is_overtaken_when_the_action_moves(give, team):
    action = give()
    proposal = services.propose(action, "cancel", "Tidak perlu.", viewer=team.viewer("ani"))
    services.begin(action, viewer=team.viewer("citra"))
    refused("decided", services.approve, proposal, viewer=team.viewer("budi"))


def test_what_cannot_be_opened(give, team):
    refused("words", give, title="  ")
    refused("due", give, days=-1)
    refused("priority", give, priority="huge")
    refused("source", give, source="case:7b8d7c6e-9b1f-4a46-8a53-5e8a2f0a9f11")
    refused("nobody", give, owner=None, unit=team.units.fkap)
    assert give(owner=None).owner is None


def test_steps_are_only_added(give):
    give()
    for statement in ("UPDATE actions_step SET text = 'x'", "DELETE FROM actions_step"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_tampering_with_the_state_is_found(give):
    action = give()
    Action.objects.filter(pk=action.pk).update(state="in_progress")
    assert [finding.ref for finding in replay.check()] == [action.ref]


def test_who_is_told_of_what(give, team, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        action = give()
    assert action.number in told(team, "citra")[0]
    with django_capture_on_commit_callbacks(execute=True):
        services.begin(action, viewer=team.viewer("citra"))
        services.report_done(action, "Selesai.", viewer=team.viewer("citra"))
    assert "menunggu verifikasi" in told(team, "budi")[0]
    with django_capture_on_commit_callbacks(execute=True):
        services.send_back(action, "Belum.", viewer=team.viewer("budi"))
    assert "dikembalikan" in told(team, "citra")[0]
    with django_capture_on_commit_callbacks(execute=True):
        services.propose(action, "cancel", "Lebur.", viewer=team.viewer("citra"))
    assert "usulan" in told(team, "ani")[0].lower()


def test_reminders_climb_from_owner_to_head_to_assigner(give, team, django_capture_on_commit_callbacks):
    action = give(days=10)
    heard = {}
    for late in (-2, 1, 8, 15):
        moment = datetime.combine(action.due_on + timedelta(days=late), datetime.min.time(), UTC) + timedelta(hours=3)
        with django_capture_on_commit_callbacks(execute=True), clock.at(moment):
            tick.run()
        heard[late] = {
            name for name in ("citra", "pandu", "ani", "budi", "kartika") if any("tempo" in t or "tenggat" in t for t in told(team, name))
        }
    assert heard == {-2: {"citra"}, 1: {"citra"}, 8: {"citra", "pandu"}, 15: {"citra", "pandu", "ani"}}


def test_a_verifier_who_does_not_look_is_reminded_and_then_the_assigner(give, team, django_capture_on_commit_callbacks):
    start = datetime(2026, 3, 2, 3, tzinfo=UTC)
    with clock.at(start):
        action = give(days=10)
        services.begin(action, viewer=team.viewer("citra"))
        services.report_done(action, "Selesai.", viewer=team.viewer("citra"))
    heard = {}
    for days in (12, 16, 24):
        with django_capture_on_commit_callbacks(execute=True), clock.at(start + timedelta(days=days)):
            tick.run()
        heard[days] = {name for name in ("citra", "pandu", "ani", "budi") if any("tempo" in t or "tenggat" in t for t in told(team, name))}
    assert heard == {12: {"budi"}, 16: {"budi"}, 24: {"budi", "ani"}}


def test_the_thread_leads_both_ways_for_who_may_see_both(give, team, sealed):
    case = sealed()
    action = give(source=case.ref)
    assert case.ref in threads.walk_for(team.viewer("ani"), action.ref).distance
    assert action.ref in threads.walk_for(team.viewer("ani"), case.ref).distance
    assert set(threads.walk_for(team.viewer("citra"), action.ref).distance) == {action.ref}
