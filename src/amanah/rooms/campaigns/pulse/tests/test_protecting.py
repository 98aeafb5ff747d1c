"""Whatever is told of a pulse, nobody finds a smaller group of people in it."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.rooms.campaigns.pulse.protecting import REST, common, summed, told

LEAST = 5
NAMES = ("a", "b", "c", "d")

counts = st.fixed_dictionaries({"q": st.fixed_dictionaries({"yes": st.integers(0, 9), "no": st.integers(0, 9)})})
waves = st.fixed_dictionaries(dict.fromkeys((REST, *NAMES), counts))


def group(yes, no):
    return {"q": {"yes": yes, "no": no}}


def people(wave, groups):
    """The number of people behind a set of groups, and of them with which answer."""
    yes = sum(wave[name]["q"]["yes"] for name in groups)
    no = sum(wave[name]["q"]["no"] for name in groups)
    return yes + no, yes, no


def knowable(views):
    """Every set of groups that some view's parts add up to, closed under union of disjoint sets and difference of nested ones."""
    known = {frozenset(part) for view in views for part in view}
    while True:
        new = set()
        for one, other in combinations(known, 2):
            if one < other:
                new.add(other - one)
            elif other < one:
                new.add(one - other)
            elif not one & other:
                new.add(one | other)
        if new <= known:
            return known - {frozenset()}
        known |= new


def alone(wave, groups):
    """Whether these groups give somebody away: there are answers, and too few of them or all alike."""
    many, yes, no = people(wave, groups)
    return many > 0 and (many < LEAST or 0 in (yes, no))


@given(waves)
@settings(max_examples=150, deadline=None)
def test_no_small_group_follows_from_one_wave(wave):
    found = told(wave, LEAST)
    if found.whole is None:
        assert found.parts == ()
        return
    views = [[found.whole.groups], [part.groups for part in found.parts]]
    for groups in knowable(views):
        assert not alone(wave, groups), sorted(groups)
    for part in found.parts:
        assert people(wave, part.groups) == (part.base("q"), part.answers["q"]["yes"], part.answers["q"]["no"])


@given(waves, waves)
@settings(max_examples=150, deadline=None)
def test_no_small_group_follows_from_comparing_two_waves(first, second):
    both = [told(first, LEAST), told(second, LEAST)]
    if any(not one.parts for one in both):
        return
    shared = common([one.parts for one in both])
    for wave, one in zip((first, second), both, strict=True):
        views = [[one.whole.groups], [part.groups for part in one.parts], shared]
        for groups in knowable(views):
            assert not alone(wave, groups), sorted(groups)
        assert sum(summed(one.parts, groups).base("q") for groups in shared) == one.whole.base("q")


def test_one_small_group_is_not_left_alone_with_the_total():
    found = told({"a": group(9, 3), "b": group(8, 8), "c": group(1, 1), REST: group(0, 0)}, LEAST)
    assert [part.groups for part in found.parts] == [("b",), ("", "a", "c")]


def test_small_groups_that_are_enough_together_spare_the_others():
    found = told({"a": group(9, 3), "b": group(8, 8), "c": group(1, 2), REST: group(2, 1)}, LEAST)
    assert [part.groups for part in found.parts] == [("a",), ("b",), ("", "c")]


def test_a_group_of_one_mind_is_not_told_apart():
    found = told({"a": group(30, 0), "b": group(8, 8), "c": group(7, 6), REST: group(0, 0)}, LEAST)
    assert ("a",) not in [part.groups for part in found.parts]


def test_too_few_people_are_not_told_at_all():
    assert told({"a": group(2, 1), REST: group(0, 1)}, LEAST).whole is None


def test_two_people_protect_nobody():
    with pytest.raises(ValueError, match="three"):
        told({REST: group(1, 1)}, 2)
