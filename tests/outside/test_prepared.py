"""Whether a server database is still the one that was prepared, which only asking it can tell."""

import os

import psycopg
import pytest

from amanah.cli.serve import stamp

pytestmark = [
    pytest.mark.outside,
    pytest.mark.skipif(not os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="SQLite's file is seen by the supervisor"),
]


@pytest.fixture
def database(place, monkeypatch):
    """That of an installation which was just prepared."""
    data, url = place
    with monkeypatch.context() as here, psycopg.connect(url, autocommit=True) as connection:
        for name, value in {"AMANAH_DATA": str(data), "AMANAH_KEYS": str(data / "keys"), "DATABASE_URL": url}.items():
            here.setenv(name, value)
        remember()
        yield connection


def remember():
    stamp.write(stamp.wanted(demo=False), [])
    assert stamp.is_current_on_a_server()


def test_without_a_stamp_it_is_prepared(database):
    stamp.forget()
    assert not stamp.is_current_on_a_server()


def test_an_unreachable_one_is_left_to_the_preparation_which_says_what_is_wrong(database, monkeypatch):
    with monkeypatch.context() as gone:
        gone.setenv("DATABASE_URL", os.environ["DATABASE_URL"] + "_gone")
        assert stamp.server() == ""
        assert not stamp.is_current_on_a_server()


def test_another_one_in_its_place_is_prepared(database):
    database.execute("SET session_replication_role = replica")  # as whoever replaces a database, past its triggers
    for change in (
        "UPDATE django_migrations SET name = name || '_old' WHERE app = 'access'",
        "DELETE FROM django_migrations WHERE app = 'ledger'",
        "TRUNCATE ledger_checkpoint CASCADE",
    ):
        remember()
        database.execute(change)
        assert not stamp.is_current_on_a_server(), change
    database.execute("DROP TABLE ledger_checkpoint CASCADE")
    assert stamp.server() == ""
    assert not stamp.is_current_on_a_server()
