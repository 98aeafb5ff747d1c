"""A campaign of the inspectorate for the K3 directorate, as tests need it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from amanah.foundation.access import services as access
from amanah.kernel import clock
from amanah.rooms.campaigns import services
from amanah.rooms.campaigns.roles import MANAGER
from amanah.rooms.campaigns.services import ActivityPlan, AudiencePlan, Plan
from tests.people import SINCE, build
from tests.snapshot import once


def _people():
    people = build(keys=False)
    access.grant_role(people.ani, MANAGER.key, people.units.root, since=SINCE)
    access.grant_role(people.budi, MANAGER.key, people.units.root, since=SINCE)
    return people


@pytest.fixture
def people(db):
    """The small institution: Ani manages campaigns everywhere, Budi those of the inspectorate."""
    return once(("campaigns",), _people)


@pytest.fixture
def plan(people):
    """What `campaign` wants, so that a test can say it otherwise."""
    return SimpleNamespace(
        title="Tarif resmi saja",
        aim="Pemohon izin tahu tarif resmi dan tidak membayar lebih.",
        measure="Bagian pemohon yang menyebut tarif dengan benar",
        message="Bayar sesuai tarif resmi. Tidak lebih.",
        begins_on=clock.today(),
        ends_on=clock.today() + timedelta(days=60),
        audience=AudiencePlan(units=(people.units.k3,)),
        channels=("poster", "class"),
        values=("kpk/honest",),
        designs=("fees",),
    )


def viewed(people, name):
    """A fresh viewer, as a new request would have."""
    return people.viewer(name)


@pytest.fixture
def make(people, plan):
    """Draws up the campaign, with one activity today, for the inspectorate; Ani draws it up and Dewi owns it."""

    def made(*, activity=True, owner="dewi", by="ani", **said):
        campaign = services.open_campaign(
            Plan(**(vars(plan) | said)), unit=people.units.root, owner=people.persons[owner], viewer=people.viewer(by)
        )
        if activity:
            services.plan_activity(campaign, today(), viewer=people.viewer(by))
        return campaign

    return made


def today(**said):
    """An activity on the present day."""
    return ActivityPlan(**({"title": "Diskusi di loket", "channel": "class", "day": clock.today(), "place": "Lobi"} | said))


@pytest.fixture
def running(make, people):
    """The campaign, begun; its activity is planned for today."""
    campaign = make()
    services.start(campaign, viewer=people.viewer("dewi"))
    return campaign


def day(text):
    """A day as it is written."""
    return date.fromisoformat(text)
