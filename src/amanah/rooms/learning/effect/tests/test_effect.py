"""Gains with their range, nothing of small groups, and asking again after months."""

from datetime import UTC, date, datetime
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amanah.foundation.access import services as access
from amanah.foundation.notices.models import Notice
from amanah.foundation.organisation import services as organisation
from amanah.kernel import clock
from amanah.rooms.learning.effect import queries, recalls
from amanah.rooms.learning.effect.estimates import estimate, merged, pooled, quantile
from amanah.rooms.learning.effect.models import Recall
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.quizzes import services as quizzes
from amanah.rooms.learning.quizzes.models import Attempt
from amanah.rooms.learning.quizzes.services import Plan
from amanah.rooms.learning.quizzes.tests.conftest import fill, take

DAY = datetime(2026, 3, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize(("freedom", "told"), [(9, 2.262), (12, 2.179), (30, 2.042), (100, 1.984), (1000, 1.962)])
def test_students_t(freedom, told):
    assert quantile(freedom) == pytest.approx(told, abs=0.002)


def test_an_interval_by_hand():
    values = [10.0, 20, 30, 0, 10, 20, 10, 30, 20, 10]
    one = estimate(list(enumerate(values)))
    assert (one.n, one.mean) == (10, fmean(values))
    assert (one.low, one.high) == (pytest.approx(9.09, abs=0.02), pytest.approx(22.91, abs=0.02))
    assert estimate(list(enumerate(values))[:9]) is None, "nothing of nine people"
    assert estimate([(n % 9, value) for n, value in enumerate(values)]) is None, "nor of nine of whom one is in it twice"


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 40), max_size=8))
def test_no_small_group_can_be_worked_out(sizes):
    groups = {name: [((name, n), 1.0) for n in range(size)] for name, size in sizes.items()}
    large, rest = pooled(groups)
    assert sum(map(len, large.values())) + len(rest) == sum(sizes.values())
    assert all(len(values) >= 10 for values in large.values())
    assert not large or not rest or len(rest) >= 10


@given(st.lists(st.integers(0, 25), max_size=10))
def test_quarters_are_joined_until_they_are_enough(sizes):
    told = merged([(place, [((place, n), 1.0) for n in range(size)]) for place, size in enumerate(sizes)])
    assert all(len(values) >= 10 for _first, _last, values in told)
    assert sum(len(values) for _first, _last, values in told) == (sum(sizes) if told else 0)


@pytest.fixture
def crowd(people):
    """Twelve people of the K3 directorate who did both tests with a gain of one or two questions, eleven of whom were asked again."""
    topic = Topic.objects.create(key="loket", title="Loket", title_en="Counter")
    fill(topic)
    test = quizzes.enter_test(topic, "loket", Plan("Ujian loket", "Counter test", 4), actor="system")
    made = []
    for number in range(12):
        account = people.add(f"orang{number}", f"Orang {number}", people.units.k3_testing, f"Jabatan {number}")
        with clock.at(DAY):
            take(quizzes.begin(test, account.person, "pre", "session:1"), right=1)
            after = quizzes.begin(test, account.person, "post", "session:1")
            take(after, right=2 + number % 2)
        made.append((account, after))
    return test, made


def test_gains_are_paired_and_told_by_test_unit_and_quarter(crowd):
    found = queries.measured("id")
    assert found.people == 12
    assert found.overall.mean == pytest.approx(37.5)
    assert found.overall.low > 0
    assert [(line.name, line.gain.n) for line in found.by_test] == [("Ujian loket", 12)]
    assert [line.name for line in found.by_unit] == ["Direktorat Pengawasan Keselamatan dan Kesehatan Kerja"]
    assert [(first, told.n) for first, _last, told in found.by_quarter] == [(date(2026, 1, 1), 12)]
    assert found.decay == []


def test_trying_again_until_it_fits_is_no_gain(crowd):
    test, made = crowd
    before = queries.measured("id").overall.mean
    for account, _after in made:
        take(quizzes.begin(test, account.person, "post", "session:1"), right=4)
    assert queries.measured("id").overall.mean == before


def test_months_later_people_are_asked_once_and_what_faded_is_told(crowd, people, desk):
    _test, made = crowd
    with clock.at(datetime(2026, 8, 1, 3, tzinfo=UTC)):
        assert recalls.invite() == 0, "not yet"
    with clock.at(datetime(2026, 9, 3, 3, tzinfo=UTC)):
        assert recalls.invite() == 12
        assert recalls.invite() == 0
        assert Notice.objects.filter(code="learning.recall").count() == 12
        for _account, after in made:
            recall = Recall.objects.get(attempt=after)
            take(recalls.begin(recall), right=1)
        ((name, told),) = queries.measured("id").decay
        assert (name, told.n) == ("soon", 12)
        assert told.high < 0
        client = people.sign_in(desk, "orang1")
        mine, other = (Recall.objects.get(attempt=made[n][1]).pk for n in (1, 2))
        assert client.get(f"/desk/learning/effect/recall/{other}/").status_code == 404
        here = client.post(f"/desk/learning/effect/recall/{mine}/").url
        assert Attempt.objects.get(pk=here.rstrip("/").rpartition("/")[2]).purpose == "later"
        assert client.get(f"/desk/learning/effect/recall/{mine}/").status_code == 200


def test_a_test_of_long_ago_is_not_asked_about(crowd):
    with clock.at(datetime(2027, 9, 3, 3, tzinfo=UTC)):
        assert recalls.invite() == 0


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_tells_what_the_numbers_can_and_cannot_say(crowd, people, desk, language, django_assert_max_num_queries):
    access.grant_role(people.eko, "learning_manager", people.units.root, since=date(2024, 1, 2))
    client = people.sign_in(desk, "eko")
    client.cookies["lang"] = language
    with clock.at(datetime(2026, 9, 3, 3, tzinfo=UTC)), django_assert_max_num_queries(30):
        page = client.get("/desk/learning/effect/").text
    assert ("12 orang mengerjakan" if language == "id" else "12 people took") in page
    assert "+38" in page or "+37" in page
    assert "<svg" in page
    assert people.sign_in(desk, "orang1").get("/desk/learning/effect/").status_code == 403


def test_with_nobody_the_page_says_what_will_be_there(people, desk):
    access.grant_role(people.eko, "learning_manager", people.units.root, since=date(2024, 1, 2))
    page = people.sign_in(desk, "eko").get("/desk/learning/effect/").text
    assert "Baru 0 orang" in page
    assert "Terlalu sedikit laporan" in page


def test_behaviour_is_rounded_and_silent_below_the_smallest_group(people, monkeypatch):
    from amanah.rooms.learning.effect.queries import acting as module

    root = people.units.root
    for number in range(100):
        person = organisation.create_person(f"Pegawai {number}", nip=f"19910101201501{number:04}", actor="system")
        post = organisation.create_post(root, f"Staf {number}", actor="system")
        organisation.assign_post(person, post, since=date(2024, 1, 2), actor="system")
    cells = {"whistleblowing": 13, "gratification": 9, "complaint": 27}
    monkeypatch.setattr(module.cohorts, "everything", lambda kind: kind)
    monkeypatch.setattr(module.reading, "within", lambda some, _first, _last: some)
    monkeypatch.setattr(module.reading, "whole", lambda some: type("Cells", (), {"cells": {"received": cells[some]}}))
    with clock.at(datetime(2026, 11, 23, 3, tzinfo=UTC)):
        told = queries.behaviour()
    assert told[-1].first == date(2026, 7, 1), "the quarter that is over and was published"
    assert told[-1].staff == 111
    assert told[-1].rates == {"whistleblowing": pytest.approx(1500 / 111), "gratification": None, "complaint": pytest.approx(2500 / 111)}
