"""The calendars are data of their own; the `holidays` package, made by others, is the cross-check."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amanah import rulebook
from amanah.rulebook.book import book

KINDS = {"public": "public", "collective_leave": "government"}


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
@pytest.mark.parametrize("kind", KINDS)
def test_the_days_agree_with_an_independent_list(year, kind):
    theirs = holidays.country_holidays("ID", years=year, categories=(KINDS[kind],), language="id")
    ours = {day.on: day.estimate for day in book().calendar_years[year].days if day.kind == kind}
    assert set(ours) == set(theirs)
    assert {on for on, estimate in ours.items() if estimate} == {on for on, name in theirs.items() if "perkiraan" in name}


@pytest.mark.parametrize(("year", "public", "leave"), [(2024, 19, 10), (2025, 17, 11), (2026, 17, 8), (2027, 18, 8)])
def test_the_number_of_days_off(year, public, leave):
    kinds = [day.kind for day in book().calendar_years[year].days]
    # two feasts may fall on one day, which is then one day off
    assert (kinds.count("public"), kinds.count("collective_leave")) == (public, leave)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 3, 10), 10, date(2026, 3, 31)),
        (date(2026, 3, 10), 20, date(2026, 4, 15)),
        (date(2026, 3, 10), 30, date(2026, 4, 29)),
        (date(2026, 1, 9), 1, date(2026, 1, 12)),
    ],
)
def test_the_vectors(start, count, due):
    assert rulebook.calendar().add(start, count, "working_day").date == due


@given(st.dates(date(2024, 1, 1), date(2027, 9, 1)), st.integers(1, 60))
def test_counting_agrees_with_an_independent_program(start, count):
    theirs = holidays.country_holidays("ID", categories=("public", "government"))
    assert rulebook.calendar().add(start, count, "working_day").date == theirs.get_nth_working_day(start, count)


def test_every_calendar_names_its_decree_and_is_not_called_verified():
    for year in book().calendar_years.values():
        assert "Keputusan Bersama" in year.source
        assert year.status == "unverified"
        assert all(day.name.id and day.name.en for day in year.days)


def test_the_year_after_the_last_decree_is_provisional():
    beyond = date(max(book().calendar_years) + 1, 1, 3)
    assert rulebook.calendar().add(beyond, 1, "working_day").provisional
    assert rulebook.calendar().add(date(2023, 12, 29) - timedelta(days=1), 1, "working_day").provisional
