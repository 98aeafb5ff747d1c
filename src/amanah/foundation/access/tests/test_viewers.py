"""Many people asked about at once: the same answers as one at a time, and no more queries for many than for two."""

from datetime import timedelta

import pytest

from amanah.foundation.access import conflicts, viewer
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation import lineage
from amanah.foundation.organisation import services as organisation
from amanah.kernel import clock
from tests.counting import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts(people, monkeypatch):
    """Everybody; besides somebody who left, a guest of yesterday and an account of nobody known."""
    people.add("tamu", "Tamu Kemarin", people.units.k3, "Tamu", roles=("whistleblowing.coordinator",))
    Account.objects.filter(username="tamu").update(guest_until=clock.today() - timedelta(days=1))
    people.add("surti", "Surti Rahayu", people.units.placement, "Pelaksana", roles=("whistleblowing.coordinator",))
    Account.objects.filter(username="surti").update(is_active=False)
    Account.objects.create(username="mesin")
    organisation.assign_post(people.persons["budi"], people.posts["gilang"], acting="plh", actor="system")
    unit = people.units.k3.pk
    budi = people.persons["budi"].pk
    sight = lambda asked: {budi: conflicts.Aside(units=frozenset({unit}))} if budi in asked else {}  # noqa: E731
    monkeypatch.setattr(conflicts, "_sights", {"trial": sight})
    return list(Account.objects.select_related("person").order_by("username"))


def known(one):
    return one.grants, one.held, one.own_tags, one.exclusion_tags, one.aside


@pytest.mark.parametrize("named", [500, 1])
def test_many_know_what_each_knows_alone(accounts, monkeypatch, named):
    monkeypatch.setattr(viewer, "_NAMED", named)
    monkeypatch.setattr(lineage, "_NAMED", named)
    together = Viewer.of_many(accounts)
    assert [one.account for one in together] == accounts
    for one in together:
        assert known(one) == known(Viewer.of(one.account)), one.account
    assert sum(bool(one.aside) for one in together) == 1
    assert {one.account.username for one in together if not one.grants} >= {"mesin", "surti", "tamu"}
    assert {len(one.own_tags) for one in together} > {0}


def test_many_are_looked_up_in_as_many_queries_as_two(accounts, people):
    two = [people.gilang, people.kartika]  # both head a unit: what they answer for is looked up as well
    alone = queries_of(lambda: map(known, Viewer.of_many(two)))
    assert alone == queries_of(lambda: map(known, Viewer.of_many(accounts))) <= 6


def test_who_was_asked_before_is_not_asked_again(accounts, people):
    first, second = Viewer.of_many([people.gilang, people.kartika])
    kept = first.grants
    assert queries_of(lambda: [second.grants]) == 0
    assert first.grants is kept
