"""What the parts of the house tell a review: counts with what they are counted of, and nothing that somebody is kept from."""

from datetime import timedelta

import pytest

from amanah.engines import contributions
from amanah.engines.actions import services as actions
from amanah.engines.actions.models import Action
from amanah.kernel import clock
from amanah.rooms.antibribery import services as scopes
from amanah.rooms.antibribery.nonconformities import services as nonconformities
from amanah.rooms.antibribery.nonconformities.services import Seen
from amanah.rooms.antibribery.reviews import declare
from amanah.rooms.antibribery.tests.test_scopes import appoint

pytestmark = pytest.mark.django_db
MOST = 6
"""Queries of one provider, those that keep out what somebody is kept from included."""


@pytest.fixture
def ask(team, scope, alone, monkeypatch):
    """`ask(topic)` is what Fajar is told of the last year: title → text."""
    monkeypatch.setattr(contributions, "_providers", alone)
    today = clock.today()

    def told(topic):
        sections = contributions.told(topic, team.viewer("fajar"), scope.unit, today - timedelta(days=365), today)
        return {str(line.title): str(line.text) for section in sections for line in section.lines}

    return told


def test_every_topic_that_a_review_asks_for_can_be_answered_in_few_queries(team, scope, alone, django_assert_max_num_queries):
    today, fajar = clock.today(), team.viewer("fajar")
    asked = {topic for ask in declare.ASKS for topic in ask.topics}
    told = {topic: [key for (about, key) in alone if about == topic] for topic in asked}
    assert {topic for topic, keys in told.items() if not keys} <= {
        contributions.MEASURES,
        contributions.OBJECTIVES,
        contributions.APPROVALS,
    }
    for (topic, key), (_order, _title, provider) in alone.items():
        if topic in asked:
            list(provider(fajar, scope.unit, today, today))
            with django_assert_max_num_queries(MOST, info=key):
                list(provider(fajar, scope.unit, today - timedelta(days=365), today))


def test_actions_are_counted_without_those_that_arose_from_a_case(team, ask):
    fitri, gilang, hadi = team.viewer("fitri"), team.persons["fitri"], team.persons["hadi"]
    assert ask(contributions.ACTIONS) == {}
    made = actions.open_action(title="Rapikan arsip", unit=team.units.k3, owner=hadi, verifier=gilang, viewer=fitri)
    first = ask(contributions.ACTIONS)
    assert first["Masih terbuka pada akhir masa"] == "1, 0 di antaranya melewati tenggat"
    Action.objects.filter(pk=made.pk).update(source="case:00000000-0000-0000-0000-000000000000")
    assert ask(contributions.ACTIONS) == {}


def test_nonconformities_changes_and_resources_are_told_with_what_they_are_counted_of(team, scope, ask):
    fajar = team.viewer("fajar")
    scopes.add(scope, "external", "Perpres baru", "Wajib lapor.", viewer=fajar)
    appoint(scope, team, "rosa")
    seen = Seen(team.units.k3, team.persons["gilang"], "Arsip tidak lengkap", "Dua dari lima.", "observation", "major")
    nonconformities.record(scope, seen, viewer=fajar)
    assert ask(contributions.CHANGES) == {"Isu yang tercatat pada akhir masa": "1", "Perpres baru": "Wajib lapor."}
    found = ask(contributions.NONCONFORMITIES)
    assert found["Dicatat pada masa ini"] == "1, 1 di antaranya mayor"
    assert found["Mengulang yang sudah pernah ada"] == "0 dari 1"
    assert ask(contributions.RESOURCES) == {"Anggota FKAP": "1", "Ruang lingkup dengan FKAP yang ditetapkan": "1 dari 1"}
