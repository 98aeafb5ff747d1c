"""The twin worlds, made and crawled once for all tests of a file."""

import pytest

from amanah.kernel import events
from tests.exclusion import crawling


@pytest.fixture
def at_once(monkeypatch):
    """Deliver events when they happen: the transactions of a test never commit."""
    monkeypatch.setattr(events, "after_commit", lambda deliver: deliver())


_made = {}


@pytest.fixture
def crawls(request):
    """name → (the report, the crawl where it is, the crawl where it is not), for whom the file names as WHO."""
    where = request.module.__name__
    if where not in _made:
        people, client, _ = (request.getfixturevalue(name) for name in ("people", "desk", "at_once"))
        _made[where] = crawling.twins(people, client, request.module.WHO, thorough=request.config.getoption("thorough"))
    return _made[where]
