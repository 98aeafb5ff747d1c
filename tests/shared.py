"""What all processes of one test run share: made by whoever needs it first, only ever copied, and gone with the run."""

import fcntl
import os
import secrets
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from amanah.cli.bench import server as servers

RUN = "AMANAH_TEST_RUN"
"""The environment variable that names the run's folder to its workers."""


def begin():
    """By the process that starts the others."""
    os.environ[RUN] = tempfile.mkdtemp(prefix="run-")


def end():
    """Everything away, also databases on a server that outlives the run."""
    folder = Path(os.environ.pop(RUN))
    if postgres():
        with psycopg.connect(postgres(), autocommit=True) as admin:
            for (name,) in admin.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [_prefix(folder)]).fetchall():
                admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    shutil.rmtree(folder, ignore_errors=True)


def postgres():
    """The URL of the run's PostgreSQL; "" when the run is on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else ""


def create(name="", *, like=""):
    """A new PostgreSQL database, empty or a copy of the one at `like`: its URL, or "" when the run is on SQLite."""
    if not postgres():
        return ""
    name = _prefix(Path(os.environ[RUN])) + (name or secrets.token_hex(6))
    template = f' TEMPLATE "{urlsplit(like).path[1:]}"' if like else ""
    with psycopg.connect(postgres(), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"{template}')
    return urlunsplit(urlsplit(postgres())._replace(path=f"/{name}"))


def drop(url):
    """Take away what `create` made."""
    if url:
        with psycopg.connect(postgres(), autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{urlsplit(url).path[1:]}" WITH (FORCE)')


def migrated():
    """An installation that has its tables and nothing else: (data folder, database URL)."""

    def migrate(data):
        url = create("migrated")
        servers.run("amanah.cli", "manage", "migrate", "-v", "0", "--skip-checks", data=data, database_url=url)
        return url

    return _made("migrated", migrate)


def peopled():
    """An installation that can take reports, with people who receive them: (data folder, database URL)."""

    def settle(data):
        like, empty = migrated()
        shutil.copytree(like, data, dirs_exist_ok=True)
        url = create("peopled", like=empty)
        servers.run("amanah.cli.bench.ground", data=data, database_url=url)
        return url

    return _made("peopled", settle)


def inhabited():
    """An installation with the institution of tests/people.py, for journeys: its data folder, on SQLite."""

    def settle(data):
        shutil.copytree(migrated()[0], data, dirs_exist_ok=True)
        servers.run("tests.journeys.ground", data=data)
        return ""

    return _made("inhabited", settle)[0]


def _made(name, make):
    folder = Path(os.environ[RUN]) / name
    data, url = folder / "data", folder / "url"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another worker may be at it
        if not url.exists():
            data.mkdir(mode=0o700)
            url.write_text(make(data))
    return data, url.read_text()


def _prefix(folder):
    return f"{folder.name.replace('-', '_').lower()}_"
