"""The page before anything is pressed: light, and its library the one that was vendored."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from amanah.rooms.whistleblowing import browser_sealing
from amanah.rooms.whistleblowing.browser_sealing.tests.browser import url

STATIC = Path(browser_sealing.__file__).parent / "static"
MOST_BYTES = 25 * 1024
MOST_REQUESTS = 5


def packed(data):
    return len(gzip.compress(data, 9))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["report", "mailbox"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_first_load_is_light(intake, people, name, language):
    intake.cookies["lang"] = language
    page = intake.get(url(name))
    html = page.content.decode()
    loaded = re.findall(r'<(?:script[^>]* src|link rel="stylesheet" href)="/static/([^"]+)"', html)
    found = [Path(finders.find(path)) for path in loaded]
    assert len(found) + 1 <= MOST_REQUESTS
    assert not any("sodium" in path for path in loaded)
    assert packed(page.content) + sum(packed(file.read_bytes()) for file in found) <= MOST_BYTES
    assert "<noscript>" in html


def test_the_library_is_the_one_that_was_vendored():
    lines = (STATIC / "vendored.sha256").read_text(encoding="ascii").splitlines()
    assert len(lines) == 3
    for line in lines:
        digest, name = line.split()
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest, name
