"""Legal vectors: each clock and number of PP 94/2021 and PP 79/2021 as the rulebook has it, over the calendar of 2026."""

from datetime import date

import pytest

from amanah import rulebook
from amanah.rooms.discipline import penalties
from amanah.rooms.discipline.workflow import DISCIPLINE, LEVELS

VECTORS = [
    # from, provision, due: working days, the first day not counted
    (date(2026, 1, 5), "discipline.summons_before_hearing", date(2026, 1, 14)),
    (date(2026, 1, 5), "discipline.second_summons_after", date(2026, 1, 14)),
    (date(2026, 1, 19), "discipline.decision_delivered_within", date(2026, 2, 6)),
    (date(2026, 1, 19), "discipline.objection_within", date(2026, 2, 6)),
    (date(2026, 1, 19), "discipline.appeal_within", date(2026, 2, 6)),
    (date(2026, 1, 5), "discipline.appoint_within", date(2026, 1, 12)),
    (date(2026, 1, 5), "discipline.summon_within", date(2026, 1, 12)),
    (date(2026, 1, 19), "discipline.rehabilitate_within", date(2026, 2, 6)),
]
NUMBERS = {
    "discipline.objection_decided_within": 21,
    "discipline.appeal_decided_within": 65,
    "discipline.medium_allowance_cut": 25,
    "discipline.medium_cut_shortest": 6,
    "discipline.medium_cut_middle": 9,
    "discipline.medium_cut_longest": 12,
    "discipline.heavy_demotion": 12,
    "discipline.absence_dismissal_per_year": 28,
    "discipline.absence_dismissal_in_a_row": 10,
}


@pytest.mark.parametrize(("start", "key", "due"), VECTORS, ids=str)
def test_a_period_ends_on_the_day_that_the_law_means(start, key, due):
    assert rulebook.due(key, start).date == due


@pytest.mark.parametrize("key", NUMBERS)
def test_a_number_is_what_the_book_says_and_says_that_nobody_verified_it(key):
    found = rulebook.provision(key, on=date(2026, 6, 1))
    assert (found.value, found.status) == (NUMBERS[key], "unverified")


def test_every_clock_carries_its_mark():
    for clock in DISCIPLINE.clocks:
        assert rulebook.provision(clock.provision, on=date(2026, 6, 1)).mark in {"K-high", "K-med", "D"}


def test_each_level_has_its_three_kinds_of_penalties_with_the_books_numbers():
    on = date(2026, 6, 1)
    assert [len(penalties.in_force(on, level)) for level in LEVELS] == [3, 3, 3]
    shortest = penalties.named("allowance_cut_shortest", on)
    assert shortest.title == "Pemotongan tunjangan kinerja 25% selama 6 bulan"
    assert "94 Tahun 2021" in shortest.citation
    assert {penalty.level for penalty in penalties.in_force(on)} == set(LEVELS)


def test_before_the_regulation_there_are_none_of_its_penalties():
    assert penalties.in_force(date(2021, 8, 30)) == []
    assert penalties.named("dismissal", date(2021, 8, 31)).level == "heavy"
