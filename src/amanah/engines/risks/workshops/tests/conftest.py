"""What the tests of workshops share."""

from datetime import timedelta

import pytest

from amanah.engines.risks import services as risks
from amanah.engines.risks.tests.conftest import active, at, plan, risk, sealed, team  # noqa: F401 - fixtures of the register
from amanah.engines.risks.workshops import services
from amanah.kernel import clock

PEOPLE = ("hadi", "rosa", "tuti")


@pytest.fixture
def other(team, plan, active):  # noqa: F811
    """A second active risk of the same unit."""
    made = risks.enter(plan(title="Biaya ditambah di luar tarif", kind="corruption"), team.viewer("rudi"))
    risks.assess(made, "inherent", 4, 4, "Beberapa pengaduan", viewer=team.viewer("rudi"))
    return made


@pytest.fixture
def call(team, active, other):  # noqa: F811
    """Rudi asks Hadi, Rosa and Tuti about both risks unless said otherwise."""

    def call_one(*, by="rudi", of=None, persons=PEOPLE, days=7, **named):
        values = {"title": "Lokakarya triwulan", "unit": team.units.k3, "stage": "residual", **named}
        until = clock.today() + timedelta(days=days)
        people = [team.persons[name] for name in persons]
        return services.call(of=of or [active, other], persons=people, until=until, viewer=team.viewer(by), **values)

    return call_one


@pytest.fixture
def judge(team):  # noqa: F811
    """`judge(workshop, "hadi", 3, 4)` judges its first risk; `risk=1` the second."""

    def judge_one(workshop, name, likelihood, impact, *, risk=0, reason="Pernah terjadi"):  # noqa: F811
        return services.score(workshop.items.all()[risk], likelihood, impact, reason, viewer=team.viewer(name))

    return judge_one


@pytest.fixture
def opened(call, judge, team):  # noqa: F811
    """A workshop whose scores Rudi opened: on the first risk 2×3, 2×3 and 5×3, on the second Hadi alone."""
    workshop = call()
    for name, likelihood in zip(PEOPLE, (2, 2, 5), strict=True):
        judge(workshop, name, likelihood, 3)
    judge(workshop, "hadi", 1, 1, risk=1)
    services.open_scores(workshop, viewer=team.viewer("rudi"))
    return workshop
