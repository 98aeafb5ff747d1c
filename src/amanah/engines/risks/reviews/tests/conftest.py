"""What the tests of reviews share."""

from datetime import timedelta

import pytest

from amanah.engines.risks import services as risks
from amanah.engines.risks.reviews import services
from amanah.engines.risks.tests.conftest import active, at, plan, risk, sealed, team  # noqa: F401 - fixtures of the register
from amanah.kernel import clock


@pytest.fixture
def other(team, plan, active):  # noqa: F811
    """A second risk, in the unit below, still a draft."""
    return risks.enter(plan(title="Biaya di luar tarif", kind="corruption", unit=team.units.k3_testing), team.viewer("rudi"))


@pytest.fixture
def begin(team, active, other):  # noqa: F811
    """Rudi opens a round over the K3 directorate."""

    def begin_one(*, by="rudi", unit=None, days=90, **named):
        today = clock.today()
        values = {"period_from": today - timedelta(days=days), "period_to": today, **named}
        return services.open_review(unit=unit or team.units.k3, viewer=team.viewer(by), **values)

    return begin_one


@pytest.fixture
def finish(team):  # noqa: F811
    """Confirm whatever is left of a round, submit it as Rudi and sign it as Gilang."""

    def finish_one(review):
        for entry in review.entries.filter(verdict=""):
            services.confirm(entry, "Tidak ada yang berubah", viewer=team.viewer("rudi"))
        services.submit(review, "Putaran selesai", viewer=team.viewer("rudi"))
        services.sign(review, viewer=team.viewer("gilang"))
        review.refresh_from_db()
        return review

    return finish_one
