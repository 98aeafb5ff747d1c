"""Courses: as data, as words, and as pages that anyone may open."""

import gzip
import re
from datetime import UTC, date, datetime

import pytest

from amanah.kernel import clock
from amanah.rooms.learning.courses.reading import CourseError, courses, read
from amanah.rooms.learning.courses.words import html

WEIGHT = 14_000  # the style sheet and script of a public page take the rest of 25 kB
DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 22, 3, tzinfo=UTC)):
        yield


def pages():
    for course in courses().values():
        yield f"/learn/{course.id}/"
        yield f"/learn/{course.id}/questions/"
        for page in course.pages:
            yield f"/learn/{course.id}/{page.key}/"


def test_four_courses_are_shipped_with_scenes_that_one_can_get_wrong():
    assert list(courses()) == ["service-counter", "gifts", "conflict-of-interest", "speaking-up"]
    for course in courses().values():
        scenes = [page for page in course.pages if page.choices]
        assert len(scenes) >= 2
        assert all({choice.sort for choice in page.choices} == {"good", "poor", "harm"} for page in scenes)
        assert len(course.questions) >= 4


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_is_whole_and_light_in_both_languages(intake, language):
    intake.cookies["lang"] = language
    for address in ["/learn/", *pages()]:
        answer = intake.get(address)
        assert answer.status_code == 200, address
        assert "{rule" not in answer.text
        assert "**" not in answer.text.split("<main")[1]
        assert len(gzip.compress(answer.content)) < WEIGHT, address


def test_a_choice_shows_what_follows_and_leaves_the_others_to_try(intake):
    address = "/learn/service-counter/the-folder/"
    assert 'id="follows"' not in intake.get(address).text
    told = intake.get(f"{address}?choice=3").text
    assert "Ini merugikan orang" in told
    assert "Menahan berkas yang lengkap" in told
    assert set(re.findall(r'href="\?choice=(\d)#follows"', told)) == {"1", "2"}
    assert 'id="follows"' not in intake.get(f"{address}?choice=99").text


def test_legal_numbers_come_from_the_rulebook_of_the_day_and_lead_there():
    said = html("dalam {rule gratification.report_to_kpk_within}", "id", DAY)
    assert said == '<p>dalam <a href="/rules/gratification.report_to_kpk_within/">30 hari kerja</a></p>\n'


def test_no_course_states_a_legal_number_of_its_own():
    for course in courses().values():
        for page in course.pages:
            for text in (page.text.id, page.text.en):
                assert not re.search(r"\d+\s*(hari|persen|rupiah|working days|days|percent)|Rp\s?\d", text), page.key


def test_markup_in_a_course_is_shown_and_not_carried_out():
    assert "<script>" not in html("<script>alert(1)</script> ![x](//x) [y](javascript:alert)", "id", DAY)
    assert "javascript:" not in re.sub(r"\[y\]\(javascript:alert\)", "", html("[y](javascript:alert)", "id", DAY))


def test_answers_are_judged_with_reasons_and_nothing_is_kept(intake):
    course = courses()["gifts"]
    right = "&".join(f"{question.key}={question.right + 1}" for question in course.questions)
    answer = intake.get(f"/learn/gifts/questions/?told=1&{right}")
    assert f"{len(course.questions)} dari {len(course.questions)} jawaban tepat" in answer.text
    assert "Anda siap" in answer.text
    assert not answer.cookies
    first = course.questions[0]
    wrong = right.replace(f"{first.key}={first.right + 1}", f"{first.key}={(first.right + 1) % len(first.answers) + 1}", 1)
    answer = intake.get(f"/learn/gifts/questions/?told=1&{wrong}").text
    assert f"{len(course.questions) - 1} dari {len(course.questions)} jawaban tepat" in answer
    assert first.answers[first.right].text.id in answer


def test_what_is_left_out_is_asked_for_and_what_was_chosen_stays(intake):
    answer = intake.get("/learn/gifts/questions/?told=1&test=2").text
    assert "Masih ada yang belum dijawab" in answer
    assert re.search(r'id="test-2" checked', answer)
    assert "jawaban tepat" not in answer


@pytest.mark.parametrize("address", ["/learn/nothing/", "/learn/gifts/nothing/", "/learn/nothing/questions/"])
def test_what_is_not_there_is_not_found(intake, address):
    assert intake.get(address).status_code == 404


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("right = true", "right = false"), "exactly one right answer"),
        (('sort = "good"', 'sort = "best"'), "none of good, poor, harm"),
        (("{rule gratification.ceremony_limit}", "{rule gratification.no_such_limit}"), "gratification.no_such_limit"),
        (('key = "limits"', 'key = "durian"'), "two pages are called durian"),
        (('key = "limits"', 'key = "begin"'), "nothing can be called begin"),
        (('key = "limits"', 'key = "Batas nilai"'), "Batas nilai is no name"),
        (('why = { id = "', 'why = { id = "", was = "'), "a text is empty"),
        (('file = "durian.svg"', 'file = "mangga.svg"'), "mangga.svg is not in the folder gifts"),
        (('file = "durian.svg"', 'file = "../gifts.toml"'), "is none of .svg, .png, .webp"),
    ],
)
def test_a_course_that_is_wrong_is_refused_with_its_place(tmp_path, change, told):
    from amanah.rooms.learning.courses.reading import OURS

    path = tmp_path / "gifts.toml"
    (tmp_path / "gifts").symlink_to(OURS / "gifts")
    path.write_text((OURS / "gifts.toml").read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(CourseError, match=told):
        read(path)


def test_a_question_that_the_bank_would_not_take_is_refused_while_it_is_read(tmp_path):
    from amanah.rooms.learning.courses.reading import OURS

    path, answer = tmp_path / "own.toml", "[[questions.answers]]\ntext = { id = 'Ya', en = 'Yes' }\nwhy = { id = 'Ya', en = 'Yes' }\n"
    (tmp_path / "own").symlink_to(OURS / "gifts")
    written = (OURS / "gifts.toml").read_text(encoding="utf-8")
    question = f"\n[[questions]]\nkey = 'own'\ntext = {{ id = 'Ya?', en = 'Yes?' }}\n{answer}right = true\n"
    for more, told in (
        ("", "2 to 6 answers"),
        (answer, "the same answer twice"),
        (answer.replace("Ya", "Y" * 1001), "more than 1000 signs"),
    ):
        path.write_text(written + question + more, encoding="utf-8")
        with pytest.raises(CourseError, match=told):
            read(path)
