"""What these tests share: the institution with those who manage learning, topics, and a way to set needs."""

import pytest

from amanah.rooms.learning.needs import services
from amanah.rooms.learning.needs.services import Draft
from amanah.rooms.learning.tests.conftest import team, topics  # noqa: F401 - fixtures


@pytest.fixture
def need(team, topics):  # noqa: F811 - the fixtures above
    """Set a need: the counter course for everybody within 30 days, unless said otherwise."""

    def set_one(by="maya", **said):
        return services.set_need(Draft(**{"topic": topics.counter, "why": "Melayani orang di loket.", **said}), team.viewer(by))

    return set_one


@pytest.fixture
def learned(team, topics):  # noqa: F811 - the fixtures above
    """Credit somebody the counter course, so many days ago."""
    from datetime import timedelta

    from amanah.kernel import clock
    from amanah.rooms.learning import services as learning

    def credit(name, ago=1, topic=None):
        day = clock.today() - timedelta(days=ago)
        return learning.credit(
            who=team.persons[name], topic=topic or topics.counter, title="Bimtek", done_on=day, hours=None, sort="class", origin=f"x:{ago}"
        )

    return credit
