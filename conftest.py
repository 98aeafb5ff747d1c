"""Fixtures that every test may use."""

import gc
import os
import shutil
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import pytest
from django.core.signals import setting_changed
from django.db import connection, connections, transaction
from django.test import Client, TransactionTestCase
from django.test.signals import root_urlconf_changed
from django.urls import set_urlconf

from amanah.config.settings import desk as desk_settings
from amanah.config.settings import intake as intake_settings
from amanah.foundation.ledger.tests.tampering import triggers_lifted
from amanah.kernel import clock
from tests import shared

# How fast a machine is at the moment is no property of the house.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")


def pytest_addoption(parser):
    """What takes long and need not be tried by everybody every time."""
    parser.addoption("--thorough", action="store_true", help="everything that a usual run tries by turns only (tests/exclusion)")


def pytest_configure(config):
    """The process that starts the others gives them a place for what they share. Nothing that is imported from here on becomes garbage."""
    gc.disable()
    if not hasattr(config, "workerinput"):
        shared.begin()


def pytest_unconfigure(config):
    """And clears it away."""
    if not hasattr(config, "workerinput"):
        shared.end()


LONGEST = (
    *("tests/exclusion/", "tests/outside/", "tests/fuzz/", "tests/conformance/", "machine"),
    *("journeys/test_report_to_closing", "journeys/test_lost_passphrase", "journeys/test_browser_sealing", "journeys/"),
)
"""Parts of the paths of files that take longest, in that order: they begin first, so that no worker is left alone with one at the end."""


WITH_A_DATABASE = ("db", "transactional_db", "live_server")
PROCESSES = ("tests/outside/", "tests/journeys/")
CRAWLS = ("tests/exclusion/test_the_subject.py", "tests/exclusion/test_twin_worlds.py")
EVERY_PAGE = ("test_nothing_on_any_page_and_no_address_answers_for_it", "test_no_form_of_the_desk_breaks")


def _tried_elsewhere(item):
    """What the other half of a whole run (tools/run_tests.py) tries: on PostgreSQL all that may touch no database, and of the long
    crawls and what walks through every page one half on each of the databases, the other way round on the next day."""
    path = item.nodeid.partition("::")[0]
    turn = clock.today().toordinal() + bool(shared.postgres())
    if path in CRAWLS:
        return CRAWLS.index(path) != turn % 2
    if item.name.partition("[")[0] in EVERY_PAGE:
        return sum(item.name.encode()) % 2 != turn % 2
    touches = item.get_closest_marker("django_db") or not set(WITH_A_DATABASE).isdisjoint(item.fixturenames)
    return bool(shared.postgres()) and not touches and not path.startswith(PROCESSES)


def pytest_collection_modifyitems(config, items):
    """The longest first, the others as they come; in a whole run without what its other half tries."""
    if os.environ.get("AMANAH_WHOLE_RUN") == "1":
        config.hook.pytest_deselected(items=[item for item in items if _tried_elsewhere(item)])
        items[:] = [item for item in items if not _tried_elsewhere(item)]
    items.sort(key=lambda item: next((place for place, part in enumerate(LONGEST) if part in item.nodeid), len(LONGEST)))


def pytest_collection_finish():
    """Look for unreachable cycles seldom, and never among what was imported: a quarter of the time of a test went into that."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    gc.enable()


@pytest.fixture(scope="session")
def django_db_keepdb(worker_id):
    """A worker on SQLite begins with the file that was copied to where its database will be."""
    return worker_id != "master" and not shared.postgres()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, worker_id):
    """Workers begin with a copy of one migrated database; Django migrates the copy, which finds everything done."""
    if worker_id != "master":
        data, url = shared.migrated()
        test = connections.settings["default"]["TEST"]
        if url:
            test["TEMPLATE"] = urlsplit(url).path[1:]
        else:
            shutil.copy(data / "amanah.sqlite3", test["NAME"])


@pytest.fixture(autouse=True, scope="session")
def emptied_quickly():
    """After a transactional test every table is emptied, except for what Django notes about models, which migrations left there.

    Append-only triggers rightly refuse that, so they are lifted for it alone. Django would take the notes away, too, and make them anew.
    """
    teardown = TransactionTestCase._fixture_teardown  # noqa: SLF001 - the one place where Django empties

    def empty(_self):
        kept = {"django_migrations", "django_content_type", "auth_permission"}
        with triggers_lifted() as cursor, transaction.atomic():
            for table in set(connection.introspection.table_names(cursor)) - kept:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")

    TransactionTestCase._fixture_teardown = empty  # noqa: SLF001
    yield
    TransactionTestCase._fixture_teardown = teardown  # noqa: SLF001


@pytest.fixture(autouse=True, scope="session")
def programs_keep_their_addresses():
    """Django reads all addresses anew whenever the program changes, though it keeps those of each program by name."""
    setting_changed.disconnect(root_urlconf_changed)
    setting_changed.connect(_other_program)
    yield
    setting_changed.disconnect(_other_program)
    setting_changed.connect(root_urlconf_changed)


def _other_program(*, setting, **_how):
    if setting == "ROOT_URLCONF":
        set_urlconf(None)


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


def _roomy(call):
    return call()


_roomy.__code__ = _roomy.__code__.replace(co_stacksize=66_000)


def pytest_itemcollected(item):
    """Run each test on a stretch of stack that is long enough for all its calls.

    CPython hands out stack in pieces of 16 KB and gives a piece back as soon as the depth falls below its edge. Where calls go up and
    down across an edge, each of them costs two system calls: a fifth of all the time of some tests. A frame that asks for more than
    half a megabyte gets a piece of one, and what it calls lives in the rest of it.
    """
    item.setup, item.runtest = partial(_roomy, item.setup), partial(_roomy, item.runtest)
