"""What the tests of treatment share."""

from datetime import timedelta

import pytest

from amanah.engines.risks import services as risks
from amanah.engines.risks.tests.conftest import active, at, plan, risk, sealed, team  # noqa: F401 - fixtures of the register
from amanah.engines.risks.treatment import services
from amanah.kernel import clock


@pytest.fixture
def decided(active, team):  # noqa: F811
    """The active risk, which Rudi wants reduced."""
    risks.decide(active, "reduce", "Di atas selera risiko", team.viewer("rudi"))
    return active


@pytest.fixture
def measure(decided, team):  # noqa: F811
    """Put a measure into the plan: Hadi owes it, Tuti verifies unless said otherwise."""

    def plan_one(*, by="rudi", risk=None, owner="hadi", verifier="tuti", days=30, **named):  # noqa: F811
        values = {"title": "Pasang antrean elektronik", "output": "Antrean berjalan di semua loket", "unit": team.units.k3_testing, **named}
        return services.plan(
            risk or decided,
            owner=team.persons[owner] if owner else None,
            verifier=team.persons[verifier],
            due_on=clock.today() + timedelta(days=days),
            viewer=team.viewer(by),
            **values,
        )

    return plan_one
