"""The short way of an empty database and the long one through every migration lead to the same tables, triggers and notes."""

import os
import re
import sqlite3
import subprocess
import sys

import pytest


@pytest.fixture
def migrated(tmp_path):
    """Migrates a SQLite database of that name in a process of its own, as an installation does; answers its path."""

    def make(name, *words, before=""):
        folder = tmp_path / name
        folder.mkdir()
        path = folder / "amanah.sqlite3"
        if before:
            with sqlite3.connect(path) as con:
                con.executescript(before)
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("DATABASE_URL", "AMANAH_"))}
        python_path = os.pathsep.join(part for part in sys.path if part)
        environment = {**kept, "AMANAH_DATA": str(folder), "PYTHONPATH": python_path}
        command = [sys.executable, "-m", "amanah.cli", "manage", "migrate", "-v", "0", *words]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        return path

    return make


def seen(path):
    """Everything that a database holds besides rows of a moment, in an order of its own."""
    with sqlite3.connect(path) as con:
        tables = [name for (name,) in con.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")]
        found = {}
        for name in sorted(tables):
            (sql,) = con.execute("select sql from sqlite_master where name = ?", [name]).fetchone()
            found[name] = {
                "columns": sorted(row[1:] for row in con.execute(f"pragma table_info('{name}')")),
                "foreign keys": sorted(row[2:] for row in con.execute(f"pragma foreign_key_list('{name}')")),
                "checks": sorted(re.findall(r'CONSTRAINT "(\w+)" CHECK \((.*?)\)(?=, CONSTRAINT|, FOREIGN|\)$)', sql)),
                "indexes": sorted(
                    (row[2], row[3], row[4], tuple(part[2] for part in con.execute(f"pragma index_info('{row[1]}')")))
                    for row in con.execute(f"pragma index_list('{name}')")
                ),
            }
        triggers = dict(con.execute("select name, sql from sqlite_master where type = 'trigger'"))
        named = {name for (name,) in con.execute("select name from sqlite_master where type = 'index' and name not like 'sqlite_%'")}
        applied = sorted(con.execute("select app, name from django_migrations"))
    return found, triggers, named, applied


def test_both_ways_lead_to_the_same_database(migrated):
    short, long = migrated("short"), migrated("long", "--fake-initial")
    for one, other in zip(seen(short), seen(long), strict=True):
        assert one == other


def test_a_database_that_holds_a_table_goes_the_long_way_and_keeps_it(migrated):
    path = migrated("begun", before="create table something (id integer); insert into something values (7);")
    with sqlite3.connect(path) as con:
        assert con.execute("select id from something").fetchall() == [(7,)]
        assert con.execute("select count(*) from django_migrations").fetchone() > (60,)
