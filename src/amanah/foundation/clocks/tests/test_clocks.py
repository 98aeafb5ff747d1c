"""Starting, turning and reading clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah import rulebook
from amanah.foundation.clocks import queries, services, tick
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.clocks.services import ClockError

pytestmark = pytest.mark.django_db
REF = "case:1"
TRIAGE = "whistleblowing.triage_within"
FEEDBACK = "whistleblowing.feedback_within"
CLOSE = "whistleblowing.close_within"
DAY = timedelta(days=1)
TUESDAY = date(2026, 3, 10)


@pytest.fixture
def triage():
    return services.start(REF, "triage", TRIAGE, TUESDAY, "system")


def test_a_clock_keeps_what_its_date_was_counted_from(triage):
    provision = rulebook.provision(TRIAGE, on=TUESDAY)
    assert triage.due_on == date(2026, 3, 31)
    assert (triage.provision, triage.provision_since, triage.book_sha) == (TRIAGE, provision.since, provision.book_sha)
    assert (triage.length, triage.unit) == (10, "working_day")
    assert triage.citation == provision.citation
    assert "default" in triage.citation_en
    assert (triage.state, triage.provisional, triage.open, triage.kept) == ("running", False, True, None)


@pytest.mark.django_db(transaction=True)
def test_a_clock_is_turned_inside_a_transaction_only():
    with pytest.raises(ClockError, match="transaction"):
        services.start(REF, "triage", TRIAGE, TUESDAY, "system")
    assert not Deadline.objects.exists()


def test_one_clock_of_a_name_is_open_at_a_time(triage):
    with pytest.raises(ClockError, match="already"):
        services.start(REF, "triage", TRIAGE, TUESDAY, "system")
    services.stop(triage, TUESDAY + DAY, "system")
    again = services.start(REF, "triage", TRIAGE, TUESDAY + DAY, "system")
    assert again.pk != triage.pk


def test_stopping_twice_keeps_the_first_day(triage):
    assert services.stop(triage, date(2026, 3, 31), "account:1").kept is True
    again = services.stop(triage, date(2026, 4, 20), "account:2")
    assert (again.stopped_on, again.changed_by) == (date(2026, 3, 31), "account:1")


def test_a_late_stop_is_not_kept(triage):
    assert services.stop(triage, date(2026, 4, 1), "system").kept is False


def test_a_pause_moves_the_date_by_the_working_days_it_lasted(triage):
    services.pause(triage, date(2026, 3, 12), "system")
    paused = services.pause(triage, date(2026, 3, 16), "system")
    assert (paused.state, paused.paused_on, paused.due_on) == ("paused", date(2026, 3, 12), date(2026, 3, 31))
    running = services.resume(triage, date(2026, 3, 26), "system")  # Nyepi and Idulfitri lie between: 5 working days
    assert (running.state, running.paused_on, running.extra) == ("running", None, 5)
    assert running.due_on == date(2026, 4, 8)
    assert services.resume(triage, date(2026, 3, 30), "system").due_on == date(2026, 4, 8)


def test_another_period_counts_from_the_same_day_with_the_rest_it_had(triage):
    services.pause(triage, date(2026, 3, 12), "system")
    services.resume(triage, date(2026, 3, 16), "system")
    services.pause(triage, date(2026, 3, 30), "system")
    rested = services.exchange(triage, "complaints.oversight_within", date(2026, 4, 1), "system")
    triage.refresh_from_db()
    assert (triage.state, triage.stopped_on) == ("stopped", date(2026, 4, 1))
    assert (rested.state, rested.paused_on, rested.since, rested.length) == ("paused", date(2026, 4, 1), triage.since, 60)
    assert rested.extra == triage.extra > 0
    assert services.resume(rested, date(2026, 4, 1), "system").due_on > triage.due_on


def test_a_clock_stopped_while_it_rests_is_judged_with_its_rest(triage):
    services.pause(triage, date(2026, 3, 30), "system")
    stopped = services.stop(triage, date(2026, 4, 30), "system")
    assert stopped.kept is True
    assert stopped.paused_on is None


def test_months_and_calendar_days_rest_by_the_calendar():
    months = services.start(REF, "feedback", FEEDBACK, date(2025, 11, 30), "system")
    assert months.due_on == date(2026, 2, 28)
    services.pause(months, date(2026, 1, 1), "system")
    assert services.resume(months, date(2026, 1, 11), "system").due_on == date(2026, 3, 10)
    days = services.start(REF, "close", CLOSE, date(2026, 1, 1), "system")
    assert days.due_on == date(2026, 4, 1)
    assert services.extend(days, 30, "evidence", "account:1").due_on == date(2026, 5, 1)


def test_an_extension_says_why_and_adds_up(triage):
    services.extend(triage, 2, "expert", "account:1")
    extended = services.extend(triage, 3, "complex", "account:1")
    assert (extended.extended_by, extended.extension_reason, extended.due_on) == (5, "complex", date(2026, 4, 8))


@pytest.mark.parametrize(("days", "reason"), [(0, "expert"), (-3, "expert"), (3, "because"), (3, "")])
def test_an_extension_without_days_or_reason_is_refused(triage, days, reason):
    with pytest.raises(ClockError):
        services.extend(triage, days, reason, "account:1")


def test_a_stopped_clock_is_not_turned_again(triage):
    services.stop(triage, TUESDAY, "system")
    for turn in (services.pause, services.resume):
        with pytest.raises(ClockError, match="stopped"):
            turn(triage, TUESDAY + DAY, "system")
    with pytest.raises(ClockError, match="stopped"):
        services.extend(triage, 3, "expert", "system")


def test_no_clock_is_turned_before_it_began(triage):
    for turn in (services.pause, services.stop):
        with pytest.raises(ClockError, match="before"):
            turn(triage, TUESDAY - DAY, "system")
    services.pause(triage, TUESDAY + 2 * DAY, "system")
    with pytest.raises(ClockError, match="before"):
        services.resume(triage, TUESDAY + DAY, "system")


def test_an_unknown_rule_and_a_rule_that_is_no_period_start_nothing():
    for key in ("whistleblowing.nothing", "gratification.ceremony_limit"):
        with pytest.raises(rulebook.RuleError):
            services.start(REF, "x", key, TUESDAY, "system")
    assert not Deadline.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_on": TUESDAY - DAY},
        {"state": "asleep"},
        {"state": "paused"},
        {"paused_on": TUESDAY},
        {"state": "stopped"},
        {"stopped_on": TUESDAY},
        {"state": "stopped", "stopped_on": TUESDAY - DAY},
        {"extended_by": 3},
        {"extension_reason": "expert"},
        {"unit": "hour"},
    ],
)
def test_the_database_refuses_what_cannot_be(triage, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.filter(pk=triage.pk).update(**wrong)


def test_the_database_refuses_a_second_open_clock_of_a_name(triage):
    triage.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        triage.save(force_insert=True)


@pytest.mark.parametrize(
    ("today", "code", "left", "words"),
    [
        (TUESDAY, "on_track", 10, ("tinggal 10 hari kerja", "10 working days left")),
        (date(2026, 3, 26), "on_track", 3, ("tinggal 3 hari kerja", "3 working days left")),
        (date(2026, 3, 27), "due_soon", 2, ("tinggal 2 hari kerja", "2 working days left")),
        (date(2026, 3, 30), "due_soon", 1, ("tinggal 1 hari kerja", "1 working day left")),
        (date(2026, 3, 31), "due_soon", 0, ("jatuh tempo hari ini", "due today")),
        (date(2026, 4, 2), "overdue", -2, ("lewat 2 hari kerja", "2 working days late")),
    ],
)
def test_how_a_clock_stands_in_words(triage, today, code, left, words):
    with translation.override("id"):
        found = queries.describe(triage, today)
    assert (found.code, found.days_left, found.text, found.provisional) == (code, left, words[0], False)
    with translation.override("en"):
        assert queries.describe(triage, today).text == words[1]


def test_late_over_a_weekend_is_late_without_a_working_day():
    friday = services.start(REF, "ack", "whistleblowing.acknowledge_within", date(2026, 11, 10), "system")
    assert friday.due_on == date(2026, 11, 13)
    with translation.override("id"):
        assert queries.describe(friday, date(2026, 11, 14)).text == "lewat, belum sehari kerja"


def test_other_units_count_calendar_days_and_rest_and_end_have_words_too():
    close = services.start(REF, "close", CLOSE, date(2026, 1, 1), "system")
    with translation.override("id"):
        assert queries.describe(close, date(2026, 3, 2)).text == "tinggal 30 hari"
        assert queries.describe(close, date(2026, 4, 11)).text == "lewat 10 hari"
        assert queries.describe(services.pause(close, date(2026, 3, 2), "system"), date(2026, 5, 1)).code == "paused"
        done = queries.describe(services.stop(close, date(2026, 3, 2), "system"), date(2026, 5, 1))
        assert (done.code, done.text) == ("done", "selesai tepat waktu")


def test_a_date_beyond_the_known_decrees_is_provisional():
    clock = services.start(REF, "triage", TRIAGE, date(2027, 12, 27), "system")
    assert clock.provisional
    assert queries.describe(clock, date(2027, 12, 27)).provisional


def test_lists_ask_once(triage, django_assert_num_queries):
    for number in range(2, 30):
        services.start(f"case:{number}", "triage", TRIAGE, TUESDAY + number * DAY, "system")
    refs = [f"case:{number}" for number in range(1, 40)]
    with django_assert_num_queries(1):
        assert len(queries.for_refs(refs)) == 29
    with django_assert_num_queries(1):
        assert set(queries.open_by_ref(refs)) == set(refs[:29])


def test_the_most_pressing_clock_is_the_first_running_one(triage):
    ack = services.start(REF, "ack", "whistleblowing.acknowledge_within", TUESDAY, "system")
    assert queries.most_pressing(queries.for_refs([REF])).name == "ack"
    services.pause(ack, TUESDAY, "system")
    assert queries.most_pressing(queries.for_refs([REF])).name == "triage"
    services.stop(triage, TUESDAY, "system")
    assert queries.most_pressing(queries.for_refs([REF])).name == "ack"
    services.stop(ack, TUESDAY, "system")
    assert queries.most_pressing(queries.for_refs([REF])) is None


turns = st.lists(st.tuples(st.sampled_from(["pause", "resume", "extend", "stop"]), st.integers(0, 20)), max_size=12)


@given(st.sampled_from([TRIAGE, FEEDBACK, CLOSE]), st.dates(date(2024, 1, 2), date(2027, 6, 1)), turns)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_the_date_never_comes_forward_and_can_be_counted_again(key, start, todo):
    with transaction.atomic():
        clock, day = services.start("case:random", "clock", key, start, "system"), start
        first = clock.due_on
        for verb, days in todo:
            day += days * DAY
            before = clock.due_on
            try:
                if verb == "extend":
                    clock = services.extend(clock, days, "complex", "system")
                else:
                    clock = getattr(services, verb)(clock, day, "system")
            except ClockError:
                continue
            assert clock.due_on >= before
        again = rulebook.calendar().add(start, clock.length + clock.extra, clock.unit) if clock.unit != "month" else None
        assert clock.due_on == (again.date if again else first + clock.extra * DAY)
        transaction.set_rollback(True)


def test_the_beat_runs_every_part_and_names_the_one_that_fails(monkeypatch):
    monkeypatch.setattr(tick, "_parts", {})
    seen = []

    def broken(moment):
        raise RuntimeError("a value that stays out of the log")

    tick.register("first", lambda moment: seen.append(moment) or 3)
    tick.register("broken", broken)
    tick.register("last", lambda moment: 4)
    moment = datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert tick.run(moment) == {"done": {"first": 3, "last": 4}, "failed": {"broken": "RuntimeError"}}
    assert seen == [moment]
    assert tick.registered() == ("first", "broken", "last")
