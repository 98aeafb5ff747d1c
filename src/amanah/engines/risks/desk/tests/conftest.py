"""What the desk's tests share: the engine's own people and risks, and a browser for them."""

import pytest

from amanah.engines.risks import panels, services
from amanah.engines.risks.services import CausePlan, ConsequencePlan, RedFlagPlan
from amanah.engines.risks.tests.conftest import active, at, plan, risk, sealed, team

__all__ = ["active", "at", "browse", "full", "plan", "risk", "sealed", "served", "team"]


@pytest.fixture
def browse(desk, team):
    """`browse("rudi", "/desk/risks/")` is the page as that person gets it."""

    def get(name, address, data=None):
        team.sign_in(desk, name)
        return desk.get(address) if data is None else desk.post(address, data)

    return get


@pytest.fixture
def full(team, plan):
    """A risk with everything said of it, scored at all three stages, active."""
    viewer = team.viewer("rudi")
    made = services.enter(
        plan(
            process="Sertifikasi alat",
            stage="Pengujian",
            scheme="Surat terbit tanpa pengujian.",
            causes=(CausePlan("Penguji tidak dirotasi", "process"), CausePlan("Tekanan atasan", "people")),
            consequences=(ConsequencePlan("Pekerja celaka", "service"),),
            red_flags=(RedFlagPlan("", "Pengujian selesai dalam hitungan menit"),),
        ),
        viewer,
    )
    for stage, likelihood, impact in (("inherent", 5, 4), ("residual", 3, 3), ("target", 1, 2)):
        services.assess(made, stage, likelihood, impact, f"Dasar {stage}", viewer=viewer)
    services.activate(made, viewer)
    return made


@pytest.fixture
def served(monkeypatch):
    """Say which controls serve which risks, without the part that keeps controls."""

    def say(*servings):
        monkeypatch.setattr(panels, "_controls", [lambda viewer, risks: [one for one in servings if risks.filter(pk=one.risk).exists()]])

    return say
