"""What the tests of requirements share."""

import pytest

from amanah.engines.proofs import services as proofs
from amanah.kernel import clock
from amanah.rooms.antibribery.requirements import catalogue, services
from amanah.rooms.antibribery.requirements.services import Said
from amanah.rooms.antibribery.tests.conftest import at, make, scope, team

__all__ = ["at", "make", "scope", "team"]


@pytest.fixture
def both(make):
    """A scope on its way over."""
    return make(editions="both")


@pytest.fixture
def say(team):
    """Answer a requirement."""

    def said(scope, edition, key, *, state="met", by="fajar", owner="hadi", how="", reason=""):
        how = how or f"Dijalankan setiap bulan menurut prosedur tertulis tentang {key}."
        person = team.persons[owner] if owner else None
        return services.answer(scope, edition, key, Said(state, how, reason, person), viewer=team.viewer(by))

    return said


@pytest.fixture
def prove(team):
    """Attach a proof that holds from one day until another to an answer."""

    def proved(ref, since=None, until=None, by="fajar"):
        viewer = team.viewer(by)
        draft = proofs.Draft("Notula", since or clock.today(), until, link="https://bukti.contoh.go.id/1")
        made = proofs.add(draft, team.units.k3, viewer=viewer)
        proofs.use(made, ref, viewer=viewer)
        return made

    return proved


@pytest.fixture
def keys():
    """Requirements of 2025: one that is equal in 2016, with its twin there, and one that is new."""
    ties = catalogue.ties("2025")
    questions = catalogue.instrument("2025").questions
    equal = next(one.key for one in questions if catalogue.twin("2025", one.key) and not one.news)
    return equal, catalogue.twin("2025", equal), next(one.key for one in questions if not ties.get(one.key))
