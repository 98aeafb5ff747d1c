"""Patterns of numbers: what passes the check gives no number twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amanah.foundation.letters import numbering


@given(
    pieces=st.lists(
        st.sampled_from(
            ["{number}", "{number:4}", "{class}", "{unit}", "{kind}", "{month_roman}", "{month}", "{year}", "/", "-", "{x}", "{"]
        ),
        max_size=6,
    ),
    flags=st.tuples(st.booleans(), st.booleans(), st.booleans()),
    one=st.tuples(
        st.integers(1, 40), st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.sampled_from(("A", "A1", "1")), st.sampled_from(("k", "k_1"))
    ),
    two=st.tuples(
        st.integers(1, 40), st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.sampled_from(("A", "A1", "1")), st.sampled_from(("k", "k_1"))
    ),
)
def test_a_pattern_that_passes_gives_no_number_twice(pieces, flags, one, two):
    per_kind, per_unit, yearly = flags
    pattern = "".join(pieces)
    try:
        numbering.check(pattern, per_kind=per_kind, per_unit=per_unit, yearly=yearly)
    except numbering.PatternError:
        return
    how = {"per_kind": per_kind, "per_unit": per_unit, "yearly": yearly}
    places, made = [], []
    for running, dated, unit, kind in (one, two):
        places.append((numbering.bucket(dated=dated, unit=unit, kind=kind, **how), running))
        made.append(numbering.number(pattern, running=running, dated=dated, classification="X", unit=unit, kind=kind))
    if places[0] != places[1]:
        assert made[0] != made[1]


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("{class}/{year}", "number"),
        ("{number}/{number}/{year}", "number"),
        ("{number}/{week}/{year}", "place"),
        ("{number}/{year:4}", "place"),
        ("{number};{year}", "sign"),
        ("{number}{year}", "sign"),
        ("{number}/{class}", "period"),
    ],
)
def test_what_is_wrong_with_a_pattern_is_named(pattern, code):
    with pytest.raises(numbering.PatternError) as error:
        numbering.check(pattern, per_kind=False, per_unit=False, yearly=True)
    assert error.value.code == code


def test_the_offices_own_form():
    made = numbering.number(
        "{number:3}/{class}/{unit}/{month_roman}/{year}",
        running=7,
        dated=date(2026, 11, 22),
        classification="PW.02",
        unit="ITJEN",
        kind="report",
    )
    assert made == "007/PW.02/ITJEN/XI/2026"
