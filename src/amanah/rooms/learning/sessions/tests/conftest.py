"""What the tests of sessions share."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from amanah.foundation.access import services as access
from amanah.kernel import clock
from amanah.rooms.learning import services as learning
from amanah.rooms.learning.sessions import services
from amanah.rooms.learning.sessions.services import Content, Plan, certifying

BEGINS = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
"""Nine o'clock in Jakarta."""
ENDS = BEGINS + timedelta(hours=6)
QUESTIONS = (
    {"key": "useful", "sort": "scale", "text": "Seberapa berguna?", "text_en": "How useful?"},
    {"key": "better", "sort": "words", "text": "Apa yang perlu diperbaiki?", "text_en": "What should be better?"},
)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch):
    """Comparing names is slow on purpose; what is compared does not depend on it."""
    monkeypatch.setattr(certifying, "COST", 2**4)


def _school():
    from tests.people import build

    people = build(keys=False)
    units = people.units
    people.add("maya", "Maya Safitri", units.secretariat, "Kepala bagian pelatihan")
    access.grant_role(people.maya, "learning_manager", units.root)
    people.add("tono", "Tono Wijaya", units.inspectorate, "Widyaiswara")
    people.add("pandu", "Pandu Wibowo", units.placement, "Direktur Penempatan", is_head=True)
    for number, name in enumerate(("asti", "bima", "cahya", "dodi", "erna"), 1):
        people.add(name, f"{name.capitalize()} Peserta{number}", units.k3_testing, f"Penguji {name}")
    for account in people.accounts.values():
        account.email = f"{account.username}@contoh.go.id"
        account.save(update_fields=["email"])
    return people


@pytest.fixture
def school(db):
    """The usual people; Maya manages learning everywhere, Tono teaches, Pandu heads the placement directorate, and five more test K3."""
    from tests.snapshot import once

    return once(("learning_sessions",), _school)


@pytest.fixture
def topic(school):
    """What the sessions are about."""
    return learning.keep_topic("suap", title="Antisuap di loket", title_en="Anti-bribery at the counter", viewer=None)


@pytest.fixture
def content(topic):
    """A class of 8 JP unless said otherwise."""

    def said(**named):
        values = {"title": "Bimtek antisuap", "title_en": "Anti-bribery class", "sort": "class", "parts": [(topic, Decimal(8))]}
        return Content(**{**values, "questions": QUESTIONS, **named})

    return said


@pytest.fixture
def offer(school, content):
    """Maya offers it."""
    return services.make_offer(content(), school.units.root, viewer=school.viewer("maya"))


@pytest.fixture
def plan(school):
    """A plan for 1 December 2026 with Tono, unless said otherwise."""

    def said(**named):
        values = {"begins": BEGINS, "ends": ENDS, "audience": school.units.root, "place": "Ruang 3", "trainers": [school.persons["tono"]]}
        return Plan(**{**values, **named})

    return said


@pytest.fixture
def opened(school, offer, plan):
    """`opened(capacity=2)` is a session that takes people."""

    def make(of=None, **named):
        session = services.plan_session(of or offer, plan(**named), school.units.root, viewer=school.viewer("maya"))
        services.open_session(session, viewer=school.viewer("maya"))
        return session

    return make


@pytest.fixture
def nominate(school):
    """`nominate(session, "hadi", "citra")` as Maya; `by=` somebody else."""

    def put(session, *names, by="maya"):
        return services.nominate(session, [school.persons[name] for name in names], viewer=school.viewer(by))

    return put


@pytest.fixture
def during():
    """A block within which the session goes on; `during(hours=7)` that long after its beginning."""

    def block(**after):
        return clock.at(BEGINS + timedelta(**after))

    return block


@pytest.fixture
def held(school, opened, nominate, during):
    """`held("hadi", "citra")` took place with them in it, nobody marked yet."""

    def make(*names, of=None, **named):
        session = opened(of, **named)
        nominate(session, *names)
        with during(hours=7):
            services.hold_session(session, viewer=school.viewer("tono"))
        return session

    return make


@pytest.fixture
def mark(school, during):
    """`mark(session, hadi="full", citra=("partial", 4))` as Tono, right after the end."""

    def put(session, *, by="tono", reason="", after=7, **marks):
        seats = {seat.person_id: seat for seat in session.seats.all()}
        said = {}
        for name, value in marks.items():
            presence, hours = value if isinstance(value, tuple) else (value, None)
            said[seats[school.persons[name].pk].pk] = (presence, Decimal(hours) if hours else None)
        with during(hours=after):
            return services.mark(session, said, viewer=school.viewer(by), reason=reason)

    return put


@pytest.fixture
def close(school, during):
    """Close it as Maya on the evening of its day."""

    def end(session):
        with during(hours=8):
            return services.close(session, viewer=school.viewer("maya"))

    return end
