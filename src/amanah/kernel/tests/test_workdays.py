"""Working days: the arithmetic, over a small calendar of its own (the real calendars are tested with the rulebook)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amanah.kernel.workdays import Calendar

DAY = timedelta(days=1)
SOME = Calendar(
    {date(2026, 5, 1): "Hari Buruh", date(2026, 5, 14): "Kenaikan", date(2026, 5, 15): "Cuti bersama", date(2026, 5, 31): "Waisak"},
    {2026},
)

spans = st.dates(date(2025, 12, 1), date(2027, 2, 1))
calendars = st.builds(
    lambda days: Calendar(dict.fromkeys(days, "libur"), {2025, 2026, 2027}),
    st.sets(st.dates(date(2025, 11, 1), date(2027, 6, 1)), max_size=60),
)


def test_the_start_day_is_not_counted_and_days_off_are_named():
    due = SOME.add(date(2026, 5, 13), 1, "working_day")
    assert due.date == date(2026, 5, 18)
    assert due.skipped == (
        (date(2026, 5, 14), "Kenaikan"),
        (date(2026, 5, 15), "Cuti bersama"),
        (date(2026, 5, 16), "Sabtu"),
        (date(2026, 5, 17), "Minggu"),
    )
    assert not due.provisional


def test_a_holiday_on_a_sunday_is_named_and_changes_no_count():
    due = SOME.add(date(2026, 5, 29), 1, "working_day")
    assert due.date == date(2026, 6, 1)
    assert due.skipped[-1] == (date(2026, 5, 31), "Waisak")
    assert SOME.between(date(2026, 5, 29), date(2026, 6, 1)) == 1


def test_calendar_days_and_months_run_through_days_off():
    assert SOME.add(date(2026, 4, 30), 7, "calendar_day").date == date(2026, 5, 7)
    assert SOME.add(date(2026, 5, 31), 1, "month").date == date(2026, 6, 30)
    assert SOME.add(date(2026, 11, 30), 3, "month").date == date(2027, 2, 28)
    assert SOME.add(date(2027, 11, 29), 3, "month").date == date(2028, 2, 29)
    assert SOME.add(date(2026, 5, 31), 3, "month").skipped == ()


def test_a_year_without_a_decree_makes_the_date_provisional():
    assert not SOME.add(date(2026, 12, 28), 3, "working_day").provisional
    assert SOME.add(date(2026, 12, 28), 4, "working_day").provisional
    assert not SOME.add(date(2026, 12, 28), 60, "calendar_day").provisional
    # the last day of the known year is not counted, so what is known does not help
    assert SOME.add(date(2026, 12, 31), 1, "working_day").provisional


def test_an_estimated_holiday_makes_the_dates_beyond_it_provisional():
    estimate = Calendar({date(2027, 3, 10): "Idulfitri"}, {2027}, frozenset({date(2027, 3, 10)}))
    assert not estimate.add(date(2027, 3, 1), 5, "working_day").provisional
    assert estimate.add(date(2027, 3, 8), 5, "working_day").provisional
    assert not estimate.add(date(2027, 3, 11), 5, "working_day").provisional


def test_a_day_belongs_to_the_past_by_working_days():
    assert SOME.between(date(2026, 5, 8), date(2026, 5, 8)) == 0
    assert SOME.between(date(2026, 5, 13), date(2026, 5, 18)) == 1
    assert SOME.between(date(2026, 5, 18), date(2026, 5, 13)) == -1
    assert SOME.between(date(2026, 5, 15), date(2026, 5, 17)) == 0


@pytest.mark.parametrize(("count", "unit"), [(-1, "working_day"), (1, "hour"), (1, "")])
def test_nonsense_is_refused(count, unit):
    with pytest.raises(ValueError, match=r"negative|unknown unit"):
        SOME.add(date(2026, 1, 1), count, unit)


@given(calendars, spans, spans)
def test_between_agrees_with_counting_by_hand(calendar, start, end):
    first, last = sorted((start, end))
    by_hand = sum(calendar.is_working_day(first + n * DAY) for n in range(1, (last - first).days + 1))
    assert calendar.between(first, last) == by_hand
    assert calendar.between(last, first) == -by_hand


@given(calendars, spans, st.integers(0, 40))
def test_adding_then_looking_back_gives_the_count(calendar, start, count):
    due = calendar.add(start, count, "working_day")
    assert calendar.between(start, due.date) == count
    assert (due.date - start).days == count + len(due.skipped)
    assert count == 0 or calendar.is_working_day(due.date)
    assert all(not calendar.is_working_day(day) for day, _reason in due.skipped)


@given(calendars, spans, st.integers(0, 40))
def test_counting_back_is_the_latest_such_working_day(calendar, end, count):
    day = calendar.back(end, count)
    assert calendar.is_working_day(day)
    assert calendar.between(day, end) == count
    assert not any(
        calendar.is_working_day(day + n * DAY) and calendar.between(day + n * DAY, end) >= count for n in range(1, (end - day).days + 1)
    )


@given(calendars, spans, st.integers(0, 30), st.integers(0, 30))
def test_a_longer_period_never_ends_earlier(calendar, start, count, more):
    for unit in ("working_day", "calendar_day", "month"):
        assert calendar.add(start, count, unit).date <= calendar.add(start, count + more, unit).date


@given(calendars, spans, st.dates(date(2025, 11, 1), date(2027, 6, 1)), st.integers(0, 40))
def test_one_more_day_off_never_brings_a_date_forward(calendar, start, extra, count):
    more = Calendar({**calendar.days, extra: "tambahan"}, calendar.known_years)
    assert more.add(start, count, "working_day").date >= calendar.add(start, count, "working_day").date
