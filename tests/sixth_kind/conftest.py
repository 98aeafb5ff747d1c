"""Installs the room for as long as a test runs."""

from pathlib import Path

import pytest

from amanah.engines.cases import registry
from amanah.engines.reports import regimes
from amanah.engines.reports.intake import front
from amanah.foundation.access import roles
from amanah.rulebook import book
from amanah.ui import rooms
from tests.sixth_kind.room import REGIME, ROOM


@pytest.fixture
def lost_property(desk, settings, monkeypatch):
    """A browser at the house with this room in it."""
    for module, name in ((registry, "_kinds"), (regimes, "_regimes"), (front, "_doors"), (roles, "_roles"), (rooms, "_rooms")):
        monkeypatch.setattr(module, name, dict(getattr(module, name)))
    monkeypatch.setenv(book.OVERLAY, str(Path(__file__).with_name("rulebook")))
    book.book.cache_clear()
    rooms.register_room(ROOM)
    regimes.register(REGIME)
    settings.ROOT_URLCONF = "tests.sixth_kind.urls"
    yield desk
    book.book.cache_clear()
