from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.engines.risks.controls import sampling

labels = st.lists(st.text(max_size=8), min_size=1, max_size=40)
seeds = st.text("0123456789abcdef", min_size=16, max_size=16)


@given(labels, st.integers(1, 45), seeds)
@settings(max_examples=60, deadline=None)
def test_a_sample_is_the_same_every_time_has_its_size_and_grows_by_adding(items, size, seed):
    drawn = sampling.draw(items, size, seed)
    assert drawn == sampling.draw(list(items), size, seed) == sorted(set(drawn))
    assert len(drawn) == min(size, len(items))
    assert all(1 <= position <= len(items) for position in drawn)
    assert set(drawn) <= set(sampling.draw(items, size + 1, seed))


def test_a_sample_known_by_heart():
    assert sampling.draw(sampling.numbered(1000), 5, "00112233445566ff") == [124, 295, 541, 967, 976]


@given(labels, labels)
@settings(max_examples=40, deadline=None)
def test_another_population_has_another_digest(one, other):
    assert (sampling.digest(one) == sampling.digest(other)) == (one == other)


def test_every_item_has_its_chance():
    items = sampling.numbered(20)
    hit = {position for _n in range(60) for position in sampling.draw(items, 5, sampling.new_seed())}
    assert hit == set(range(1, 21))
