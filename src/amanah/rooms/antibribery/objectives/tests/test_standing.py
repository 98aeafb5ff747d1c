"""How an objective stands is a function of its terms, its entries and the day, and of nothing else."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.rooms.antibribery.objectives import declare
from amanah.rooms.antibribery.objectives.standing import Entry, Terms, colour, stands

FIRST = date(2026, 1, 1)
LAST = 400
days = st.integers(0, LAST).map(lambda n: FIRST + timedelta(days=n))
values = st.integers(-50, 150).map(Decimal)
entries = st.lists(st.tuples(days, values), max_size=6).map(
    lambda some: [Entry(day, seq, value) for seq, (day, value) in enumerate(some, 1)]
)


@st.composite
def terms(draw):
    low, high = sorted(draw(st.tuples(st.integers(-50, 100), st.integers(-50, 100))))
    begins = draw(st.integers(0, 200))
    due = begins + draw(st.integers(1, 200))
    dropped = draw(st.none() | st.integers(begins, due))
    ends = None if dropped is None else FIRST + timedelta(days=dropped)
    return Terms(Decimal(low), Decimal(high), "up", FIRST + timedelta(days=begins), FIRST + timedelta(days=due), ends)


def mirrored(one):
    return Terms(-one.baseline, -one.target, "down", one.begins_on, one.due_on, one.dropped_on)


@settings(max_examples=60, deadline=None)
@given(terms(), entries, days, st.randoms(use_true_random=False))
def test_the_state_is_a_function_of_readings_and_day(one, some, day, chance):
    found = stands(one, some, day)
    shuffled = [*some]
    chance.shuffle(shuffled)
    assert stands(one, shuffled, day) == found
    assert stands(one, [entry for entry in some if entry.day <= min(day, one.due_on)], day) == found  # the future decides nothing
    assert stands(mirrored(one), [Entry(e.day, e.seq, -e.value) for e in some], day).state == found.state
    # Missed only once the day has passed, and then for good, whatever is written later.
    if found.state == declare.MISSED:
        assert day > one.due_on
    if day > one.due_on:
        late = [*some, Entry(one.due_on + timedelta(days=1), 99, Decimal(1000))]
        assert stands(one, late, day + timedelta(days=50)).state == found.state
    if found.state in {declare.ON_TRACK, declare.BEHIND}:
        assert day <= one.due_on
    if found.state == declare.DROPPED:
        assert one.dropped_on <= day


def test_known_ways():
    one = Terms(Decimal(0), Decimal(100), "up", FIRST, FIRST + timedelta(days=100))
    half = FIRST + timedelta(days=50)
    assert stands(one, [], FIRST).state == "on_track"
    assert stands(one, [Entry(half, 1, Decimal(41))], half).state == "on_track"  # a tenth of the way may be wanting
    assert stands(one, [Entry(half, 1, Decimal(39))], half).why == "short"
    assert stands(one, [Entry(half, 1, Decimal(39)), Entry(half, 2, Decimal(60))], half).state == "on_track"  # put right the same day
    year = Terms(Decimal(0), Decimal(100), "up", FIRST, FIRST + timedelta(days=365))
    assert stands(year, [], FIRST + timedelta(days=100)).why == "silent"
    assert stands(one, [Entry(half, 1, Decimal(100))], half).state == "reached"


def test_colours():
    assert [colour(Decimal(n), Decimal(90), Decimal(75), "up") for n in (90, 89, 75, 74)] == ["green", "amber", "amber", "red"]
    assert [colour(Decimal(n), Decimal(5), Decimal(10), "down") for n in (5, 6, 10, 11)] == ["green", "amber", "amber", "red"]
    assert colour(None, Decimal(5), Decimal(10), "down") == "nothing"
