"""The limits of the rulebook, at each of their edges; whoever changes a limit changes these."""

from datetime import date

import pytest

from amanah.rooms.antibribery.approvals.rules import Facts, fold, judge

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("facts", "level", "bars"),
    [
        (Facts("hospitality", "community", "none", 2_500_000, 10), "low", ()),
        (Facts("hospitality", "community", "none", 2_500_001, 10), "middle", ()),
        (Facts("hospitality", "community", "none", 1_000_000, 10, earlier=1_500_001), "middle", ()),
        (Facts("sponsorship", "community", "none", 15_000_000), "middle", ()),
        (Facts("sponsorship", "community", "none", 15_000_001), "high", ()),
        (Facts("donation", "community", "none", 100_000_000), "high", ()),
        (Facts("donation", "community", "none", 1, earlier=100_000_000), "high", ("yearly",)),
        (Facts("hospitality", "associate", "none", 100_000), "middle", ()),
        (Facts("hospitality", "agency", "ours", 100_000), "high", ()),
        (Facts("gift", "official", "none", 250_000), "middle", ()),
        (Facts("gift", "official", "none", 250_001), "middle", ("ceiling",)),
        (Facts("gift", "official", "none", 500_000, 2), "middle", ()),
        (Facts("gift", "official", "none", 500_001, 2), "middle", ("ceiling",)),
        (Facts("gift", "official", "theirs", 50_000), "high", ("pending",)),
        (Facts("gift", "other", "none", 1_000_000), "low", ()),
        (Facts("gift", "other", "none", 1_000_001), "low", ("ceiling",)),
        (Facts("gift", "other", "none", 50_000, cash=True), "low", ("cash",)),
        (Facts("donation", "community", "none", 50_000, cash=True), "low", ()),
        (Facts("donation", "official", "none", 200_000, cash=True), "middle", ("cash",)),
    ],
)
def test_limits(facts, level, bars):
    judged = judge(facts, DAY)
    assert (judged.level, judged.bars) == (level, bars)
    assert len(judged.signs) == (1 if level == "low" else 2)


@pytest.mark.parametrize("name", ["PT Karya Aman", "CV. KARYA-AMAN", "Karya  Aman Tbk"])
def test_a_recipient_is_one_however_it_is_written(name):
    assert fold(name) == "karya aman"
    assert fold("PT") == "pt"
