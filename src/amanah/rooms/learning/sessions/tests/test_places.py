"""However people come, decline and are taken off: never more than places, and nobody overtakes on the waiting list."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.foundation.access import services as access
from amanah.kernel import clock
from amanah.rooms.learning.quizzes import services as quizzes
from amanah.rooms.learning.quizzes.tests.conftest import fill, take
from amanah.rooms.learning.sessions import services
from amanah.rooms.learning.sessions.models import PLACED, Certificate, Seat
from amanah.rooms.learning.sessions.tests.conftest import ENDS

pytestmark = pytest.mark.django_db
NAMES = ("hadi", "asti", "bima", "cahya", "dodi", "erna")
ACTS = st.lists(st.tuples(st.sampled_from(("in", "decline", "withdraw", "room")), st.integers(0, 5)), max_size=14)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_places_and_order_hold(school, offer, plan, acts):
    maya = school.viewer("maya")
    session = services.plan_session(offer, plan(capacity=2), school.units.root, viewer=maya)
    services.open_session(session, viewer=maya)
    waited: list[str] = []
    for act, place in acts:
        name = NAMES[place]
        seat = session.seats.filter(person=school.persons[name]).first()
        before = {one.person_id: one.queued for one in session.seats.filter(state="waiting")}
        if act == "in":
            services.nominate(session, [school.persons[name]], viewer=maya)
        elif act == "room":
            taken = session.seats.filter(state__in=PLACED).count()
            services.change(session, plan(capacity=max(1, taken, 1 + place // 2)), viewer=maya)
        elif seat is not None and seat.state in {*PLACED, "waiting"}:
            if act == "decline":
                services.decline(seat, "Dinas", viewer=school.viewer(name))
            else:
                services.withdraw(seat, "Tugas", viewer=maya)
        seats = list(session.seats.all())
        placed = [one for one in seats if one.state in PLACED]
        queue = {one.person_id: one.queued for one in seats if one.state == Seat.State.WAITING}
        session.refresh_from_db()
        assert len(placed) <= session.capacity
        assert not queue or len(placed) == session.capacity
        gone = {key: order for key, order in before.items() if key not in queue}
        moved = [order for key, order in gone.items() if any(one.person_id == key for one in placed)]
        stayed = [order for key, order in before.items() if key in queue]
        assert not moved or not stayed or max(moved) < min(stayed)
        waited.append(name)


def test_who_passes_later_is_credited_then(school, content, plan, topic, nominate, during, mark, django_capture_on_commit_callbacks):  # noqa: PLR0917
    maya, hadi = school.viewer("maya"), school.viewer("hadi")
    access.grant_role(school.tono, "learning_trainer", school.units.root)
    fill(topic)
    test = quizzes.enter_test(topic, "antisuap", quizzes.Plan("Tes antisuap", "Anti-bribery test", 4), actor="system")
    offer = services.make_offer(content(pre_test=test, post_test=test, must_pass=True), school.units.root, viewer=maya)
    session = services.plan_session(offer, plan(), school.units.root, viewer=maya)
    services.open_session(session, viewer=maya)
    nominate(session, "hadi", "asti")
    with during(hours=7):
        services.hold_session(session, viewer=school.viewer("tono"))
        take(quizzes.begin(test, school.persons["asti"], "post", session.ref), right=4)
        take(quizzes.begin(test, school.persons["hadi"], "post", session.ref), right=1)
    mark(session, hadi="full", asti="full")
    with during(hours=8):
        assert services.close(session, viewer=maya) == 1
    with clock.at(ENDS + timedelta(days=3)):
        with django_capture_on_commit_callbacks(execute=True):
            take(quizzes.begin(test, hadi.person, "post", session.ref), right=4)
        assert sorted(one.name for one in Certificate.objects.all()) == ["Asti Peserta1", "Hadi Susanto"]
    assert {one.hours for one in Certificate.objects.all()} == {Decimal(8)}
