"""Amanah's real programs, started once, and a fresh browser for every test."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from amanah.cli.bench import server as servers
from amanah.cli.bench.server import Server
from tests.journeys.desk import Desk
from tests.journeys.reporter import Reporter
from tests.journeys.sight import Sight

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("AMANAH_CHROMIUM", "/usr/bin/chromium")
PATIENCE = 20_000
"""Milliseconds that a page may take on a machine with other work; nothing waits longer than it must."""


def pytest_collection_modifyitems(items):
    """Everything here needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@dataclass
class House:
    """The programs under test, and every place where they could leave something."""

    url: str
    data: Path
    temporary: Path
    server: Server

    def amanah(self, *words):
        """Run the command in this house; returns what it printed, and fails when it fails."""
        return servers.run("amanah.cli", *words, data=self.data)


@pytest.fixture(scope="session")
def house():
    """`amanah serve` on a free port, with the people of tests/people.py. Mail goes to the captured output."""
    with tempfile.TemporaryDirectory(prefix="j-", ignore_cleanup_errors=True) as folder:
        data, temporary = Path(folder) / "data", Path(folder) / "t"
        temporary.mkdir()
        servers.run("amanah.cli.serve.prepare", data=data)
        words = [sys.executable, "-m", "tests.journeys.ground"]
        done = subprocess.run(words, cwd=ROOT, env=servers.environment(data), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        mail = "django.core.mail.backends.console.EmailBackend"
        with Server(data, extra={"TMPDIR": str(temporary), "AMANAH_EMAIL_BACKEND": mail}) as server:
            yield House(server.url, data, temporary, server)


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests of this process; each test gets contexts of its own."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def window(house, chromium):
    """Open a window: window(width, javascript=…) gives a page of a browser that was never here before."""
    contexts = []

    def open_window(width, *, javascript=True):
        context = chromium.new_context(
            base_url=house.url, viewport={"width": width, "height": 800}, java_script_enabled=javascript, accept_downloads=True
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def sight(chromium):
    """Looks at pages with axe; see `Sight`."""
    looking = Sight(chromium)
    yield looking
    looking.close()


@pytest.fixture
def reporter(window):
    """Somebody with an old phone and JavaScript off."""
    return Reporter(window(360, javascript=False))


@pytest.fixture(scope="session")
def phones():
    """Everybody's authenticator app by user name, once they have set it up."""
    return {}


@pytest.fixture
def staff(window, phones):
    """Sign somebody in at a desk of their own: staff("ani")."""

    def come_in(name, *, width=1440, keys=True, look=lambda _page: None):
        return Desk(window(width), name, phones, look).sign_in(keys=keys)

    return come_in


@pytest.fixture(autouse=True)
def what_the_programs_say(house):
    """Everything that the programs print during a test, which pytest shows when it fails."""
    before = len(house.server.output)
    yield
    print("".join(house.server.output[before:]))
