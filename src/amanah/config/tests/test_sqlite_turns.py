"""Transactions on SQLite take turns within a process."""

import threading
import time

import pytest
from django.db import IntegrityError
from django.db.utils import ConnectionHandler

from amanah.config.sqlite.base import KNOCK, DatabaseWrapper, Turns, turns


def test_turns_come_in_the_order_in_which_they_were_asked_for():
    line, came, threads = Turns(), [], []
    assert line.take(1)
    for number in range(6):
        threads.append(threading.Thread(target=lambda n=number: (line.take(5), came.append(n), line.give())))
        threads[-1].start()
        while len(line._waiting) <= number:
            time.sleep(0.001)
    line.give()
    for thread in threads:
        thread.join()
    assert came == [0, 1, 2, 3, 4, 5]
    assert line.take(0)


def test_whoever_waited_too_long_is_not_in_the_line_any_more():
    line = Turns()
    assert line.take(1)
    assert not line.take(0.01)
    line.give()
    assert line.take(0)


@pytest.fixture
def database(tmp_path, django_db_blocker):
    """Connections to a database of its own, one a thread."""
    name = str(tmp_path / "turns.sqlite3")
    options = {"transaction_mode": "IMMEDIATE", "timeout": 5}
    handler = ConnectionHandler({"default": {"ENGINE": "amanah.config.sqlite", "NAME": name, "OPTIONS": options}})
    with django_db_blocker.unblock():
        with handler["default"].cursor() as cursor:
            cursor.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)")
        yield handler, name
        handler.close_all()


def test_a_turn_ends_with_its_transaction_however_that_ends(database):
    handler, name = database
    connection = handler["default"]

    connection.set_autocommit(autocommit=False, force_begin_transaction_with_broken_autocommit=True)
    assert not turns(name).take(0), "taken"
    connection.rollback()
    connection.set_autocommit(autocommit=True)
    assert turns(name).take(0)
    turns(name).give()
    connection.set_autocommit(autocommit=False, force_begin_transaction_with_broken_autocommit=True)
    connection.close()
    assert turns(name).take(0), "given back by closing"
    turns(name).give()


def test_many_threads_write_at_once_and_nobody_is_refused(database):
    handler, _name = database
    failed = []

    def write(start):
        connection = handler["default"]
        for number in range(start, start + 5):
            try:
                connection.set_autocommit(autocommit=False, force_begin_transaction_with_broken_autocommit=True)
                with connection.cursor() as cursor:
                    cursor.execute("INSERT INTO t VALUES (%s)", [number])
                connection.commit()
                connection.set_autocommit(autocommit=True)
            except IntegrityError as error:
                failed.append(error)
        connection.close()

    crowd = [threading.Thread(target=write, args=[start]) for start in range(0, 100, 5)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert not failed
    with handler["default"].cursor() as cursor:
        assert cursor.execute("SELECT COUNT(*) FROM t").fetchone() == (100,)


def test_whoever_is_in_no_hurry_leaves_gaps_between_its_transactions(database, monkeypatch):
    connection, slept = database[0]["default"], []
    monkeypatch.setattr(time, "sleep", slept.append)
    for gives_way in (False, True):
        monkeypatch.setattr(DatabaseWrapper, "gives_way", gives_way)
        for _each in range(3):
            connection.set_autocommit(autocommit=False, force_begin_transaction_with_broken_autocommit=True)
            connection.commit()
            connection.set_autocommit(autocommit=True)
    assert slept == [KNOCK]
