"""What the engine's tests share."""

from datetime import timedelta
from uuid import uuid4

import pytest

from amanah.engines.actions import services
from amanah.engines.cases import services as cases
from amanah.foundation.access import services as access
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock


@pytest.fixture
def team(db):
    """The usual people, and Ola who oversees everything, Oki who oversees the K3 directorate, and Sinta at the secretariat."""
    from tests.snapshot import once

    return once(("actions",), _team)


def _team():
    from tests.people import build

    people = build(keys=False)
    units = people.units
    people.add("ola", "Ola Permata", units.inspectorate, "Pemantau", roles=("actions.overseer",))
    people.add("oki", "Oki Setiawan", units.inspectorate, "Pemantau K3")
    access.grant_role(people.oki, "actions.overseer", units.k3)
    people.add("sinta", "Sinta Dewi", units.secretariat, "Sekretaris Jenderal", is_head=True)
    people.add("pandu", "Pandu Wibowo", units.placement, "Direktur Penempatan", is_head=True)
    return people


@pytest.fixture
def give(team):
    """Give an action: Ani gives it, Budi verifies, Citra owes it at her directorate unless said otherwise."""

    def give_one(title="Perbarui prosedur antrean", *, by="ani", unit=None, owner="citra", verifier="budi", days=30, parts=(), **named):
        due_on = clock.today() + timedelta(days=days) if days else None
        return services.open_action(
            title=title,
            unit=unit or team.units.placement,
            owner=team.persons[owner] if owner else None,
            verifier=team.persons[verifier],
            viewer=Viewer.of(team.accounts[by]),
            due_on=due_on,
            parts=parts,
            **named,
        )

    return give_one


@pytest.fixture
def sealed(team):
    """Open a sealed case about these tags, which Ani oversees."""

    def open_one(tags=()):
        return cases.open_case("whistleblowing", case_id=uuid4(), route="inspectorate", tags=tags, actor="reporter")

    return open_one
