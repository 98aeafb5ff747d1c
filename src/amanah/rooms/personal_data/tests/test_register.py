"""The register: who keeps it for which units, what it said before, when it is looked at again."""

import pytest

from amanah.engines.cases.refusals import Refused
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks import work
from amanah.foundation.ledger import queries as ledger
from amanah.kernel import clock
from amanah.rooms.personal_data import services
from amanah.rooms.personal_data.queries import register
from amanah.rooms.personal_data.queries.register import Filters
from amanah.rooms.personal_data.tests import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(people):
    stage.cast(people)
    return people


def titles(people, name, **filters):
    return [row.activity.title for row in register.listing(people.viewer(name), Filters(**filters))]


def test_a_steward_keeps_the_register_of_their_units_and_sees_no_other(people):
    stage.activity(people, "eko", title="Uji K3", unit=people.units.k3_testing)
    stage.activity(people, title="Kepegawaian", unit=people.units.secretariat)
    with pytest.raises(Refused, match=r"Peran Anda") as refusal:
        stage.activity(people, "eko", unit=people.units.secretariat)
    assert refusal.value.code == "role"
    assert titles(people, "eko") == ["Uji K3"]
    assert titles(people, "maya") == ["Kepegawaian", "Uji K3"]
    assert titles(people, "citra") == titles(people, "gilang") == []
    other = register.visible(people.viewer("maya")).get(title="Kepegawaian")
    with pytest.raises(Refused):
        services.review(other, viewer=people.viewer("eko"))


def test_what_it_said_before_stays_readable_and_the_ledger_holds_its_digest(people):
    activity = stage.activity(people)
    assert services.change(activity, stage.VALUES | {"retention": "2 tahun"}, viewer=people.viewer("eko"))
    assert not services.change(activity, stage.VALUES | {"retention": "2 tahun"}, viewer=people.viewer("eko"))
    said = [(row.act, row.content["retention"], row.account.username) for row in activity.revisions.all()]
    assert said == [("entered", "5 tahun, lalu musnah", "maya"), ("changed", "2 tahun", "eko")]
    entries = [entry for entry in ledger.entries(activity.ref) if entry.kind == "personal_data.activity"]
    assert len(entries) == 2
    assert entries[0].facts["sha256"] != entries[1].facts["sha256"]
    assert "2 tahun" not in str(entries[1].facts)


def test_its_review_comes_into_the_work_of_whoever_keeps_it(people):
    with stage.on(2026, 1, 5):
        activity = stage.activity(people)
        assert list(work.lines(people.viewer("eko"))) == []
    with stage.on(2027, 1, 20):
        line = next(iter(work.lines(people.viewer("eko"))))
        assert (line.number, line.urgency.code) == (activity.number, "overdue")
        assert not list(work.lines(people.viewer("citra")))
        assert titles(people, "maya", standing="late") == [activity.title]
        services.review(activity, viewer=people.viewer("eko"))
        assert list(work.lines(people.viewer("eko"))) == []
        assert clocks.open_by_ref([activity.ref])[activity.ref][0].since == clock.today()


def test_what_has_ended_is_kept_and_changes_no_more(people):
    activity = stage.activity(people)
    services.close(activity, viewer=people.viewer("maya"))
    with pytest.raises(Refused, match="sudah diakhiri"):
        services.change(activity, stage.VALUES | {"title": "Lain"}, viewer=people.viewer("maya"))
    assert titles(people, "maya") == []
    assert titles(people, "maya", standing="ended") == [activity.title]
    assert clocks.open_by_ref([activity.ref]) == {}
