"""Fixtures that every test may use."""

import pytest
from django.test import Client

from amanah.config.settings import desk as desk_settings
from amanah.config.settings import intake as intake_settings


def _program(settings, module):
    settings.ROOT_URLCONF = module.ROOT_URLCONF
    settings.MIDDLEWARE = module.MIDDLEWARE
    settings.CSRF_COOKIE_NAME = module.CSRF_COOKIE_NAME
    return Client()


@pytest.fixture
def intake(settings, db):
    """A visitor of the public program."""
    return _program(settings, intake_settings)


@pytest.fixture
def desk(settings, db):
    """A browser at the staff program, not signed in."""
    return _program(settings, desk_settings)
