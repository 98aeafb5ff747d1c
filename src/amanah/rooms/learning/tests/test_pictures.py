"""Pictures, film strips and films of courses: what is shown, what is sent, and what is refused."""

import gzip
import re

import pytest

from amanah.rooms.learning.courses import media
from amanah.rooms.learning.courses.reading import CourseError, courses, read
from amanah.rooms.learning.taking.progress import digest_of

LIGHT = 5_000  # bytes of a drawing, or of all frames of a strip, as it is sent

COURSE = """
id = "petty-cash"
edition = "2026-11"
minutes = 5
title = { id = "Kas kecil", en = "Petty cash" }
lead = { id = "Dua kejadian.", en = "Two scenes." }
learned = { id = ["menolak"], en = ["refuse"] }
[[pages]]
key = "blank"
title = { id = "Nota kosong", en = "The blank receipt" }
text = { id = "Lihat.", en = "Look." }
[pages.film]
title = { id = "Film", en = "Film" }
file = "blank.webm"
captions = { id = "blank-id.vtt", en = "blank-en.vtt" }
transcript = { id = "Ia berkata tidak.", en = "She says no." }
[[questions]]
key = "why"
text = { id = "Mengapa?", en = "Why?" }
[[questions.answers]]
right = true
text = { id = "Ya", en = "Yes" }
why = { id = "Sebab", en = "Because" }
[[questions.answers]]
text = { id = "Tidak", en = "No" }
why = { id = "Sebab itu", en = "Because of that" }
"""
FILM = b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 6000


@pytest.fixture
def own(tmp_path, monkeypatch):
    """An institution's own course with a film."""
    folder = tmp_path / "petty_cash"
    folder.mkdir()
    (tmp_path / "petty_cash.toml").write_text(COURSE, encoding="utf-8")
    (folder / "blank.webm").write_bytes(FILM)
    for language in ("id", "en"):
        (folder / f"blank-{language}.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.000\nTidak.\n", encoding="utf-8")
    monkeypatch.setenv("AMANAH_COURSES", str(tmp_path))
    courses.cache_clear()
    yield tmp_path
    courses.cache_clear()


def test_each_of_our_courses_is_told_in_pictures_too():
    for course in courses().values():
        assert sum(len(page.pictures) for page in course.pages) >= 2
        assert any(page.strip is not None and len(page.strip.frames) >= 3 for page in course.pages)
        for file in course.files.values():
            assert len(gzip.compress(file.path.read_bytes())) < LIGHT, file.name


def test_every_picture_of_a_page_has_words_and_comes_once_for_a_year(intake):
    told = intake.get("/learn/gifts/why/").text
    images = re.findall(r"<img[^>]+>", told)
    assert len(images) == 4
    assert all(re.search(r'alt="[^"]{20,}"', image) and 'width="480" height="320"' in image for image in images)
    assert len({re.search(r'src="([^"]+)"', image)[1] for image in images}) == 1, "the frames of a strip are one file"
    assert "Cerita ini sebagai teks" in told
    url = re.search(r'src="([^"]+strip\.svg)"', told)[1]
    answer = intake.get(url, headers={"accept-encoding": "gzip"})
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Encoding"] == "gzip"
    assert "immutable" in answer["Cache-Control"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert not answer.cookies
    assert intake.get(url.replace("strip.svg", "durian.svg")).status_code == 404, "an address names one file as it is"
    assert intake.get("/learn/gifts/media/000000000000/strip.svg").status_code == 404
    assert intake.get("/learn/gifts/media/000000000000/..%2Fgifts.toml").status_code == 404


def test_the_desk_shows_the_same_pictures_from_its_own_address(people, desk):
    hadi = people.sign_in(desk, "hadi")
    root = "/desk/learning/courses/service-counter/"
    hadi.post(f"{root}begin/")
    url = re.search(r'src="([^"]+folder\.svg)"', hadi.get(f"{root}the-folder/").text)[1]
    assert url.startswith(f"{root}media/")
    assert hadi.get(url)["Content-Type"] == "image/svg+xml"


def test_what_pictures_say_is_part_of_a_page_and_pages_without_any_keep_their_digest():
    page = courses()["gifts"].pages[0]
    assert page.told
    assert digest_of(page) != digest_of(type(page)(page.key, page.title, page.text, page.choices))


def test_a_film_is_sent_in_the_parts_that_are_asked_for(intake, own):
    page = intake.get("/learn/petty-cash/blank/")
    assert "media-src 'self'" in page["Content-Security-Policy"]
    assert page.text.count('<track kind="captions"') == 2
    assert "Ia berkata tidak." in page.text
    url = re.search(r'<source src="([^"]+)" type="video/webm">', page.text)[1]
    whole = intake.get(url)
    assert (whole.status_code, whole["Accept-Ranges"], whole["Content-Length"]) == (200, "bytes", str(len(FILM)))
    assert b"".join(whole) == FILM
    part = intake.get(url, headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content, part["Content-Range"]) == (206, FILM[10:20], f"bytes 10-19/{len(FILM)}")
    assert intake.get(url, headers={"range": "bytes=-5"}).content == FILM[-5:]
    first = intake.get(url, headers={"range": "bytes=0-"})
    assert len(first.content) == 1024 * 1024 < len(FILM), "a piece at a time"
    gone = intake.get(url, headers={"range": f"bytes={len(FILM)}-"})
    assert (gone.status_code, gone["Content-Range"]) == (416, f"bytes */{len(FILM)}")
    for other in ("bytes=0-1,5-6", "bytes=9-3", "lines=1-2", "bytes=-"):
        assert intake.get(url, headers={"range": other}).status_code == 200
    assert intake.get(url, headers={"range": "bytes=0-9", "if-range": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("blank-en.vtt", b"She says no.", "holds no captions"),
        ("blank.webm", b"MZ not a film", "is not what its name says"),
    ],
)
def test_a_film_without_captions_or_that_is_none_is_refused(own, name, content, told):
    (own / "petty_cash" / name).write_bytes(content)
    with pytest.raises(CourseError, match=told):
        read(own / "petty_cash.toml")


@pytest.mark.parametrize(
    ("frames", "height", "told"), [(1, 20, "2 to 4 frames"), (5, 100, "2 to 4 frames"), (3, 80, "one below the other")]
)
def test_a_strip_that_does_not_hold_its_frames_is_refused(tmp_path, frames, height, told):
    said = {"id": "Gambar", "en": "Picture"}
    (tmp_path / "x.svg").write_text(f'<svg viewBox="0 0 30 {height}"></svg>', encoding="utf-8")
    raw = {"title": said, "transcript": said, "file": "x.svg", "frames": [{"alt": said, "caption": said}] * frames}
    with pytest.raises(ValueError, match=told):
        media.strip(raw, tmp_path)
    raw["frames"] = [{"alt": said, "caption": said}] * 4
    (tmp_path / "x.svg").write_text('<svg viewBox="0 0 30 80"></svg>', encoding="utf-8")
    assert media.strip(raw, tmp_path).height == 20


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<circle r="1" onload="alert(1)"/>',
        '<image href="https://elsewhere.example/x.png"/>',
        "<style>@import 'x.css'</style>",
        '<rect fill="url(//elsewhere.example/x)"/>',
    ],
)
def test_a_drawing_that_does_more_than_show_is_refused(tmp_path, inside):
    drawn = tmp_path / "x.svg"
    said = {"id": "Gambar", "en": "Picture"}
    drawn.write_text(f'<svg viewBox="0 0 10 20"><rect fill="url(#a)"/>{inside}</svg>', encoding="utf-8")
    with pytest.raises(ValueError, match="more than show"):
        media.picture({"file": "x.svg", "alt": said}, tmp_path)
    drawn.write_text('<svg viewBox="0 0 10 20"><use href="#a"/></svg>', encoding="utf-8")
    assert media.picture({"file": "x.svg", "alt": said}, tmp_path).height == 20
