"""What the tests of indicators share: the people and the risk of the register's own tests, and an indicator that Hadi reads."""

from decimal import Decimal

import pytest

from amanah.engines.risks.indicators import periods, services
from amanah.engines.risks.indicators.models import Indicator
from amanah.engines.risks.tests.conftest import active, at, plan, risk, sealed, team  # noqa: F401 - fixtures
from amanah.kernel import clock


@pytest.fixture
def entered(team, active):  # noqa: F811 - the fixture above
    """Write an indicator of the K3 directorate down that warns of the active risk; anything of it can be said otherwise."""

    def enter(**named):
        said = {
            "title": "Sertifikat terbit di luar jam kerja",
            "measured_in": "sertifikat",
            "amber": Decimal(5),
            "red": Decimal(10),
            "unit": team.units.k3,
            "owner": team.persons["hadi"],
            "watching": [active],
            "viewer": team.viewer("rudi"),
        }
        return services.enter(**(said | named))

    return enter


@pytest.fixture
def indicator(entered):
    """Monthly; amber from 5, red from 10."""
    return entered()


@pytest.fixture
def months():
    """The month of today, and those before it: `months[3]` is the third before."""
    found = [periods.containing(clock.today(), "monthly")]
    for _n in range(5):
        found.append(periods.before(found[-1], "monthly"))
    return found


@pytest.fixture
def older(indicator, months):
    """The same indicator, as if it had been written down three months ago."""
    Indicator.objects.filter(pk=indicator.pk).update(next_from=months[3].first, due_on=months[3].last)
    indicator.refresh_from_db()
    return indicator
