"""The frames around every page: what they carry, what they weigh, what they never load."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from amanah import ui
from amanah.ui.icons import PATHS

STATIC = Path(ui.__file__).parent / "static"
PUBLIC = ["/", "/how-it-works/", "/outside/", "/accessibility/", "/privacy/", "/rules/", "/integrity/", "/ledger/", "/report/", "/mailbox/"]
HEADERS = 700
"""Bytes of headers counted for each answer, generously."""


def first_load(client, path):
    """Requests and compressed bytes of a page and what it links."""
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200, path
    body = gzip.decompress(answer.content) if answer.get("Content-Encoding") == "gzip" else answer.content
    links = dict.fromkeys(re.findall(r'<(?:link|script|img)[^>]*?(?:href|src)="([^"]+)"', body.decode()))
    files = [link for link in links if not link.startswith("data:")]
    assert all(link.startswith("/static/") for link in files), files
    sizes = [len(gzip.compress(Path(finders.find(link.removeprefix("/static/"))).read_bytes(), 9)) for link in files]
    return 1 + len(files), len(answer.content) + sum(sizes) + HEADERS * (1 + len(files))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_are_light(intake, path, language):
    intake.cookies["lang"] = language
    requests, size = first_load(intake, path)
    assert requests <= 5
    assert size <= 25_000


def test_public_style_is_small():
    assert len(gzip.compress((STATIC / "ui/public.css").read_bytes(), 9)) <= 6_300


@pytest.mark.parametrize("path", PUBLIC)
def test_nothing_inline_and_nothing_foreign(intake, path):
    text = intake.get(path).text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "style=" not in text
    assert "<style" not in text
    assert not re.search(r"\son[a-z]+=", text)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', re.sub(r"<a [^>]*>", "", text))


def test_the_policy_allows_nothing_else(intake):
    policy = intake.get("/")["Content-Security-Policy"]
    for part in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert part in policy
    assert "unsafe" not in policy


def test_language_switch_comes_back_here(intake):
    assert 'href="/language/en/?next=%2Fhow-it-works%2F"' in intake.get("/how-it-works/").text


def test_the_way_in_for_staff_stands_in_the_footer_only(intake):
    text = intake.get("/").text
    assert text.count('href="/desk/"') == 1
    assert text.index('href="/desk/"') > text.index("<footer")


def test_a_demonstration_says_so(intake, settings):
    assert "Ini peragaan" in intake.get("/").text
    settings.AMANAH_DEMO = False
    assert "Ini peragaan" not in intake.get("/privacy/").text


def test_styleguide_shows_every_component(desk, people):
    assert desk.get("/desk/styleguide/").status_code == 302
    people.sign_in(desk, "ani")
    text = desk.get("/desk/styleguide/").text
    used = Path(ui.__file__).parent / "templates/ui/styleguide.html"
    shown = set(re.findall(r"<c-([a-z-]+)", used.read_text())) | {"exit", "error-summary", "icon"}
    there = {path.stem.replace("_", "-") for path in (Path(ui.__file__).parent / "templates/cotton").glob("*.html")}
    assert there - shown == set()
    assert "<c-" not in text


def test_every_icon_named_in_a_template_exists():
    root = Path(ui.__file__).parent.parent
    for template in root.glob("**/templates/**/*.html"):
        for name in re.findall(r"""(?:\sicon=|\{% icon )["']([a-z-]+)["']""", template.read_text()):
            assert name in PATHS, f"{template}: {name}"


def test_vendored_files_are_what_they_were():
    for line in (STATIC / "vendored.sha256").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest, name
