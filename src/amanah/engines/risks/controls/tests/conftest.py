"""What the tests of controls share: the people and the risk of the register's own tests, and a control that Hadi carries out."""

from datetime import timedelta

import pytest

from amanah.engines.risks.controls import services
from amanah.engines.risks.controls.services import Found, Place
from amanah.engines.risks.tests.conftest import active, at, plan, risk, sealed, team  # noqa: F401 - fixtures
from amanah.kernel import clock


@pytest.fixture
def control(team, active):  # noqa: F811 - the fixture above
    """A key control of the K3 directorate against the active risk; Hadi carries it out."""
    return services.enter(
        title="Dua penguji menandatangani setiap hasil uji",
        unit=team.units.k3,
        viewer=team.viewer("rudi"),
        owner=team.persons["hadi"],
        key=True,
        places=[Place(active)],
    )


@pytest.fixture
def drawn(team, control):  # noqa: F811 - the fixture above
    """Tuti draws five of forty certificates."""
    return services.plan_test(
        control,
        from_day=clock.today() - timedelta(days=90),
        to_day=clock.today(),
        items=[f"SK-{n:03}" for n in range(1, 41)],
        size=5,
        procedure="Kedua tanda tangan ada dan berbeda.",
        viewer=team.viewer("tuti"),
    )


@pytest.fixture
def judge(team):  # noqa: F811 - the fixture above
    """Record the results of a sample: the given number of exceptions, and a verdict."""

    def record(drawn, verdict="effective", exceptions=0, by="tuti"):
        outcomes = {
            position: ("exception", "Hanya satu tanda tangan") if n < exceptions else ("fine", "")
            for n, position in enumerate(drawn.chosen)
        }
        return services.record_operating(drawn, outcomes, Found(verdict, "Diperiksa satu per satu."), viewer=team.viewer(by))

    return record
