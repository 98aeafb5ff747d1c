"""Whole processes, started as an operator starts them, each test in folders of its own."""

import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from amanah.cli.bench import server as servers
from tests import shared


@contextmanager
def copied():
    """A copy of the run's one installation with people who can receive reports: (data folder, database URL)."""
    like, database = shared.peopled()
    with tempfile.TemporaryDirectory(prefix="out-", ignore_cleanup_errors=True) as folder:
        data, url = Path(folder) / "data", shared.create(like=database)
        shutil.copytree(like, data)
        yield data, url
        shared.drop(url)


@pytest.fixture(scope="module")
def place():
    """An installation for the tests of one file."""
    with copied() as place:
        yield place


@pytest.fixture(scope="module")
def up(place):
    """Answers the running server of the file's installation: a start takes seconds, so that only what was stopped or killed starts again."""
    data, url = place
    server = servers.Server(data, database_url=url)

    def start():
        if not server.runs:
            server.start()
        return server

    yield start
    server.stop()


@pytest.fixture
def own_place():
    """An installation for one test."""
    with copied() as place:
        yield place


@pytest.fixture
def bare():
    """An empty folder and an empty database."""
    with tempfile.TemporaryDirectory(prefix="out-", ignore_cleanup_errors=True) as folder:
        url = shared.create()
        yield Path(folder) / "data", url
        shared.drop(url)


def _python(place, *words):
    data, url = place
    return subprocess.run(
        [sys.executable, *words], env=servers.environment(data, url), capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="session")
def amanah():
    """Run the command in a place; returns the finished process."""
    return lambda place, *words: _python(place, "-m", "amanah.cli", *words)


ONE_BY_ONE = "import sys; from amanah.cli import main; print(*[main([sys.argv[1], word]) for word in sys.argv[2:]])"


@pytest.fixture(scope="session")
def amanah_with_each():
    """The same for one verb with each word by itself, in a single process: returns the exit codes, and the process."""

    def run(place, verb, *words):
        done = _python(place, "-c", ONE_BY_ONE, verb, *words)
        return [int(code) for code in done.stdout.splitlines()[-1].split()], done

    return run
