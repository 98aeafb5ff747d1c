"""An attempt is drawn once, keeps every answer, and is scored by a recount."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.engines.retention import schedule
from amanah.foundation.ledger import queries as ledger
from amanah.kernel import clock
from amanah.rooms.learning.models import Outsider
from amanah.rooms.learning.quizzes import drawing, queries, replay, services
from amanah.rooms.learning.quizzes.models import Attempt, Drawn
from amanah.rooms.learning.quizzes.refusals import Refused
from amanah.rooms.learning.quizzes.services import Plan, Result
from amanah.rooms.learning.quizzes.tests.conftest import draft, right_of, take


@given(st.sets(st.integers(1, 10_000), min_size=1, max_size=40), st.integers(1, 12), st.text("0123456789abcdef", min_size=16, max_size=16))
@settings(max_examples=60, deadline=None)
def test_drawing_is_stable_whatever_the_order_of_the_pool(pool, size, seed):
    drawn = drawing.draw(sorted(pool), size, seed)
    assert drawn == drawing.draw(sorted(pool, reverse=True), size, seed)
    assert len(drawn) == len(set(drawn)) == min(size, len(pool))
    assert set(drawn) <= pool
    assert drawing.draw(sorted(pool), size + 1, seed)[:size] == drawn
    assert sorted(drawing.shuffle(size, seed, 1)) == list(range(size))


def test_whoever_comes_back_gets_the_same_questions_with_what_was_answered(people, test):
    hadi = people.persons["hadi"]
    attempt = services.begin(test, hadi, "final")
    asked = list(attempt.drawn.values_list("place", "version", "order"))
    services.answer(attempt, 2, 1)
    again = services.begin(test, hadi, "final")
    assert (again.pk, list(again.drawn.values_list("place", "version", "order"))) == (attempt.pk, asked)
    assert list(again.drawn.values_list("chosen", flat=True)) == [None, 1, None, None]
    assert services.begin(test, hadi, "final", "session:1").pk != attempt.pk
    assert services.begin(test, people.persons["citra"], "final").pk != attempt.pk


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2)), max_size=12))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_answer_is_lost_and_the_score_is_a_recount(people, test, clicks):
    attempt = services.begin(test, people.persons["hadi"], "final")
    for place, choice in clicks:
        services.answer(attempt, place, choice)
    kept = dict(attempt.drawn.values_list("place", "chosen"))
    assert kept == dict.fromkeys(kept) | dict(clicks)
    told = services.submit(attempt)
    assert told.right == sum(one.chosen == right_of(one) for one in attempt.drawn.select_related("version") if one.chosen is not None)
    assert services.submit(Attempt.objects.get(pk=attempt.pk)) == told
    assert replay.check() == []


def test_handing_in_twice_is_harmless_and_nothing_can_be_answered_afterwards(people, test):
    attempt = services.begin(test, people.persons["hadi"], "final")
    assert take(attempt, right=3) == Result(3, 4, passed=True)
    size = ledger.size()
    assert services.submit(Attempt.objects.get(pk=attempt.pk)) == Result(3, 4, passed=True)
    assert ledger.size() == size
    with pytest.raises(Refused) as refusal:
        services.answer(attempt, 1, 0)
    assert refusal.value.code == "submitted"
    assert queries.result(people.persons["hadi"], test, "final") == Result(3, 4, passed=True)


@pytest.mark.parametrize(("place", "choice"), [(5, 0), (0, 0), (1, 3), (1, -1)])
def test_what_was_not_offered_is_refused(people, test, place, choice):
    attempt = services.begin(test, people.persons["hadi"], "final")
    with pytest.raises(Refused) as refusal:
        services.answer(attempt, place, choice)
    assert refusal.value.code == "choice"


def test_a_changed_question_is_a_new_version_and_attempts_keep_theirs(people, test):
    hadi = people.persons["hadi"]
    attempt = services.begin(test, hadi, "final")
    first = attempt.drawn.select_related("version__question").get(place=1)
    question = first.version.question
    services.change_question(question, draft("baru", right=2), actor="system")
    assert (question.current, question.versions.count()) == (2, 2)
    assert attempt.drawn.get(place=1).version.text_id == first.version.text_id
    services.retire_question(question, actor="system")
    assert take(attempt, right=4).right == 4
    assert first.version_id not in services.begin(test, hadi, "final").pool
    assert replay.check() == []


def test_measuring_neither_passes_nor_fails_and_repeating_waits(people, topic, test):
    hadi, day = people.persons["hadi"], datetime(2026, 11, 2, 3, tzinfo=UTC)
    with clock.at(day):
        assert take(services.begin(test, hadi, "pre"), right=4) == Result(4, 4, passed=None)
        strict = services.enter_test(topic, "ketat", Plan("Ketat", "Strict", 4, mark=100, wait_days=3), actor="system")
        assert take(services.begin(strict, hadi, "final"), right=3).passed is False
        with pytest.raises(Refused) as refusal:
            services.begin(strict, hadi, "final")
        assert refusal.value.code == "wait"
    with clock.at(day.replace(day=5)):
        assert take(services.begin(strict, hadi, "final"), right=4).passed is True
    assert queries.best(hadi, strict, "final").right == 4


def test_an_outsider_has_attempts_of_their_own(people, test):
    guest = Outsider.objects.create(name="Rahma", organisation="PT Jasa", invited_by=people.units.k3, added_on=clock.today())
    assert take(services.begin(test, guest, "final"), right=4).passed is True
    assert Attempt.objects.get().outsider == guest
    assert queries.result(people.persons["hadi"], test, "final") is None


@pytest.mark.parametrize("tampering", [{"chosen": None}, {"order": [2, 1, 0]}])
def test_verification_notices_a_changed_answer(people, test, tampering):
    attempt = services.begin(test, people.persons["hadi"], "final")
    take(attempt, right=4)
    drawn = attempt.drawn.exclude(order=[2, 1, 0]).first()
    Drawn.objects.filter(pk=drawn.pk).update(**tampering)
    assert replay.check()


def test_a_test_never_asks_for_less_than_the_rule_nor_for_more_than_there_is(topic, test):
    for plan, code in ((Plan("a", "a", 4, mark=60), "mark"), (Plan("a", "a", 11), "few"), (Plan("a", "", 4), "words")):
        with pytest.raises(Refused) as refusal:
            services.enter_test(topic, "lain", plan, actor="system")
        assert refusal.value.code == code


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (draft("x", right=9), "right"),
        (draft("x", count=1), "answers"),
        (draft(""), None),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(topic, wrong, code):
    if code is None:
        assert services.enter_question(topic, "x", wrong, actor="system").current == 1
        return
    with pytest.raises(Refused) as refusal:
        services.enter_question(topic, "x", wrong, actor="system")
    assert refusal.value.code == code


def test_items_are_told_only_where_enough_people_answered(people, test, monkeypatch):
    hadi = people.persons["hadi"]
    for right in (4, 4, 0, 0, 2):
        take(services.begin(test, hadi, "final"), right=right)
    assert {item.right for item in queries.items(test)} == {None}
    monkeypatch.setattr("amanah.rooms.learning.quizzes.queries.judging.ENOUGH", 2)
    told = [item for item in queries.items(test) if item.right is not None]
    assert told
    assert all(0 <= item.right <= 1 for item in told)
    assert all(item.apart is None or -1 <= item.apart <= 1.0001 for item in told)


def test_after_its_time_what_was_answered_goes_and_the_score_stays(people, test):
    attempt = services.begin(test, people.persons["hadi"], "final")
    result = take(attempt, right=3)
    with clock.at(clock.now() + timedelta(days=365 * 2)):
        assert schedule.release_due() == 0
    with clock.at(clock.now() + timedelta(days=365 * 4)):
        assert schedule.release_due() == 1
        assert schedule.release_due() == 0
    attempt.refresh_from_db()
    assert not attempt.drawn.exists()
    assert (attempt.right, attempt.passed) == (result.right, result.passed)
    assert replay.check() == []
    Attempt.objects.update(right=0)
    assert "another score" in str(replay.check()[0])
