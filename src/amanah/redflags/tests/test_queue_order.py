"""Each week Y comes on Wednesday, X and Z on Thursday; X leaves on Friday, Y on Monday, Z on Tuesday.

Places by arrival: Y 1, X and Z 2.5; by leaving: X 1, Y 2, Z 3. One file was waiting when X and Z came, so X gains 1.5 of 1, held at 1, and Z
loses 0.5; Y met nobody and counts only as company. The mean is 0.25.
"""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.redflags.indicators.queue import order
from amanah.redflags.tests.hand import ask_of, data_of
from amanah.redflags.tests.queue_files import DAY, file, week


def queue(weeks=12, *, x=1, y=4, z=5, **more):
    rows = []
    for number in range(weeks):
        rows += file(f"y{number}", week(number) - DAY, week(number) + y * DAY, **more)
        rows += file(f"x{number}", week(number), week(number) + x * DAY, agent="PJK3-X", **more)
        rows += file(f"z{number}", week(number), week(number) + z * DAY, **more)
    return rows


def three_firms():
    """X jumps; V goes in turn; W jumps for seven weeks, which is too few."""
    fair = [row | {"agent": row["agent"] and "V"} for row in both(queue(x=4, y=1, z=4, office="K3", officer="C"), "v")]
    few = [row | {"agent": row["agent"] and "W"} for row in both(queue(7, office="K2", officer="E"), "w")]
    return both(queue(), "") + fair + few


def both(rows, mark):
    return [{"agent": None} | row | {"case": mark + row["case"]} for row in rows]


def test_a_firm_that_leaves_the_queue_behind():
    answer, hits = ask_of("LYN-01", data_of(service_events=three_firms()), "en", minimum=10)

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 1, 1, ["PJK3-X"])
    assert hits.rows[0]["value"] == pytest.approx(0.75)
    assert "12 steps of files of PJK3-X (12 weeks) gained on average 100.0% of the queue" in hits.rows[0]["explanation"]
    assert "usual in the same queues, steps, kinds of file and periods: 25.0%" in hits.rows[0]["explanation"]


def test_on_one_desk_the_same_firm_is_preferred():
    answer, hits = ask_of("LYN-15", data_of(service_events=three_firms()), minimum=10)

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 1, 1, ["A / PJK3-X"])
    assert hits.rows[0]["value"] == pytest.approx(0.75)


def test_a_file_left_lying_for_good_has_the_last_place():
    """Places by arrival 1, 2, 3; by leaving 3 (never), 1, 2; waiting at arrival 0, 1, 1."""
    data = data_of()
    rows = data.con.create_table("rows", pa.table({"pool": [1, 1, 1], "arrived": [0, 1, 3], "left": [None, 2, 4]}))

    found = order.gains(rows, ("pool",)).order_by("arrived").to_pyarrow()

    assert found["company"].to_pylist() == [0, 1, 1]
    assert found["gain"].to_pylist() == [-1.0, 1.0, 1.0]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9) | st.none()), min_size=1, max_size=25))
def test_places_count_the_overtaken_less_the_overtaking(stays):
    """Against all pairs: a tie on either side counts half."""
    rows = [(came, None if wait is None else came + wait) for came, wait in stays]
    data = data_of()
    table = data.con.create_table("rows", pa.table({"pool": [1] * len(rows), "number": range(len(rows)), **_columns(rows)}))

    found = order.gains(table, ("pool",)).order_by("number").to_pyarrow().to_pylist()

    for (came, left), row in zip(rows, found, strict=True):
        company = sum(1 for other in rows if other[0] < came and not (other[1] is not None and other[1] < came))
        ahead = sum((_before(a, came) - _before(99 if b is None else b, 99 if left is None else left)) for a, b in rows)
        assert row["company"] == company
        assert row["gain"] == pytest.approx(max(-1.0, min(1.0, ahead / max(company, 1))))
    data.con.disconnect()


def _before(first, second):
    return 1 if first < second else 0.5 if first == second else 0


def _columns(rows):
    return {"arrived": pa.array([came for came, _ in rows], pa.int64()), "left": pa.array([left for _, left in rows], pa.int64())}


def pairs(officer, first, second):
    """Each week one file on Wednesday and one on Thursday, which leave after so many days from Thursday."""
    for number in range(12):
        yield from file(f"{officer}1.{number}", week(number) - DAY, week(number) + first * DAY, officer)
        yield from file(f"{officer}2.{number}", week(number), week(number) + second * DAY, officer)


def test_an_officer_who_takes_files_out_of_turn():
    """A keeps the order (gain 0), B turns it round (gain 1): mean 0.5."""
    few = [row | {"office": "K2"} for row in [*pairs("E", 1, 4), *pairs("F", 4, 1)] if row["time"] < week(7)]
    data = data_of(service_events=[*pairs("A", 1, 4), *pairs("B", 4, 1), *few])

    answer, hits = ask_of("LYN-07", data, minimum=10)

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 1, 2, ["B"])
    assert hits.rows[0]["value"] == pytest.approx(0.5)
