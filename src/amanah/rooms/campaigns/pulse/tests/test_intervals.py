"""The intervals against Newcombe's own examples (1998, table II)."""

import pytest

from amanah.rooms.campaigns.pulse.intervals import change, share


@pytest.mark.parametrize(
    ("after", "before", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 10), 0.6075, 1.0),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_newcombes_examples(after, before, low, high):
    found = change(share(*before), share(*after))
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_a_difference_within_chance_is_no_direction():
    assert change(share(30, 60), share(33, 62)).direction == 0
    assert change(share(30, 100), share(60, 100)).direction == 1
    assert change(share(60, 100), share(30, 100)).direction == -1


def test_nobody_has_no_share():
    with pytest.raises(ValueError, match="somebody"):
        share(0, 0)
