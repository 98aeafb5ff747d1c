"""Whole processes, started as an operator starts them, each test in folders of its own."""

import shutil
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


@pytest.fixture
def own_place():
    """An installation that the test may break."""
    with copied() as place:
        yield place


@pytest.fixture
def bare():
    """An empty folder and an empty database."""
    with tempfile.TemporaryDirectory(prefix="out-", ignore_cleanup_errors=True) as folder:
        url = shared.create()
        yield Path(folder) / "data", url
        shared.drop(url)


@pytest.fixture(scope="session")
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
