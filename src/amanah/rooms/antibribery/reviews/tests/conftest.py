"""What the tests of reviews share: a scope, its function, and reviews at each of their states."""

from datetime import timedelta

import pytest

from amanah.engines import contributions
from amanah.kernel import clock
from amanah.rooms.antibribery.reviews import declare, services
from amanah.rooms.antibribery.reviews.services import Judged, Meeting
from amanah.rooms.antibribery.tests.conftest import at, make, scope, team  # noqa: F401 - fixtures


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """What other parts tell is tried where all of them are; here nobody tells anything unless a test says so."""
    providers = dict(contributions._providers)
    monkeypatch.setattr(contributions, "_providers", {})
    return providers


@pytest.fixture
def planned(team, scope):  # noqa: F811 - fixtures
    """Planned by Fajar for today, with Gilang in the chair and Arif and Hadi invited."""
    today = clock.today()
    meeting = Meeting(today, team.persons["gilang"], [team.persons["arif"], team.persons["hadi"]], "09.00 WIB, Ruang Rapat")
    return services.plan(scope, declare.WHOLE, today - timedelta(days=200), today, meeting, viewer=team.viewer("fajar"))


@pytest.fixture
def frozen(team, planned):  # noqa: F811 - fixtures
    """Commented on and frozen."""
    services.comment(planned, {"concerns": "Belum ada statistik yang terbit."}, viewer=team.viewer("fajar"))
    services.freeze(planned, viewer=team.viewer("fajar"))
    return planned


@pytest.fixture
def held(team, frozen):  # noqa: F811 - fixtures
    """Held, Hadi did not come."""
    services.meet(frozen, clock.today(), [team.persons["gilang"], team.persons["arif"]], viewer=team.viewer("fajar"))
    return frozen


@pytest.fixture
def written(team, held):  # noqa: F811 - fixtures
    """Minutes that Fajar wrote, not submitted yet."""
    said = {one.key: (f"Dibahas: {one.title}.", "Cukup.") for one in services.inputs(held)}
    services.minute(held, said, Judged("yes", "partly", "yes", "Sistem masih sesuai; sumber daya ditambah."), viewer=team.viewer("fajar"))
    return held
