"""Fixtures that every test may use."""

from pathlib import Path

import pytest
from django.test import Client, TransactionTestCase

from amanah.config.settings import desk as desk_settings
from amanah.config.settings import intake as intake_settings
from amanah.foundation.ledger.tests.tampering import triggers_lifted


@pytest.fixture(autouse=True, scope="session")
def emptying_lifts_triggers():
    """After a transactional test Django empties every table, which append-only triggers rightly refuse: lifted for that alone."""
    teardown = TransactionTestCase._fixture_teardown  # noqa: SLF001 - the one place where Django empties

    def lifted(self):
        with triggers_lifted():
            teardown(self)

    TransactionTestCase._fixture_teardown = lifted  # noqa: SLF001
    yield
    TransactionTestCase._fixture_teardown = teardown  # noqa: SLF001


@pytest.fixture(autouse=True)
def ledger_forgets(settings):
    """Every test begins with an empty log, which would not extend the checkpoint that an earlier test gave out."""
    yield
    (Path(settings.AMANAH_KEYS) / "ledger" / "last-checkpoint").unlink(missing_ok=True)


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


@pytest.fixture
def people(db):
    """A small institution: Ani and Budi handle, Citra must see nothing (tests/people.py)."""
    from tests.people import build
    from tests.snapshot import once

    return once(("people",), build)
