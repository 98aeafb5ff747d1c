"""Legal vectors: the hours of UU 27/2022, over weekends and holidays, to the minute."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amanah import rulebook
from amanah.kernel import clock
from amanah.rooms.personal_data import moments
from amanah.rooms.personal_data.workflow import KINDS, RIGHTS, TIMED, asked

LAW = {
    "personal_data.breach_notice_within": "Pasal 46 ayat (1)",
    "personal_data.access_within": "Pasal 32 ayat (2)",
    "personal_data.correction_within": "Pasal 30 ayat (1)",
    "personal_data.withdrawal_within": "Pasal 40 ayat (2)",
    "personal_data.restriction_within": "Pasal 41 ayat (1)",
}
VECTORS = [
    # known, due: 3 × 24 hours, whatever days lie between
    (datetime(2026, 3, 20, 15, 30, tzinfo=UTC), datetime(2026, 3, 23, 15, 30, tzinfo=UTC)),
    (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), datetime(2026, 11, 23, 17, 0, tzinfo=UTC)),
    (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), datetime(2027, 1, 3, 16, 59, tzinfo=UTC)),
    (datetime(2028, 2, 27, 1, 1, tzinfo=UTC), datetime(2028, 3, 1, 1, 1, tzinfo=UTC)),
]


@pytest.mark.parametrize(("known", "due"), VECTORS, ids=str)
def test_the_hours_run_through_weekends_and_holidays(known, due):
    assert moments.due_at(known) == due
    assert rulebook.due(moments.BREACH_NOTICE, moments.local(known).date()).date == moments.local(due).date()


@pytest.mark.parametrize("key", LAW)
def test_the_statute_says_three_times_24_hours_and_the_book_says_that_nobody_verified_it(key):
    found = rulebook.provision(key, on=date(2026, 6, 1))
    assert (found.value, found.unit, found.status, found.floor) == (3, "calendar_day", "unverified", "national")
    assert LAW[key] in found.citation


def test_before_the_statute_there_is_no_such_rule():
    with pytest.raises(rulebook.RuleError):
        rulebook.provision(moments.BREACH_NOTICE, on=date(2022, 10, 16))


def test_what_the_statute_does_not_time_is_marked_as_our_own():
    for key in ("other_request_within", "register_review_after", "file_active", "file_inactive"):
        found = rulebook.provision(f"personal_data.{key}", on=date(2026, 6, 1))
        assert (found.basis, found.mark, found.status) == ("default", "D", "unverified")


def test_every_right_starts_exactly_one_clock():
    request = next(kind for kind in KINDS if set(kind.topics) == set(RIGHTS))
    for right in RIGHTS:
        started = [one for one in request.clocks if f"entry:{asked(right)}" in one.starts_on]
        assert [one.provision for one in started] == [f"personal_data.{right if right in TIMED else 'other_request'}_within"]


@given(st.datetimes(min_value=datetime(2022, 10, 18), max_value=datetime(2035, 1, 1)), st.integers(0, 100))  # noqa: DTZ001 - made aware below
def test_whole_hours_left_never_say_more_than_there_is(known, later):
    known = known.replace(tzinfo=UTC)
    with clock.at(known + timedelta(hours=later, minutes=1)):
        left = moments.hours_left(known)
        assert moments.due_at(known) - clock.now() >= timedelta(hours=left)
        assert left == 72 - later - 1
