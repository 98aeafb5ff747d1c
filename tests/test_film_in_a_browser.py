"""An institution's own film in a real browser: it loads, has its captions, and can be gone back and forth in, on the public page and at the desk.

`films/receipt.webm` is twelve seconds of a card on a desk, drawn for this test (VP9, a key frame each second).
"""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from amanah.rooms.learning import media
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.tests.test_pictures import COURSE
from tests.axe import violations

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
FILM = Path(__file__).parent / "films" / "receipt.webm"
LENGTH = 12  # seconds
ENOUGH = 2  # HAVE_CURRENT_DATA: there is a picture to show


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A course with the film, which the house sends a kilobyte at a time, so that playing it takes many parts."""
    folder = tmp_path / "petty_cash"
    folder.mkdir()
    (tmp_path / "petty_cash.toml").write_text(COURSE, encoding="utf-8")
    shutil.copy(FILM, folder / "blank.webm")
    for language, said in (("id", "Nota ini kosong."), ("en", "This receipt is blank.")):
        (folder / f"blank-{language}.vtt").write_text(f"WEBVTT\n\n00:00.000 --> 00:12.000\n{said}\n", encoding="utf-8")
    monkeypatch.setenv("AMANAH_COURSES", str(tmp_path))
    monkeypatch.setattr(media, "PIECE", 1024)
    courses.cache_clear()
    yield
    courses.cache_clear()


class Watcher:
    """Somebody before the page: what the browser was sent, and what it complained of."""

    def __init__(self, page):
        self.page, self.parts, self.complaints = page, [], []
        page.on("response", self._sent)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    def _sent(self, answer):
        if answer.url.endswith(".webm"):
            self.parts.append((answer.status, answer.headers.get("content-range", "")))

    def value(self, asked):
        return self.page.locator("video").evaluate(f"film => {asked}")

    def until(self, asked):
        self.page.wait_for_function(f"() => {{ const film = document.querySelector('video'); return {asked} }}")

    def watch(self, captions):
        """Nothing is loaded before it is played; then there is a picture, sound of it in words, and any second of it."""
        assert (self.value("film.readyState"), self.parts) == (0, [])
        self.value("(film.muted = true, film.play().then(() => film.pause()))")
        self.until(f"film.readyState >= {ENOUGH}")
        assert round(self.value("film.duration")) == LENGTH
        assert (self.value("film.videoWidth"), self.value("film.videoHeight")) == (320, 180)
        self.until("[...film.textTracks].some(track => track.mode === 'showing' && track.activeCues && track.activeCues.length)")
        shown = "[...film.textTracks].filter(track => track.mode === 'showing').map(track => [track.language, track.activeCues[0].text].join(' '))"
        assert self.value(shown) == [captions]
        for second in (11, 2):
            self.value(f"(film.currentTime = {second}, null)")
            self.until(f"!film.seeking && film.readyState >= {ENOUGH}")
            assert self.value("film.currentTime") == second
        self.value("film.play()")
        self.until("film.currentTime > 2.2")
        self.value("film.pause()")
        assert self.value("film.error") is None
        assert {status for status, _part in self.parts} == {206}
        assert len(self.parts) >= FILM.stat().st_size // 1024, "in parts, each asked for"
        assert self.complaints == [], "the page's own policy lets everything of it in"


@pytest.fixture
def watcher(chromium, live_server):
    """watcher(path, cookies) is at the page."""
    contexts = []

    def come(path, cookies, *, width=390):
        context = chromium.new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])
        found = Watcher(context.new_page())
        found.page.goto(live_server.url + path)
        return found

    yield come
    for context in contexts:
        context.close()


def test_anybody_watches_it_and_goes_back_and_forth(intake, own, watcher):
    seen = watcher("/learn/petty-cash/blank/", {"lang": "en"})
    assert violations(seen.page) == []
    seen.watch("en This receipt is blank.")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(seen.page.get_by_text("She says no.")).to_be_hidden()
    seen.page.get_by_text("This film as text").click()
    expect(seen.page.get_by_text("She says no.")).to_be_visible()


def test_at_the_desk_too(desk, people, own, watcher):
    people.sign_in(desk, "hadi")
    desk.post("/desk/learning/courses/petty-cash/begin/")
    seen = watcher("/desk/learning/courses/petty-cash/blank/", {"desk": desk.cookies["desk"].value}, width=1280)
    seen.watch("id Nota ini kosong.")
