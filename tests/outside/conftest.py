"""Whole processes, started as an operator starts them, each test in folders of its own."""

import os
import secrets
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from amanah.cli.bench import server as servers


@contextmanager
def database(template=""):
    """The URL of a PostgreSQL database, empty or a copy of `template`, when the run is on PostgreSQL; else "" for SQLite in the data folder."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield ""
        return
    import psycopg

    name = f"outside_{secrets.token_hex(6)}"
    like = f' TEMPLATE "{urlsplit(template).path[1:]}"' if template else ""
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"{like}')
    yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def prepared():
    """An installation with people who can receive reports, which is only ever copied: (data folder, database URL)."""
    with tempfile.TemporaryDirectory(prefix="out-", ignore_cleanup_errors=True) as folder, database() as url:
        data = Path(folder) / "data"
        for module in ("amanah.cli.serve.prepare", "amanah.cli.bench.ground"):
            servers.run(module, data=data, database_url=url)
        yield data, url


@pytest.fixture(scope="module")
def place(prepared):
    """A copy of that installation for the tests of one file."""
    with tempfile.TemporaryDirectory(prefix="out-", ignore_cleanup_errors=True) as folder, database(prepared[1]) as url:
        data = Path(folder) / "data"
        shutil.copytree(prepared[0], data)
        yield data, url


@pytest.fixture
def bare():
    """An empty folder and an empty database."""
    with tempfile.TemporaryDirectory(prefix="out-", ignore_cleanup_errors=True) as folder, database() as url:
        yield Path(folder) / "data", url


@pytest.fixture
def amanah():
    """Run the command in a place; returns the finished process."""
    import subprocess
    import sys

    def run(place, *words, **environment):
        data, url = place
        return subprocess.run(
            [sys.executable, "-m", "amanah.cli", *words],
            env={**servers.environment(data, url), **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run
