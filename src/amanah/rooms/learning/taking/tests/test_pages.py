"""Courses at the desk and behind an associate's link, as a browser without scripts walks through them."""

import gzip
import re

import pytest

from amanah.rooms.learning.models import Record
from amanah.rooms.learning.quizzes.models import Attempt
from amanah.rooms.learning.quizzes.tests.conftest import right_of
from amanah.rooms.learning.taking import services
from amanah.rooms.learning.taking.models import Invitation
from amanah.rooms.learning.taking.services import Guest

DESK = "/desk/learning/courses/"
WEIGHT = 14_000


def walk(client, root, course):
    """From the first page to the record."""
    page = client.post(f"{root}begin/", follow=True)
    for one in course.pages:
        assert one.title.id in page.text
        if one.choices:
            told = client.post(f"{root}{one.key}/", {"choice": "2"}, follow=True).text
            assert 'id="follows"' in told
        page = client.post(f"{root}{one.key}/", follow=True)
        if one != course.pages[-1]:
            page = client.get(f"{root}{course.pages[course.places[one.key] + 1].key}/")
    assert "Mulai ujian akhir" in page.text
    here = client.post(f"{root}test/begin/").url
    for drawn in Attempt.objects.get(purpose="final").drawn.select_related("version"):
        client.post(f"{here}{drawn.place}/", {f"q{drawn.place}": right_of(drawn)})
    client.post(f"{here}submit/")
    return client.get(here)


def test_a_clerk_takes_the_course_and_resumes_elsewhere(people, desk, client, course):
    hadi = people.sign_in(desk, "hadi")
    root = f"{DESK}{course.id}/"
    assert "Mulai kursus" in hadi.get(root).text
    result = walk(hadi, root, course)
    assert "Lulus." in result.text
    assert "Kembali ke kursus" in result.text
    record = Record.objects.get()
    assert record.number in hadi.get(root).text
    assert "Selesai" in hadi.get(DESK).text
    assert hadi.get(f"{root}the-folder/").status_code == 200
    assert course.title.id in hadi.get("/desk/learning/").text
    hadi.cookies["lang"] = "en"
    page = hadi.get("/desk/learning/").text
    assert course.title.en in page
    assert course.title.id not in page


def test_the_place_is_where_one_was(people, desk, course):
    hadi = people.sign_in(desk, "hadi")
    root = f"{DESK}{course.id}/"
    hadi.post(f"{root}begin/")
    hadi.post(f"{root}three-things/")
    hadi.post(f"{root}the-folder/", {"choice": "3"})
    page = hadi.get(root).text
    assert "1 dari" in page
    assert f'href="{root}the-folder/"' in page
    assert "Menahan berkas yang lengkap" in hadi.get(f"{root}the-folder/").text
    assert "1 dari 6 halaman" in hadi.get("/desk/learning/").text
    other = people.sign_in(desk, "citra").get(root).text
    assert "Mulai kursus" in other, "nobody sees how far somebody else is"


@pytest.mark.parametrize("address", ["nothing/", "service-counter/nothing/"])
def test_what_is_not_there_is_not_found(people, desk, address):
    assert people.sign_in(desk, "hadi").get(f"{DESK}{address}").status_code == 404


@pytest.fixture
def link(people, rudi, course):
    _invitation, token = services.invite(Guest("Rahma Dewi", "PT Jasa K3"), course, people.units.k3, viewer=people.viewer("rudi"))
    return f"/learn/with/{token}/"


def test_an_associate_takes_the_course_without_an_account(intake, link, course):
    page = intake.get(link)
    assert "Rahma Dewi" in page.text
    assert "no-store" in page["Cache-Control"]
    assert len(gzip.compress(page.content)) < WEIGHT
    result = walk(intake, link, course)
    assert "Lulus." in result.text
    assert len(gzip.compress(result.content)) < WEIGHT
    assert Record.objects.get().outsider.name == "Rahma Dewi"
    assert set(intake.cookies) <= {"form", "lang"}


def test_a_link_that_does_not_open_is_not_there(intake, people, link, course):
    services.revoke(Invitation.objects.get(), viewer=people.viewer("rudi"))
    for page in ("", "the-folder/"):
        assert intake.get(f"{link}{page}").status_code == 404
    assert intake.get("/learn/with/nonsense/").status_code == 404
    assert intake.get("/learn/gifts/questions/").status_code == 200, "the courses that anyone may take stay where they were"


def test_a_link_opens_no_attempt_of_anybody_else(intake, people, link, course):
    round_ = services.enrol(course, people.persons["hadi"])
    attempt = services.begin_test(round_, "pre")
    intake.post(f"{link}begin/")
    for page in ("", "1/", "all/", "review/"):
        assert intake.get(f"{link}attempt/{attempt.pk}/{page}").status_code == 404


def test_a_manager_invites_and_hands_the_list_to_an_auditor(people, rudi, desk, course):
    client = people.sign_in(desk, "rudi")
    root = f"{DESK}for/associates/"
    said = {"name": "Tono", "organisation": "PT Lain", "email": "", "course": course.id, "unit": "DIT-K3"}
    shown = client.post(f"{root}invite/", said).text
    assert re.search(r"/learn/with/[\w-]{30,}/", shown)
    assert "Tono" in client.get(root).text
    assert "PT Lain" in client.get(f"{root}export.csv").content.decode()
    assert "Tono" not in client.get(f"{root}?state=trained").text
    assert client.post(f"{root}invite/", said | {"unit": "DIT-PENEMPATAN"}).status_code == 400
    invitation = Invitation.objects.get()
    assert "Undangan dicabut" in client.post(f"{root}{invitation.pk}/revoke/", follow=True).text
    assert people.sign_in(desk, "hadi").get(root).status_code == 403
