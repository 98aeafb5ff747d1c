"""What somebody learned: credited once, counted while it lasts, voided with a reason, seen by whom it concerns."""

from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.threads import visibility
from amanah.kernel import clock, events
from amanah.rooms.learning import queries, replay, services, standings
from amanah.rooms.learning.events import Learned
from amanah.rooms.learning.models import Outsider, Record, Standing
from amanah.rooms.learning.refusals import Refused
from amanah.rooms.learning.services import crediting

pytestmark = pytest.mark.django_db


@pytest.fixture
def credited(team, topics):
    """Hadi took the counter course two months ago."""
    return services.credit(
        who=team.persons["hadi"],
        topic=topics.counter,
        title="Bimtek loket",
        done_on=clock.today() - timedelta(days=60),
        hours=None,
        sort="class",
        origin="session:1",
        actor=team.maya,
    )


def test_a_record_takes_hours_and_validity_from_its_topic(team, topics, credited):
    assert credited.number.startswith("PB-")
    assert credited.hours == 4
    held = queries.standing(team.persons["hadi"])[topics.counter.pk]
    assert held.done_on == credited.done_on
    assert held.until == credited.expires_on > clock.today()
    assert queries.hours_in(credited.done_on.year)[team.persons["hadi"].pk] == 4
    assert replay.check() == []


def test_one_origin_gives_one_record(team, topics, credited, django_capture_on_commit_callbacks):
    heard = []
    events.subscribe(Learned, heard.append)
    with django_capture_on_commit_callbacks(execute=True):
        again = services.credit(
            who=team.persons["hadi"],
            topic=topics.counter,
            title="Bimtek loket",
            done_on=clock.today(),
            hours=Decimal(8),
            sort="class",
            origin="session:1",
        )
        other = services.credit(
            who=team.persons["hadi"], topic=topics.policy, title="Kebijakan", done_on=clock.today(), hours=None, sort="read"
        )
    assert again == credited
    assert [event.record_id for event in heard] == [other.pk]
    assert Record.objects.count() == 2


def test_what_cannot_have_been_is_refused(team, topics):
    said = {"who": team.persons["hadi"], "topic": topics.counter, "title": "X", "done_on": clock.today(), "hours": None, "sort": "class"}
    for change, code in (
        ({"done_on": clock.today() + timedelta(days=1)}, "future"),
        ({"hours": Decimal(-1)}, "hours"),
        ({"sort": "gossip"}, "sort"),
        ({"title": " "}, "words"),
    ):
        with pytest.raises(Refused) as refusal:
            services.credit(**{**said, **change})
        assert refusal.value.code == code
    assert not Record.objects.exists()


def test_voiding_takes_a_reason_and_a_manager_of_that_unit(team, credited):
    for name, reason, code in (("hadi", "Salah", "side"), ("gilang", "Salah", "side"), ("maya", "  ", "words")):
        with pytest.raises(Refused) as refusal:
            services.void(credited, reason, team.viewer(name))
        assert refusal.value.code == code
    services.void(credited, "Bukan Hadi yang hadir", team.viewer("rudi"))
    assert queries.standing(team.persons["hadi"]) == {}
    assert queries.hours_in(credited.done_on.year) == {}
    with pytest.raises(Refused) as refusal:
        services.void(credited, "Lagi", team.viewer("rudi"))
    assert refusal.value.code == "voided"
    assert replay.check() == []


def test_a_record_is_seen_by_its_person_and_who_manages_there(team, credited):
    seen = {name for name in ("hadi", "rudi", "maya", "gilang", "citra", "ani") if visibility.may_see(team.viewer(name), credited.ref)}
    assert seen == {"hadi", "rudi", "maya"}


def test_nobody_manages_their_own_records(team, topics):
    own = services.credit(who=team.persons["maya"], topic=topics.policy, title="K", done_on=clock.today(), hours=None, sort="read")
    with pytest.raises(Refused) as refusal:
        services.void(own, "Tidak perlu", team.viewer("maya"))
    assert refusal.value.code == "side"


def test_people_of_partners_have_records_too(team, topics):
    guest = Outsider.objects.create(name="Tono", organisation="PT Mitra", invited_by=team.units.k3, added_on=clock.today())
    record = services.credit(
        who=guest, topic=topics.counter, title="Kursus", done_on=clock.today(), hours=None, sort="course", origin="x:1"
    )
    assert list(queries.records_of(guest)) == [record]
    assert visibility.may_see(team.viewer("rudi"), record.ref)
    assert not visibility.may_see(team.viewer("gilang"), record.ref)
    assert not Standing.objects.exists()


def test_the_check_sees_what_the_ledger_does_not_know(team, topics, credited):
    Record.objects.filter(pk=credited.pk).update(hours=40)
    Standing.objects.update(held=[])
    found = [str(finding) for finding in replay.check()]
    assert len(found) == 2
    assert any("tells otherwise" in text for text in found)


def test_many_that_are_brought_are_vouched_for_in_portions(team, topics, monkeypatch):
    monkeypatch.setattr(crediting, "PORTION", 3)
    people = [team.persons[name] for name in ("hadi", "rudi", "maya", "gilang", "citra")]
    day = clock.today() - timedelta(days=9)
    drafts = (services.Draft(one, topics.counter, f"Pelatihan {n}", day, Decimal(n), "imported") for n, one in enumerate(people))
    assert services.credit_many(drafts, actor="system") == 5
    assert [entry.facts["records"] for entry in ledger.replay("record_portion")] == [3, 2]
    assert not list(ledger.replay("record"))
    assert queries.standing(people[0])[topics.counter.pk].done_on == day
    services.void(Record.objects.get(person=people[0]), "Bukan Hadi", team.viewer("maya"))
    assert replay.check() == []
    changed = Record.objects.get(person=people[1])
    Record.objects.filter(pk=changed.pk).update(hours=99)
    assert [finding.ref for finding in replay.check()] == [f"record_portion:{changed.portion}"]
    Standing.objects.all().delete()
    Record.objects.filter(portion=changed.portion).delete()
    assert [finding for finding in replay.check() if "gone" in str(finding)]


def test_what_was_kept_by_topic_before_becomes_numbers(team, topics, credited):
    again = clock.today() - timedelta(days=400)
    services.credit(who=credited.person, topic=topics.policy, title="K", done_on=again, hours=None, sort="read")
    kept = Standing.objects.get()
    Standing.objects.update(held={str(topic): flat for topic, flat in standings.by_topic(kept.held).items()})
    step, editor = import_module("amanah.rooms.learning.migrations.0003_standing_as_numbers"), SimpleNamespace(connection=connection)
    step.to_numbers(apps, editor)
    assert Standing.objects.get().held == kept.held
    assert replay.check() == []
    step.to_topics(apps, editor)
    assert set(Standing.objects.get().held) == {str(topics.policy.pk), str(credited.topic_id)}


days = st.integers(min_value=date(2020, 1, 1).toordinal(), max_value=date(2030, 1, 1).toordinal())


@given(st.lists(st.tuples(days, st.one_of(st.just(standings.FOREVER), days)), min_size=1, max_size=8), days)
def test_what_is_kept_answers_as_all_records_would(pairs, today):
    kept = standings.pairs_of(standings.merged(pairs))
    for months in (30, 365, 10_000):
        assert max(min(done + months, until) for done, until in kept) == max(min(done + months, until) for done, until in pairs)
    assert kept[0][0] == max(done for done, _until in pairs)
    assert any(until >= today for _done, until in kept) == any(until >= today for _done, until in pairs)
