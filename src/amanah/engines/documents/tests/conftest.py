"""What the tests of documents share."""

from datetime import date, timedelta

import pytest

from amanah.engines.documents import services
from amanah.engines.documents.services import Content, Heading
from amanah.kernel import clock, events

POLICY = Heading("Kebijakan anti penyuapan", "policy", code="KB-01", every_months=12, keep_years=5)
TEXT = Content(text="Suap dilarang, dalam keadaan apa pun.", summary="Versi pertama")


@pytest.fixture
def team(db):
    """The usual people; Fitri keeps FKAP's documents and drafts, Ani and Budi review, Lestari and Kartika approve."""
    from tests.snapshot import once

    return once(("documents",), _team)


def _team():
    from amanah.foundation.access import services as access
    from tests.people import build

    people = build(keys=False)
    access.grant_role(people.fitri, "document_keeper", people.units.secretariat)
    return people


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.AMANAH_FILES = tmp_path / "files"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Events are heard without waiting for the end of the test's transaction."""
    monkeypatch.setattr(events, "after_commit", lambda deliver: deliver())


@pytest.fixture
def policy(team):
    """A policy of FKAP in its first draft."""
    return services.open_document(POLICY, team.units.fkap, TEXT, viewer=team.viewer("fitri"))


@pytest.fixture
def in_force(team, policy):
    """The same, reviewed and approved."""
    approved(team, policy)
    return policy


def making(document):
    return document.versions.get(state__in=["draft", "review", "approval"])


def approved(team, document):
    """Take the version in the making through one round and both signatures."""
    version, fitri = making(document), team.viewer("fitri")
    services.review(version, [team.persons["ani"]], viewer=fitri)
    services.finish(version, viewer=team.viewer("ani"))
    services.ask(version, [team.persons["lestari"], team.persons["kartika"]], viewer=fitri)
    for name in ("lestari", "kartika"):
        services.approve(version, viewer=team.viewer(name))
    document.refresh_from_db()


def soon(days=14) -> date:
    return clock.today() + timedelta(days=days)
