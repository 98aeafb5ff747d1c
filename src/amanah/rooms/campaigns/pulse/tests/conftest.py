"""A manager of campaigns, and a pulse of a ministry that is large enough to be asked."""

from datetime import timedelta

import pytest

from amanah.foundation.access import services as access
from amanah.foundation.organisation.models import Holding, Person, Post, Unit
from amanah.kernel import clock
from amanah.rooms.campaigns.pulse import services
from tests.people import SINCE

QUESTIONS = ["knows_channel", "would_use"]


def staff(unit, many):
    """So many more people with a post in the unit."""
    people = Person.objects.bulk_create(Person(name=f"Pegawai {unit.code} {n}", other_number=f"{unit.code}-{n}") for n in range(many))
    posts = Post.objects.bulk_create(Post(unit=unit, title=f"Staf {n}") for n in range(many))
    Holding.objects.bulk_create(Holding(person=one, post=post, since=SINCE) for one, post in zip(people, posts, strict=True))


@pytest.fixture
def asked(people):
    """Fitri manages campaigns; three units have staff enough for a group, the others have not."""
    access.grant_role(people.accounts["fitri"], "campaign_manager", people.units.root, since=SINCE)
    for unit in (people.units.secretariat, people.units.inspectorate, people.units.k3):
        staff(unit, 7)
    return people


@pytest.fixture
def pulse(asked):
    """Two questions for everybody."""
    words = {"title": "Denyut integritas", "title_en": "Integrity pulse"}
    return services.open_pulse(**words, unit=asked.units.root, questions=QUESTIONS, viewer=asked.viewer("fitri"))


@pytest.fixture
def wave(asked, pulse):
    """Open today."""
    return planned(asked, pulse, "before")


def planned(people, pulse, sort, *, opens_in=0, days=14):
    """A wave that opens in so many days."""
    opens_on = clock.today() + timedelta(days=opens_in)
    until = opens_on + timedelta(days=days)
    return services.plan_wave(pulse, sort=sort, opens_on=opens_on, closes_on=until, viewer=people.viewer("fitri"))


def group(wave, code):
    """The key of a unit as a group."""
    key = str(Unit.objects.get(code=code).pk)
    assert key in wave.names
    return key


def answered(wave, sheets):
    """Count sheets: (how many, knows, would use, group)."""
    for many, knows, would, where in sheets:
        for _n in range(many):
            services.answer(wave, {"knows_channel": knows, "would_use": would}, where)
