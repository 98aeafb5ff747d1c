"""What the verbs of campaigns do, and what they refuse."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from amanah.engines.retention import schedule
from amanah.foundation.ledger import queries as ledger
from amanah.kernel import clock
from amanah.rooms.campaigns import audiences, services
from amanah.rooms.campaigns.models import Campaign, Reached, Reading, Step
from amanah.rooms.campaigns.queries import page
from amanah.rooms.campaigns.refusals import Refused
from amanah.rooms.campaigns.services import AudiencePlan, CircularPlan
from amanah.rooms.campaigns.tests.conftest import today


def refused(code, act, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        act(*args, **kwargs)
    assert refusal.value.code == code


def test_a_campaign_goes_from_draft_to_evaluation(running, people):
    activity = running.activities.get()
    services.do_activity(activity, "Dua puluh pegawai hadir.", viewer=people.viewer("dewi"))
    services.finish(running, "Semua kegiatan selesai.", viewer=people.viewer("dewi"))
    services.evaluate(running, "none", "Tidak ada perubahan pada survei.", result=41, viewer=people.viewer("ani"))
    running.refresh_from_db()
    assert (running.state, running.outcome, running.closed_on) == ("evaluated", "none", clock.today())
    acts = list(Step.objects.filter(campaign=running).values_list("act", flat=True))
    assert acts == ["opened", "planned", "start", "done", "finish", "evaluate"]
    assert [entry.kind for entry in ledger.entries(running.ref)] == [f"campaign.{act}" for act in acts]


def test_whoever_carries_it_does_not_evaluate_it(running, people):
    services.do_activity(running.activities.get(), "Terlaksana.", viewer=people.viewer("dewi"))
    services.finish(running, "Selesai.", viewer=people.viewer("dewi"))
    refused("side", services.evaluate, running, "reached", "Berhasil.", viewer=people.viewer("dewi"))
    assert not services.may(people.viewer("dewi"), running, "evaluate")
    assert services.may(people.viewer("ani"), running, "evaluate")


def test_money_and_the_public_take_a_second_person(make, people):
    campaign = make(budget=5_000_000)
    refused("approval", services.start, campaign, viewer=people.viewer("ani"))
    services.submit(campaign, viewer=people.viewer("ani"))
    refused("other", services.approve, campaign, viewer=people.viewer("ani"))
    services.send_back(campaign, "Rinci dahulu.", viewer=people.viewer("budi"))
    services.submit(campaign, viewer=people.viewer("ani"))
    services.approve(campaign, viewer=people.viewer("budi"))
    campaign.refresh_from_db()
    assert (campaign.state, campaign.approved_by) == ("running", people.budi)
    outside = make(audience=AudiencePlan(staff=False, public=True))
    refused("approval", services.start, outside, viewer=people.viewer("ani"))


def test_the_owner_never_approves_even_as_keeper(make, people):
    campaign = make(budget=1, owner="budi")
    services.submit(campaign, viewer=people.viewer("ani"))
    refused("other", services.approve, campaign, viewer=people.viewer("budi"))


def test_nothing_begins_without_an_activity_and_a_channel(make, people):
    refused("activities", services.start, make(activity=False), viewer=people.viewer("ani"))
    refused("channel", services.start, make(channels=()), viewer=people.viewer("ani"))


def test_a_begun_campaign_is_not_rewritten(running, plan, people):
    refused("state", services.change, running, services.Plan(**vars(plan)), viewer=people.viewer("ani"))


def test_an_activity_lies_within_the_campaign_and_is_done_on_its_day(running, people):
    refused("outside", services.plan_activity, running, today(day=running.ends_on + timedelta(days=1)), viewer=people.viewer("ani"))
    later = services.plan_activity(running, today(day=clock.today() + timedelta(days=9)), viewer=people.viewer("ani"))
    refused("future", services.do_activity, later, "Sudah.", viewer=people.viewer("ani"))
    refused("undecided", services.finish, running, "Selesai.", viewer=people.viewer("ani"))
    services.drop_activity(later, "Pembicara sakit.", viewer=people.viewer("ani"))
    refused("state", services.move_activity, later, clock.today(), "Jadi.", viewer=people.viewer("ani"))


def test_whoever_answers_for_an_activity_works_on_it_alone(running, people):
    mine = services.plan_activity(running, today(responsible=people.persons["hadi"]), viewer=people.viewer("ani"))
    services.do_activity(mine, "Terlaksana.", viewer=people.viewer("hadi"))
    services.count_reach(mine, 12, unit=people.units.k3, viewer=people.viewer("hadi"))
    refused("side", services.spend, running, 1000, "Kopi", clock.today(), viewer=people.viewer("hadi"))
    other = running.activities.exclude(pk=mine.pk).get()
    refused("side", services.do_activity, other, "Terlaksana.", viewer=people.viewer("hadi"))


def test_spending_is_only_added_and_never_below_nothing(running, people):
    services.spend(running, 2_000_000, "Cetak poster", clock.today(), viewer=people.viewer("ani"))
    refused("amount", services.spend, running, -2_000_001, "Koreksi", clock.today(), viewer=people.viewer("ani"))
    services.spend(running, -500_000, "Koreksi nota", clock.today(), viewer=people.viewer("ani"))
    assert sum(running.spendings.values_list("amount", flat=True)) == 1_500_000
    with pytest.raises(DatabaseError), transaction.atomic():
        running.spendings.update(amount=1)


def test_reach_said_again_takes_the_earlier_place_and_names_count_once(running, people):
    activity = running.activities.get()
    services.count_reach(activity, 30, unit=people.units.k3, viewer=people.viewer("ani"))
    services.count_reach(activity, 25, unit=people.units.k3, viewer=people.viewer("ani"))
    services.count_reach(activity, 9, group="Pengunjung", viewer=people.viewer("ani"))
    services.count_reach(activity, 8, group="Pengunjung", viewer=people.viewer("ani"))
    assert sorted(activity.reach.values_list("people", flat=True)) == [8, 25]
    listed = [people.persons["gilang"], people.persons["hadi"], people.persons["gilang"]]
    assert services.list_reach(activity, listed, viewer=people.viewer("ani")) == 2
    assert services.list_reach(activity, listed, viewer=people.viewer("ani")) == 0
    assert set(activity.reached.values_list("unit_id", flat=True)) == {people.units.k3.pk, people.units.k3_testing.pk}


def test_a_message_is_read_by_whom_it_is_for(running, people):
    plan = CircularPlan("Tarif", "Bacalah.", clock.today() + timedelta(days=7), AudiencePlan(units=(people.units.k3,)))
    circular = services.write_circular(running, plan, viewer=people.viewer("dewi"))
    assert services.send_circular(circular, viewer=people.viewer("dewi")) == 2
    refused("state", services.change_circular, circular, plan, viewer=people.viewer("dewi"))
    refused("not_found", services.confirm_read, circular, circular.digest, viewer=people.viewer("citra"))
    refused("changed", services.confirm_read, circular, "0", viewer=people.viewer("hadi"))
    services.confirm_read(circular, circular.digest, viewer=people.viewer("hadi"))
    refused("read", services.confirm_read, circular, circular.digest, viewer=people.viewer("hadi"))
    assert Reading.objects.get(circular=circular, read_on=clock.today()).person == people.persons["hadi"]


def test_an_audience_is_who_fits_everything_it_says(people):
    def counted(**said):
        return audiences.size(audiences.keep(AudiencePlan(**said)))

    assert counted() == 11
    assert counted(units=(people.units.k3,)) == 2
    assert counted(units=(people.units.k3, people.units.placement)) == 3
    assert counted(heads=True) == 3
    assert counted(post_words="auditor") == 2
    assert counted(units=(people.units.k3,), heads=True) == 1
    assert counted(employment=("pppk",)) == 0
    assert counted(staff=False, public=True) == 0
    with pytest.raises(Refused):
        audiences.keep(AudiencePlan(staff=False))


def test_only_who_keeps_a_unit_draws_up_its_campaigns(plan, people):
    for name in ("citra", "hadi", "gilang"):
        with pytest.raises(Refused) as refusal:
            services.open_campaign(
                services.Plan(**vars(plan)), unit=people.units.root, owner=people.persons["dewi"], viewer=people.viewer(name)
            )
        assert refusal.value.code == "unit"
    made = services.open_campaign(
        services.Plan(**vars(plan)), unit=people.units.k3_testing, owner=people.persons["hadi"], viewer=people.viewer("gilang")
    )
    assert Campaign.objects.get(pk=made.pk).unit == people.units.k3_testing


def test_after_its_time_the_names_go_and_the_numbers_stay(running, people):
    services.list_reach(running.activities.get(), [people.persons[name] for name in ("hadi", "citra")], viewer=people.viewer("ani"))
    before = page.reach(running)
    with clock.at(clock.now() + timedelta(days=365 * 2)):
        assert schedule.release_due() == 0
    with clock.at(clock.now() + timedelta(days=365 * 4)):
        assert schedule.release_due() == 2
        assert schedule.release_due() == 0
    after = page.reach(running)
    assert (after.contacts, after.people) == (before.contacts, before.people) == (2, 2)
    assert not Reached.objects.filter(person__isnull=False).exists()
