"""Needs reach whom they should, and everybody stands to them as their records say."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amanah.engines.risks.exposures import services as exposures
from amanah.engines.risks.exposures.services import Decision
from amanah.foundation.access import services as access
from amanah.foundation.notices.models import Notice
from amanah.foundation.organisation import services as organisation
from amanah.foundation.organisation.models import Holding
from amanah.kernel import clock
from amanah.rooms.learning import services as learning
from amanah.rooms.learning import standings
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.needs import declare, ground, queries, reminders, replay, services, work
from amanah.rooms.learning.needs.judging import rules
from amanah.rooms.learning.needs.models import Need
from amanah.rooms.learning.needs.refusals import Refused
from amanah.rooms.learning.needs.services import Draft

EVERYBODY = 13
"""People with a post in the institution of these tests."""


def on(day):
    return clock.at(datetime.combine(day, time(12), ZoneInfo(clock.ZONE)))


def reached(team):
    names = {person.pk: name for name, person in team.persons.items()}
    return {names[person] for person in ground.lay(clock.today()).people}


@pytest.mark.django_db
class TestAudience:
    def test_without_a_condition_it_reaches_everybody_with_a_post(self, team, need):
        need()
        assert reached(team) == set(team.persons)
        assert len(team.persons) == EVERYBODY

    def test_each_condition_narrows(self, team, need):
        cases = (
            ({"is_head": True}, {"kartika", "lestari", "gilang"}),
            ({"unit": team.units.k3}, {"gilang", "hadi", "rudi"}),
            ({"post_words": "auditor"}, {"ani", "budi"}),
            ({"post_words": "penguji k3, pengantar kerja"}, {"hadi", "citra"}),
            ({"post_words": "k3 penguj,"}, {"hadi"}),
            ({"post_words": "penguji kerja"}, set()),
            ({"role": "whistleblowing.investigator"}, {"budi"}),
            ({"employment": "pppk"}, set()),
            ({"is_head": True, "unit": team.units.inspectorate}, {"lestari"}),
        )
        for said, expected in cases:
            one = need(**said)
            assert reached(team) == expected, said
            services.end_need(one, team.viewer("maya"))
            Need.objects.filter(pk=one.pk).update(since=date(2020, 1, 1), until=date(2020, 1, 2))

    def test_the_class_of_the_post_decides(self, team, need):
        access.grant_role(team.accounts["rudi"], "risk_manager", team.units.k3)
        need(bribery_class="more_than_low")
        assert reached(team) == set()
        exposures.decide_post(team.posts["hadi"], Decision("more_than_low", "Menentukan izin."), team.viewer("rudi"))
        assert reached(team) == {"hadi"}

    def test_new_joiners_are_those_who_came_since(self, team, need):
        need(joiners=True)
        assert reached(team) == set()
        team.add("wati", "Wati Lestari", team.units.placement, "Staf baru", since=clock.today())
        assert reached(team) == {"wati"}

    def test_people_from_outside_are_not_meant_unless_named(self, team, need):
        guest = organisation.create_person("Tamu", other_number="T-1", employment="outsider", actor="system")
        post = organisation.create_post(team.units.k3, "Konsultan", actor="system")
        organisation.assign_post(guest, post, since=clock.today(), actor="system")
        need()
        assert guest.pk not in ground.lay(clock.today()).people
        need(employment="outsider")
        assert guest.pk in ground.lay(clock.today()).people


@pytest.mark.django_db
class TestStates:
    def state(self, team, name):
        (duty,) = queries.of_person(team.persons[name])
        return declare.STATES[duty.state], duty.due

    def test_a_year_of_a_duty(self, team, need, learned):
        start = clock.today()
        need(every_months=12, within_days=30)
        assert self.state(team, "hadi") == ("due_soon", start + timedelta(days=30))
        with on(start + timedelta(days=31)):
            assert self.state(team, "hadi")[0] == "missing"
        learned("hadi", ago=0)
        state, due = self.state(team, "hadi")
        assert state == "met"
        assert due == date(start.year + 1, start.month, start.day)
        with on(due - timedelta(days=30)):
            assert self.state(team, "hadi")[0] == "due_soon"
        with on(due):
            assert self.state(team, "hadi")[0] == "due_soon"
        with on(due + timedelta(days=1)):
            assert self.state(team, "hadi") == ("expired", due)

    def test_an_exemption_holds_until_its_day_and_is_decided_by_another(self, team, need, learned):
        one = need()
        for by, reason, code in (("hadi", "x", "own"), ("gilang", "x", "side"), ("maya", " ", "reason")):
            with pytest.raises(Refused) as refusal:
                services.exempt(one, team.persons["hadi"], reason, team.viewer(by))
            assert refusal.value.code == code
        until = clock.today() + timedelta(days=90)
        made = services.exempt(one, team.persons["hadi"], "Tugas belajar sampai Februari", team.viewer("rudi"), until=until)
        assert self.state(team, "hadi")[0] == "exempt"
        with on(until + timedelta(days=1)):
            assert self.state(team, "hadi")[0] == "missing"
        services.end_exemption(made, team.viewer("rudi"))
        assert self.state(team, "hadi")[0] == "due_soon"

    def test_reading_is_said_by_oneself(self, team, need, topics):
        one = need(topic=topics.policy, sort="read")
        taught = need()
        record = services.confirm_read(one, team.viewer("hadi"))
        assert record.sort == "read"
        assert services.confirm_read(one, team.viewer("hadi")) == record
        states = {duty.rule.need.pk: duty.state for duty in queries.of_person(team.persons["hadi"])}
        assert states == {one.pk: declare.MET, taught.pk: declare.SOON}
        with pytest.raises(Refused) as refusal:
            services.confirm_read(taught, team.viewer("hadi"))
        assert refusal.value.code == "not_read"

    def test_needs_are_set_where_one_manages(self, team, need, topics):
        with pytest.raises(Refused) as refusal:
            need(by="rudi")
        assert refusal.value.code == "unit"
        with pytest.raises(Refused):
            need(by="gilang", unit=team.units.k3)
        mine = need(by="rudi", unit=team.units.k3)
        services.end_need(mine, team.viewer("rudi"))
        with pytest.raises(Refused) as refusal:
            services.end_need(mine, team.viewer("maya"))
        assert refusal.value.code == "ended"
        assert replay.check() == []
        Need.objects.update(every_months=99)
        assert len(replay.check()) == 1

    def test_two_posts_count_once_in_the_unit_of_the_earlier(self, team, need):
        need()
        post = organisation.create_post(team.units.placement, "Anggota tim", actor="system")
        organisation.assign_post(team.persons["hadi"], post, since=clock.today(), actor="system")
        laid = ground.lay(clock.today())
        counts = laid.counts()
        assert sum(sum(row) for row in counts.values()) == EVERYBODY
        assert sum(counts[team.units.placement.pk]) == 1  # Citra alone


@pytest.mark.django_db
def test_counting_and_going_one_by_one_agree(team, need, learned, topics):
    need(every_months=12)
    need(topic=topics.policy, is_head=True)
    one = need(topic=topics.policy, unit=team.units.k3, within_days=0, since=clock.today() - timedelta(days=3))
    for name, ago in (("hadi", 10), ("gilang", 350), ("citra", 500), ("ani", 364)):
        learned(name, ago)
    learned("rudi", 5, topics.policy)
    services.exempt(one, team.persons["hadi"], "Tugas belajar", team.viewer("maya"))
    laid = ground.lay(clock.today())
    width, told = len(declare.STATES), {}
    for duty in laid.duties():
        place = laid.rules.index(duty.rule)
        key = (duty.unit, place * width + duty.state)
        told[key] = told.get(key, 0) + 1
    counted = {(unit, n): count for unit, row in laid.counts().items() for n, count in enumerate(row) if count}
    assert counted == told


days = st.integers(min_value=date(2021, 1, 1).toordinal(), max_value=date(2028, 12, 31).toordinal())
flats = st.lists(st.tuples(days, st.one_of(st.just(standings.FOREVER), days)), max_size=4).map(standings.merged)


@given(flats, st.sampled_from([None, 1, 12, 24]), st.integers(0, 400), st.tuples(days, days, days))
def test_the_state_is_what_the_day_that_it_is_due_says(flat, months, within, told):
    since, came, today = told
    need = Need(topic_id=1, every_months=months, within_days=within, since=date.fromordinal(since))
    need.topic = Topic(pk=1, title="x", hours=Decimal(1))
    (rule,) = rules([need], date.fromordinal(today))
    state, due = rule.state(flat, came), rule.due(flat, came)
    late = due is not None and due.toordinal() < today
    assert (state in declare.LATE) == late
    assert (state == declare.EXPIRED) == (late and bool(flat))
    if not late and flat:
        assert (state == declare.MET) == (due is None or due.toordinal() >= rule.soon)


@pytest.mark.django_db
class TestReminding:
    def test_the_person_and_then_the_head_hear_once(self, team, need):
        need(unit=team.units.k3, within_days=10)
        assert reminders.remind() == 2 + 1  # Gilang, Hadi, Rudi: in time
        assert reminders.remind() == 0
        assert set(Notice.objects.values_list("code", flat=True)) == {"learning.near"}
        with on(clock.today() + timedelta(days=11)):
            sent = reminders.remind()
            late = Notice.objects.filter(code="learning.late")
            heads = Notice.objects.filter(code="learning.people_late")
            assert late.count() == 3
            # Gilang hears of Rudi; of Gilang's own, and of Hadi's unit without a head, whoever stands above.
            assert {notice.account.username for notice in heads} == {"gilang", "kartika"}
            assert sent == late.count() + heads.count()
        with on(clock.today() + timedelta(days=12)):
            assert reminders.remind() == 0

    def test_it_stands_in_ones_own_work_until_it_is_met(self, team, need, learned):
        need(within_days=10)
        (line,) = work.lines(team.viewer("hadi"))
        assert line.due_on == clock.today() + timedelta(days=10)
        learned("hadi")
        assert list(work.lines(team.viewer("hadi"))) == []


@pytest.mark.django_db
def test_the_hours_of_civil_servants_are_counted(team, topics):
    day = clock.today()
    for hours in (12, 8):
        learning.credit(
            who=team.persons["hadi"], topic=topics.policy, title="x", done_on=day, hours=Decimal(hours), sort="class", origin=f"x:{hours}"
        )
    learning.credit(who=team.persons["gilang"], topic=topics.policy, title="x", done_on=day, hours=Decimal(19), sort="class")
    assert queries.hours_reached([team.units.k3], day) == (1, 3)
    assert queries.hours_reached([team.units.placement], day) == (0, 1)
    assert Holding.objects.count() == EVERYBODY


@pytest.mark.django_db
def test_a_draft_tells_whom_it_would_reach_and_saves_nothing(team, topics, learned):
    learned("hadi")
    draft = services.draft_need(Draft(topic=topics.counter, why="x", post_words="penguji"), team.viewer("maya"))
    laid = queries.reach(draft, [team.units.root])
    assert set(laid.people) == {team.persons["hadi"].pk}
    assert not Need.objects.exists()
