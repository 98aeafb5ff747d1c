"""Names on lists go after a time; how many people they were stays, exactly, whatever order the names go in."""

from datetime import date

import pytest

from amanah.foundation.ledger import verify
from amanah.kernel import clock
from amanah.rooms.campaigns import retained, services
from amanah.rooms.campaigns.models import Reached
from amanah.rooms.campaigns.queries import page
from amanah.rooms.campaigns.tests.conftest import today

pytestmark = pytest.mark.django_db
NAMES = ("hadi", "gilang", "citra", "budi")


@pytest.fixture
def lists(running, people):
    """Two activities: Hadi and Gilang at both, Citra at the first, Budi at the second; the first list is older."""
    viewer = people.viewer("dewi")
    second = services.plan_activity(running, today(title="Diskusi kedua"), viewer=viewer)
    first = running.activities.exclude(pk=second.pk).get()
    services.list_reach(first, [people.persons[name] for name in ("hadi", "gilang", "citra")], viewer=viewer)
    services.list_reach(second, [people.persons[name] for name in ("hadi", "gilang", "budi")], viewer=viewer)
    Reached.objects.filter(activity=first).update(day=date(2025, 1, 10))
    Reached.objects.filter(activity=second).update(day=date(2025, 3, 10))
    return running


def told(campaign):
    """Contacts, different people, and people by unit."""
    found = page.reach(campaign)
    return found.contacts, found.people, {line.name: line.people for line in found.lines}


def test_the_number_of_different_people_stays_when_names_go_list_by_list(lists):
    before = told(lists)
    assert before[:2] == (6, len(NAMES))
    for day, released in ((date(2025, 1, 10), 0), (date(2025, 2, 1), 3), (date(2025, 2, 1), 0), (date(2025, 4, 1), 3)):
        assert retained.release(day) == released
        assert told(lists) == before, day
    assert not Reached.objects.filter(person__isnull=False).exists()
    assert verify.run().ok


def test_whoever_had_no_post_then_stays_counted_too(lists):
    Reached.objects.update(unit=None)
    before = told(lists)
    assert before == (6, 4, {"Tanpa unit": 4})
    retained.release(clock.today())
    assert told(lists) == before


def test_the_page_says_that_names_have_gone(desk, people, lists):
    activity = lists.activities.order_by("pk").first()
    address = f"/desk/campaigns/activities/{activity.number}/"
    dewi = people.sign_in(desk, "dewi")
    assert "Namanya sudah dilepas" not in dewi.get(address).text
    retained.release(clock.today())
    assert "Namanya sudah dilepas" in dewi.get(address).text
    assert "4 orang yang berbeda" in dewi.get(f"/desk/campaigns/{lists.number}/").text
