"""The certification of a scope: what can follow what, what is due when, who hears of it."""

import random
from datetime import timedelta

import pytest
from django.db import transaction
from django.test.utils import CaptureQueriesContext

from amanah.foundation.notices.models import Notice
from amanah.kernel import clock
from amanah.rooms.antibribery import services as rooms
from amanah.rooms.antibribery.certification import declare, queries, replay, services, telling
from amanah.rooms.antibribery.certification.models import Certification
from amanah.rooms.antibribery.certification.refusals import Refused
from amanah.rooms.antibribery.certification.services import Days, Terms
from amanah.rooms.antibribery.tests.conftest import at, make, scope, team
from amanah.rooms.antibribery.tests.test_desk import browse, text
from amanah.rooms.antibribery.tests.test_scopes import appoint

__all__ = ["at", "browse", "make", "scope", "team"]
pytestmark = pytest.mark.django_db
TO_DECISION = ("apply", "sign", "stage1", "close_stage1", "stage2", "submit")


@pytest.fixture
def opened(team, scope):
    """A certification that Fajar opened, by a contract that grants 60 and 120 days."""
    terms = Terms("Lembaga Contoh", "KAN LSSMAP-000", "K-1/2026", None, 60, 120)
    return services.open_certification(scope, "2025", terms, viewer=team.viewer("fajar"))


@pytest.fixture
def go(team, opened):
    """Record moves one after the other."""

    def moved(*keys, days=None):
        for key in keys:
            services.move(opened, key, "", viewer=team.viewer("fajar"), days=days)
        return opened

    return moved


@pytest.fixture
def certified(go):
    """The same, with a certificate from today."""
    return go(*TO_DECISION, "certify", days=Days(certificate="SMAP-1", valid_from=clock.today()))


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught, transaction.atomic():
        act(*args, **kwargs)
    return caught.value.code


def test_every_state_is_reached_and_only_a_withdrawn_certificate_ends():
    reached, frontier = {declare.FIRST}, [declare.FIRST]
    while frontier:
        here = frontier.pop()
        for move in declare.MOVES.values():
            targets = {move.target} if move.target else set(declare.HOLDING)
            if here in move.sources and not targets <= reached:
                frontier += targets - reached
                reached |= targets
    assert reached == set(declare.STATES)
    left = {state for move in declare.MOVES.values() for state in move.sources}
    assert set(declare.STATES) - left == declare.ENDED
    assert "certified --> surveillance_1" in declare.as_mermaid()


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_tried_the_certificate_follows_the_table(team, opened, seed):
    chance = random.Random(seed)
    viewer = team.viewer("fajar")
    for _ in range(30):
        key = chance.choice([*declare.MOVES, "find", "settle-all"])
        before = opened.state
        held_before = opened.certificate
        waiting = any(one.waits for one in opened.findings.all())
        days = Days(certificate="SMAP-1", valid_from=clock.today())
        try:
            if key == "find":
                services.find(opened, chance.choice([*declare.GRADES]), "5.2", "Temuan", clock.today(), viewer=viewer)
            elif key == "settle-all":
                for finding in opened.findings.filter(accepted_on__isnull=True):
                    services.correct(finding, "Diperbaiki", viewer=viewer)
                    services.accept(finding, "Surat", viewer=viewer)
            else:
                services.move(opened, key, "", viewer=viewer, days=days)
        except Refused:
            opened.refresh_from_db()
            assert opened.state == before
            continue
        opened.refresh_from_db()
        if key in declare.MOVES:
            move = declare.MOVES[key]
            assert before in move.sources
            assert not (move.settled and waiting)
            assert held_before or opened.state not in declare.HOLDING or key == "certify"
        assert (opened.suspended_on is not None) == (opened.state == "suspended")
        assert opened.valid_to is None or opened.valid_to > opened.valid_from
    assert replay.check() == []


def test_deadlines_of_findings_come_from_the_contract_and_never_go_beyond_the_rule(team, go):
    one = go("apply", "sign", "stage1", "close_stage1", "stage2")
    viewer, today = team.viewer("fajar"), clock.today()
    major = services.find(one, "major", "5.2", "Kebijakan belum disahkan", today, viewer=viewer)
    minor = services.find(one, "minor", "7.3", "Daftar hadir hilang", today, viewer=viewer)
    concern = services.find(one, "concern", "", "Perlu perhatian", today, viewer=viewer)
    assert (major.due_on, minor.due_on, concern.due_on) == (today + timedelta(days=60), today + timedelta(days=120), None)
    services.change_terms(one, Terms("Lembaga Contoh", major_days=900), "Adendum", viewer=viewer)
    assert services.due_of(one, "major", today) < today + timedelta(days=190)
    assert refused(services.move, one, "submit", "", viewer=viewer) == "unsettled"
    go("wait")
    assert refused(services.accept, major, "Surat", viewer=viewer) == "state"
    for finding in (major, minor):
        services.correct(finding, "Sudah", viewer=viewer)
        services.accept(finding, "Surat LS-9", viewer=viewer)
    go("settle", "submit")
    assert one.state == "decision"


def test_a_certificate_has_its_days_and_surveillance_is_due_within_a_year(certified, go):
    today = clock.today()
    due = {one.what: one.due_on for one in queries.deadlines(certified)}
    assert certified.valid_to.year == today.year + 3
    assert due["certificate"] == certified.valid_to
    assert due["surveillance"].year == today.year + 1
    go("suspend")
    assert [one.what for one in queries.deadlines(certified)] == ["suspended"]
    go("lift")
    assert certified.state == "certified"


def test_it_expires_when_its_days_are_over_and_is_restored_in_time_only(team, certified, at):
    viewer = team.viewer("fajar")
    assert refused(services.move, certified, "expire", "", viewer=viewer) == "not_over"
    with at(certified.valid_to + timedelta(days=3)):
        services.move(certified, "expire", "", viewer=viewer)
    restored = Days(certificate="SMAP-2", valid_from=certified.valid_to + timedelta(days=30))
    with at(certified.valid_to + timedelta(days=400)):
        assert refused(services.move, certified, "restore", "", viewer=viewer, days=restored) == "over"
    with at(certified.valid_to + timedelta(days=60)):
        services.move(certified, "restore", "", viewer=viewer, days=restored)
    assert certified.certificate == "SMAP-2"


def test_the_function_and_top_management_hear_once_at_each_mark(team, scope, certified, at):
    appoint(scope, team, "fajar", "hadi")

    def told(name):
        return Notice.objects.filter(account=team.accounts[name]).count()

    with at(certified.valid_to - timedelta(days=200)):
        telling.alert()
        Notice.objects.update(read_on=clock.today())
        early = told("gilang")  # of the surveillance that is long overdue then
    for days, more in ((180, 1), (120, 1), (90, 2), (60, 3), (31, 3), (30, 4), (10, 4), (-1, 5), (-9, 5)):
        with at(certified.valid_to - timedelta(days=days)):
            telling.alert()
            assert telling.alert() == 0
        assert told("gilang") - early == more, days
        Notice.objects.update(read_on=clock.today())
    assert told("fajar") == told("gilang")
    assert told("citra") == told("rosa") == 0


def test_without_an_appointment_who_keeps_the_scope_by_role_hears(team, certified, at):
    with at(certified.valid_to - timedelta(days=29)):
        telling.alert()
    told = set(Notice.objects.filter(code="smap.deadline_last").values_list("account__username", flat=True))
    assert told == {"gilang", "fajar", "fitri"}


def test_a_confirmed_transition_day_is_a_deadline_of_a_2016_certificate_only(team, make):
    old = make(editions="both")
    viewer, day = team.viewer("fajar"), clock.today() + timedelta(days=80)
    rooms.confirm_transition(old, day, "Surat KAN", viewer=viewer)
    one = services.open_certification(old, "2016", Terms("Lembaga Contoh"), viewer=viewer)
    assert [(due.what, due.due_on) for due in queries.deadlines(one)] == [("transition", day)]
    assert any(line.due_on == day for line in queries.lines(viewer))


def test_one_at_a_time_and_only_by_who_keeps_the_scope(team, scope, opened):
    assert refused(services.open_certification, scope, "2025", Terms("B"), viewer=team.viewer("fajar")) == "running"
    assert refused(services.move, opened, "apply", "", viewer=team.viewer("rosa")) == "side"
    assert refused(services.move, opened, "apply", "", viewer=team.viewer("citra")) == "not_found"
    assert refused(services.move, opened, "certify", "", viewer=team.viewer("fajar")) == "state"


def test_the_way_to_a_certificate_on_screen(browse, desk, team, scope):
    here = f"/desk/smap/{scope.number}/certification/"
    assert 'class="empty"' in text(browse("rosa", here))
    assert browse("rosa", f"{here}new/").status_code == 403
    text(browse("fajar", f"{here}new/", {"edition": "2025", "body": ""}), 400)
    assert browse("fajar", f"{here}new/", {"edition": "2025", "body": "Lembaga Contoh", "major_days": "60"}).status_code == 302
    one = Certification.objects.get()
    page = f"{here}{one.number}/"
    today = clock.today().isoformat()
    said = {"held_from": today, "held_to": today, "certificate": "SMAP-7", "valid_from": today, "note": ""}
    for move in (*TO_DECISION, "certify"):
        text(browse("fajar", f"{page}move/{move}/"))
        assert browse("fajar", f"{page}move/{move}/", said).status_code == 302, move
    found = {"grade": "minor", "clause": "7.3", "text": "Daftar hadir", "found_on": today}
    assert browse("fajar", f"{page}find/", found).status_code == 302
    finding = one.findings.get()
    for act, what in (("correct", {"text": "Dilengkapi"}), ("accept", {"letter": "Surat 4"})):
        assert browse("fajar", f"{page}findings/{finding.pk}/{act}/", what).status_code == 302
    assert browse("fajar", f"{page}plan/", {"kind": "surveillance_1", "day": "2027-06-01"}).status_code == 302
    shown = text(browse("rosa", page))
    assert "SMAP-7" in shown
    assert "Surat 4" in shown
    for part in ("", "terms/", "plan/", "find/", "move/suspend/", f"findings/{finding.pk}/correct/"):
        assert browse("citra", page + part).status_code == 404
        assert not part or browse("rosa", page + part).status_code == 403
    team.sign_in(desk, "rosa")
    desk.get(page)
    from django.db import connection

    with CaptureQueriesContext(connection) as made:
        desk.get(here)
    assert len(made) <= 12
