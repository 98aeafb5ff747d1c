"""Ideas, acts of leaders, agents of change, and who is told of what."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from amanah.foundation.access import services as access
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.notices.models import Notice
from amanah.kernel import clock
from amanah.rooms.campaigns import replay, services, telling
from amanah.rooms.campaigns.models import Agent, Campaign, Idea, Reading
from amanah.rooms.campaigns.queries import lists, reading
from amanah.rooms.campaigns.queries.ideas import visible_ideas
from amanah.rooms.campaigns.refusals import Refused
from amanah.rooms.campaigns.roles import MANAGER
from amanah.rooms.campaigns.services import ActPlan, AudiencePlan, CircularPlan, Plan
from amanah.rooms.campaigns.tests.conftest import today
from amanah.rooms.campaigns.tests.test_services import refused
from tests.people import SINCE, build


@pytest.fixture
def idea(people):
    """An idea of Hadi's with his name, for the K3 directorate, which Gilang heads."""
    return services.put_in("Antrean daring", "Lewat ponsel.", unit=people.units.k3, named=True, viewer=people.viewer("hadi"))


def test_without_a_name_nothing_says_who_it_was(people):
    idea = services.put_in("Papan tarif", "Di setiap loket.", unit=people.units.k3, named=False, viewer=people.viewer("hadi"))
    account, person = people.hadi, people.persons["hadi"]
    assert idea.person is None
    assert idea.steps.get().actor is None
    assert Deadline.objects.get(ref=idea.ref).changed_by == "system"
    (entry,) = ledger.entries(idea.ref)
    told = f"{entry.actor} {entry.facts}"
    assert str(account.pk) not in told
    assert str(person.pk) not in told
    services.decline(idea, "Sudah ada.", viewer=people.viewer("gilang"))
    assert not Notice.objects.filter(account=account).exists()


def test_an_idea_is_shown_once_it_is_considered(idea, people):
    assert not visible_ideas(people.viewer("citra")).exists()
    assert visible_ideas(people.viewer("hadi")).get() == idea
    refused("not_found", services.support, idea, viewer=people.viewer("citra"))
    refused("side", services.consider, idea, viewer=people.viewer("hadi"))
    services.consider(idea, viewer=people.viewer("gilang"))
    services.support(idea, viewer=people.viewer("citra"))
    refused("supported", services.support, idea, viewer=people.viewer("citra"))
    refused("own", services.support, idea, viewer=people.viewer("hadi"))
    services.take_support_back(idea, viewer=people.viewer("citra"))
    assert not idea.supports.exists()


def test_whoever_signed_an_idea_is_told_and_reads_why_it_is_not_shown(idea, people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.withhold(idea, "Ini tuduhan; pakailah saluran pelaporan.", viewer=people.viewer("gilang"))
    assert not visible_ideas(people.viewer("citra")).exists()
    assert visible_ideas(people.viewer("hadi")).get().answer.startswith("Ini tuduhan")
    assert Notice.objects.get(account=people.hadi).code == telling.ANSWERED.key
    assert Deadline.objects.get(ref=idea.ref).stopped_on == clock.today()
    refused("state", services.decline, idea, "Tidak.", viewer=people.viewer("gilang"))


def test_no_idea_is_closed_without_an_answer(idea, people):
    refused("words", services.decline, idea, "  ", viewer=people.viewer("gilang"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Idea.objects.filter(pk=idea.pk).update(state="declined")


def test_a_leader_led_the_unit_on_that_day(people):
    def record(name, unit, **said):
        plan = ActPlan(**({"sort": "presence", "day": clock.today(), "title": "Hadir", "what": "Hadir sendiri."} | said))
        return services.record_act(plan, leader=people.persons[name], unit=unit, viewer=people.viewer("ani"))

    refused("leader", record, "hadi", people.units.k3)
    refused("future", record, "gilang", people.units.k3, day=clock.today() + timedelta(days=1))
    refused("cost", record, "gilang", people.units.k3, sort="decision")
    refused("clause", record, "gilang", people.units.k3, clauses=("iso-37001-2025/9.9",))
    act = record("gilang", people.units.k3)
    assert act.post == "Direktur Pengawasan K3"
    services.void_act(act, "Salah orang.", viewer=people.viewer("budi"))
    refused("voided", services.void_act, act, "Lagi.", viewer=people.viewer("budi"))
    assert not lists.acts(people.viewer("ani")).rows


def test_nobody_appoints_themself_and_nobody_twice(people):
    last = clock.today() + timedelta(days=100)

    def appoint(name, by):
        return services.appoint_agent(people.persons[name], people.units.k3, clock.today(), last, viewer=people.viewer(by))

    refused("own", appoint, "gilang", "gilang")
    refused("unit", appoint, "citra", "hadi")
    agent = appoint("hadi", "gilang")
    refused("appointed", appoint, "hadi", "ani")
    refused("not_found", services.write_plan, agent, "Rencana", viewer=people.viewer("citra"))
    refused("days", services.record_deed, agent, "Dahulu", clock.today() - timedelta(days=1), viewer=people.viewer("hadi"))
    services.end_agent(agent, "Pindah tugas.", viewer=people.viewer("ani"))
    assert Agent.objects.get().until == clock.today()


def test_readers_are_told_once_and_reminded_once(running, people):
    due = clock.today() + timedelta(days=2)
    plan = CircularPlan("Tarif", "Bacalah.", due, AudiencePlan(units=(people.units.k3,)))
    circular = services.write_circular(running, plan, viewer=people.viewer("ani"))
    assert telling.beat() == 0
    services.send_circular(circular, viewer=people.viewer("ani"))
    assert telling.beat() == 2
    assert telling.beat() == 0  # told today, and not reminded on the same day
    services.confirm_read(circular, circular.digest, viewer=people.viewer("hadi"))
    Notice.objects.update(read_on=clock.today())
    with clock.at(clock.now() + timedelta(days=1)):
        assert telling.beat() == 1
        assert telling.beat() == 0
    assert Notice.objects.filter(account=people.gilang).count() == 2
    services.withdraw_circular(circular, "Keliru.", viewer=people.viewer("ani"))
    refused("changed", services.confirm_read, circular, circular.digest, viewer=people.viewer("gilang"))


def test_shares_add_up_and_small_units_stand_together(running, people):
    circular = services.write_circular(
        running, CircularPlan("Tarif", "Bacalah.", clock.today(), AudiencePlan()), viewer=people.viewer("ani")
    )
    services.send_circular(circular, viewer=people.viewer("ani"))
    services.confirm_read(circular, circular.digest, viewer=people.viewer("hadi"))
    every, grouped, whole = reading.shares(circular), reading.shares(circular, small=3), reading.total(circular)
    for shares in (every, grouped):
        assert sum(share.readers for share in shares) == whole.readers == 11
        assert sum(share.read for share in shares) == whole.read == 1
    assert all(share.readers >= 3 for share in grouped if share.unit)


def test_what_the_ledger_says_fits(running, idea, people):
    services.consider(idea, viewer=people.viewer("gilang"))
    assert replay.check() == []
    Campaign.objects.filter(pk=running.pk).update(state="finished")
    Idea.objects.filter(pk=idea.pk).update(state="received")
    assert {finding.ref for finding in replay.check()} == {running.ref, idea.ref}


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["submit", "start", "approve", "send_back", "finish", "evaluate", "cancel", "plan", "do"]),
        st.sampled_from(["ani", "budi", "dewi", "citra"]),
    ),
    max_size=14,
)


class AnyOrder(TestCase):
    """Whatever is tried by whomever: nobody agrees to their own money, and steps and states go together."""

    @classmethod
    def setUpTestData(cls):
        cls.people = build(keys=False)
        for name in ("ani", "budi"):
            access.grant_role(cls.people.accounts[name], MANAGER.key, cls.people.units.root, since=SINCE)

    @settings(max_examples=12)
    @given(MOVES)
    def test_public_money_always_has_two_people(self, tried):
        people = self.people
        plan = Plan("Judul", "Tujuan", "Ukuran", "Pesan", clock.today(), clock.today(), channels=("poster",), budget=10)
        campaign = services.open_campaign(plan, unit=people.units.root, owner=people.persons["dewi"], viewer=people.viewer("ani"))
        for act, name in tried:
            viewer = people.viewer(name)
            acts = {
                "send_back": lambda viewer=viewer: services.send_back(campaign, "Kurang.", viewer=viewer),
                "finish": lambda viewer=viewer: services.finish(campaign, "Selesai.", viewer=viewer),
                "evaluate": lambda viewer=viewer: services.evaluate(campaign, "none", "Tetap.", viewer=viewer),
                "cancel": lambda viewer=viewer: services.cancel(campaign, "Batal.", viewer=viewer),
                "plan": lambda viewer=viewer: services.plan_activity(campaign, today(), viewer=viewer),
                "do": lambda viewer=viewer: services.do_activity(campaign.activities.first(), "Ya.", viewer=viewer),
            }
            if act == "do" and not campaign.activities.exists():
                continue
            try:
                acts.get(act, lambda act=act, viewer=viewer: getattr(services, act)(campaign, viewer=viewer))()
            except Refused:
                campaign.refresh_from_db()
        campaign.refresh_from_db()
        if campaign.state in {"running", "finished", "evaluated"}:
            assert campaign.approved_by is not None
            assert campaign.approved_by_id not in {campaign.proposed_by_id, people.dewi.pk}
        assert campaign.steps.last().target == campaign.state
        assert replay.check() == []


def test_people_told_stay_within_a_portion(running, people, monkeypatch):
    monkeypatch.setattr(telling, "PORTION", 1)
    plan = CircularPlan("Tarif", "Bacalah.", clock.today(), AudiencePlan(units=(people.units.k3,)))
    circular = services.write_circular(running, plan, viewer=people.viewer("ani"))
    services.send_circular(circular, viewer=people.viewer("ani"))
    assert telling.beat() == 1
    assert telling.beat() == 1
    assert not Reading.objects.filter(told_on__isnull=True).exists()
