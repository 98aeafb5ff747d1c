"""The house as it is put together."""

from django.urls import reverse

from amanah.config import house
from amanah.ui import rooms


def test_every_line_of_the_rail_leads_somewhere(settings):
    settings.ROOT_URLCONF = "amanah.config.urls_desk"
    house.open_house()
    for room in rooms.installed_rooms():
        for item in room.nav:
            assert reverse(item.url_name).startswith("/desk/"), item
