"""Rooms contribute to the house; people see of it what their roles allow."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import get_resolver

from amanah.ui import rooms
from amanah.ui.rooms import NavItem, Room, Widget


class Someone:
    account = SimpleNamespace(guest_until=None)

    def __init__(self, *roles):
        self.roles = roles

    def has(self, role, unit=None):
        return role in self.roles


@pytest.fixture
def empty(monkeypatch):
    get_resolver("amanah.config.urls_desk").url_patterns  # noqa: B018 - reading it installs the house, which must not happen later
    monkeypatch.setattr(rooms, "_rooms", {})


def look(rf, viewer, path="/desk/"):
    request = rf.get(path)
    request.viewer = viewer
    return rooms.navigation(request)


def test_nobody_sees_nothing(rf, empty):
    assert rooms.navigation(rf.get("/")) == []


def test_lines_follow_roles_and_order(rf, empty, settings):
    settings.ROOT_URLCONF = "amanah.config.urls_desk"
    rooms.register_room(Room("late", "Late", (NavItem("Guide", "styleguide", "info", ("x.reader",)),), order=80))
    rooms.register_room(Room("early", "Early", (NavItem("Guide", "styleguide"),), order=10))
    assert [group.slug for group in look(rf, Someone())] == ["early"]
    assert [group.slug for group in look(rf, Someone("x.reader"))] == ["early", "late"]


def test_the_line_of_the_page_is_marked(rf, empty, settings):
    settings.ROOT_URLCONF = "amanah.config.urls_desk"
    rooms.register_room(Room("one", "One", (NavItem("Guide", "styleguide"),)))
    assert look(rf, Someone(), "/desk/styleguide/")[0].lines[0].current
    assert not look(rf, Someone(), "/desk/")[0].lines[0].current


def test_an_address_of_the_other_program_is_left_out(rf, empty):
    rooms.register_room(Room("one", "One", (NavItem("Nowhere", "no:such"),)))
    assert look(rf, Someone()) == []


def test_two_rooms_may_not_share_a_name(empty):
    rooms.register_room(Room("one", "One"))
    with pytest.raises(ImproperlyConfigured):
        rooms.register_room(Room("one", "Another"))


def test_widgets_with_nothing_to_say_stay_away(empty):
    silent = Widget("Silent", "x.html", lambda viewer: None)
    speaking = Widget("Speaking", "x.html", lambda viewer: {"n": 1}, ("x.reader",))
    rooms.register_room(Room("one", "One", widgets=(silent, speaking)))
    assert rooms.widgets(Someone()) == []
    assert rooms.widgets(Someone("x.reader")) == [(speaking, {"n": 1})]


def test_the_first_page_is_current_only_on_itself(rf, empty, settings):
    settings.ROOT_URLCONF = "amanah.config.urls_desk"
    rooms.register_room(Room("one", "One", (NavItem("Work", "cases:work"),)))
    assert look(rf, Someone(), "/desk/")[0].lines[0].current
    assert not look(rf, Someone(), "/desk/search/")[0].lines[0].current


def test_a_long_rail_is_folded_but_for_where_one_is(rf, empty, settings):
    settings.ROOT_URLCONF = "amanah.config.urls_desk"
    rooms.register_room(Room("guide", "Guide", (NavItem("Guide", "styleguide"),), order=10))
    rooms.register_room(Room("work", "Work", (NavItem("Work", "cases:work"),) * 13, order=20))
    assert [group.open for group in look(rf, Someone(), "/desk/")] == [True, True]
    rooms.register_room(Room("more", "More", (NavItem("Work", "cases:work"),), order=30))
    assert [group.open for group in look(rf, Someone(), "/desk/styleguide/")] == [True, False, False]
