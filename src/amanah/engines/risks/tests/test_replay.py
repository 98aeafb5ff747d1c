"""The ledger's verification rebuilds how every risk stands."""

import pytest

from amanah.engines.risks import replay, services
from amanah.engines.risks.models import Risk


@pytest.fixture
def lived(team, active):
    """A risk with everything that can be said of one."""
    viewer = team.viewer("rudi")
    services.assess(active, "residual", 2, 2, "Rotasi", viewer=viewer)
    services.assess(active, "target", 1, 1, "Rencana", viewer=viewer)
    services.decide(active, "reduce", "Rotasi", viewer)
    services.raise_flag(active, "signal", "proof:1", "Ada temuan")
    services.reviewed(active, "Tetap", viewer)
    return active


def test_nothing_is_found_where_all_fits(lived):
    assert replay.check() == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"state": "draft"}, "its steps lead to 'active'"),
        ({"residual_score": 1}, "its scores are not those of its latest assessments"),
        ({"residual_level": "very_low"}, "its scores are not those of its latest assessments"),
        ({"target_likelihood": None, "target_impact": None, "target_score": None, "target_edition": None}, "its scores"),
        ({"option": "share"}, "its treatment or flags"),
        ({"flagged": False}, "its treatment or flags"),
    ],
)
def test_what_was_changed_behind_the_services_is_named(lived, changed, said):
    Risk.objects.filter(pk=lived.pk).update(**changed)
    (finding,) = replay.check()
    assert lived.number in finding.text
    assert said in finding.text
