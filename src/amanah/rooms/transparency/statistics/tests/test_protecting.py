"""No cell below the threshold can be worked out from what is published: every small table is tried."""

import itertools
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.rooms.transparency.statistics.protecting import protect

TABLES = [(3, 2, 12), (3, 3, 9), (3, 4, 6), (4, 3, 10), (5, 2, 16)]


def published(numbers, threshold):
    shown = protect({str(place): number for place, number in enumerate(numbers)}, threshold)
    return shown.total, tuple(shown.cells.values())


@pytest.mark.parametrize(("threshold", "cells", "most"), TABLES)
def test_whoever_knows_the_rule_still_cannot_tell(threshold, cells, most):
    """All tables that are published alike, as an attacker with this very program would list them."""
    alike = defaultdict(list)
    for numbers in itertools.product(range(most), repeat=cells):
        alike[published(numbers, threshold)].append(numbers)
    for (total, shown), possible in alike.items():
        if total is not None and total >= most:
            continue  # more tables than those tried give this total
        for place, number in enumerate(shown):
            assert number is None or number >= threshold
            if number is None:
                assert len({numbers[place] for numbers in possible}) > 1, (total, shown)


@pytest.mark.parametrize("threshold", [3, 4])
def test_two_releases_in_a_row_tell_no_more_than_each(threshold):
    """Releases count different reports, so that what both show fits every pair of tables that each of them fits."""
    tables = list(itertools.product(range(5), repeat=3))
    pairs = defaultdict(set)
    for one in tables:
        for other in tables[::7]:
            pairs[published(one, threshold), published(other, threshold)].add((one, other))
    for (first, second), possible in pairs.items():
        sums = defaultdict(set)
        for one, _other in possible:
            for place, hidden in enumerate(first[1]):
                if hidden is None:
                    sums[place].add(one[place])
        if first[0] is None or first[0] < 5:
            assert all(len(values) > 1 for values in sums.values()), (first, second)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 60), min_size=1, max_size=9), st.integers(3, 12))
def test_what_is_hidden_is_enough(numbers, threshold):
    total, shown = published(numbers, threshold)
    hidden = [number for number, cell in zip(numbers, shown, strict=True) if cell is None]
    assert all(cell is None or cell >= threshold for cell in shown)
    if total is None:
        assert sum(numbers) < threshold
        assert len(hidden) == len(numbers)
    elif hidden:
        assert sum(hidden) >= threshold
        assert len(hidden) > 1


def test_a_threshold_that_protects_nothing_is_refused():
    with pytest.raises(ValueError, match="hides nothing"):
        protect({"a": 5}, 2)
    with pytest.raises(ValueError, match="never negative"):
        protect({"a": -1}, 5)
