"""Amanah's real programs, started once, and a fresh browser for every test."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from amanah.cli.bench import server as servers
from amanah.cli.bench.server import Server
from tests import shared
from tests.conftest import PATIENCE
from tests.journeys.desk import Desk
from tests.journeys.reporter import Reporter
from tests.journeys.sight import Sight


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
        shutil.copytree(shared.inhabited(), data)
        mail = "django.core.mail.backends.console.EmailBackend"
        with Server(data, extra={"TMPDIR": str(temporary), "AMANAH_EMAIL_BACKEND": mail}) as server:
            yield House(server.url, data, temporary, server)


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


@pytest.fixture(scope="session")
def visits():
    """The cookies of everybody who signed in with keys, by user name."""
    return {}


@pytest.fixture
def staff(window, phones, visits):
    """Sign somebody in at a desk of their own: staff("ani")."""

    def come_in(name, *, width=1440, keys=True, look=lambda _page: None):
        return Desk(window(width), name, phones, visits, look).sign_in(keys=keys)

    return come_in


@pytest.fixture(autouse=True)
def what_the_programs_say(house):
    """Everything that the programs print during a test, which pytest shows when it fails."""
    before = len(house.server.output)
    yield
    print("".join(house.server.output[before:]))
