"""What the tests of learning share: the institution, somebody who manages learning, and topics."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from amanah.rooms.learning import services


@pytest.fixture
def team(people):
    """The institution; Rudi manages learning in the K3 directorate, Maya everywhere."""
    people.add("rudi", "Rudi Salim", people.units.k3, "Analis kepegawaian", roles=("learning_manager",), over=people.units.k3)
    people.add("maya", "Maya Sari", people.units.secretariat, "Kepala Bagian Pengembangan", roles=("learning_manager",))
    return people


@pytest.fixture
def topics(team):
    """Counter: four hours, valid a year. Policy: read once."""
    maya = team.viewer("maya")
    return SimpleNamespace(
        counter=services.keep_topic(
            "loket-bersih",
            title="Mengenali suap di loket",
            title_en="Recognising bribes at the counter",
            hours=Decimal(4),
            valid_months=12,
            viewer=maya,
        ),
        policy=services.keep_topic(
            "kebijakan", title="Kebijakan anti penyuapan", title_en="Anti-bribery policy", hours=Decimal(0), viewer=maya
        ),
    )
