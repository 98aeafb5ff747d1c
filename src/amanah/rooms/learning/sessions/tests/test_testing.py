"""Tests by a guest's link, and a session that is a self-paced course: the whole way of each."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from amanah.foundation.ledger import verify
from amanah.kernel import clock
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.models import Record
from amanah.rooms.learning.quizzes import services as quizzes
from amanah.rooms.learning.quizzes.models import Attempt, Drawn
from amanah.rooms.learning.quizzes.services import Plan as Drawing
from amanah.rooms.learning.quizzes.tests.conftest import right_of
from amanah.rooms.learning.sessions import beat, codes, services
from amanah.rooms.learning.sessions.models import Certificate, Seat
from amanah.rooms.learning.sessions.refusals import Refused
from amanah.rooms.learning.sessions.tests.conftest import BEGINS, ENDS
from amanah.rooms.learning.taking import services as taking
from amanah.rooms.learning.taking.services import keep_course
from amanah.rooms.learning.taking.tests.test_pages import walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return courses()["gifts"]


@pytest.fixture
def tested(school, content, opened, course):
    """An open session of which one has to pass the test, and Joko of a business associate in it."""
    test = quizzes.enter_test(keep_course(course).topic, "ukur", Drawing("Tes hadiah", "Gift test", 4), actor="system")
    said = content(pre_test=test, post_test=test, must_pass=True)
    session = opened(services.make_offer(said, school.units.root, viewer=school.viewer("maya")))
    return services.invite_guest(session, "Joko Susilo", "PT Mitra", "", viewer=school.viewer("maya"))


def take(client, address, purpose, *, right=True):
    """From the button to the result; answers with the page of the result."""
    here = client.post(f"{address}test/{purpose}/").url
    for drawn in Drawn.objects.filter(attempt=Attempt.objects.get(purpose=purpose, submitted_on__isnull=True)).select_related("version"):
        good = int(right_of(drawn))
        assert (
            client.post(f"{here}{drawn.place}/", {f"q{drawn.place}": str(good if right else (good + 1) % len(drawn.order))}).status_code
            == 302
        )
    client.post(f"{here}submit/")
    return client.get(here)


def test_a_guest_takes_both_tests_and_passes_after_the_end(intake, school, tested, during, close):
    seat, address = tested, f"/attend/{tested.token}/"
    first = intake.post(f"{address}test/pre/").url
    assert intake.post(f"{address}test/pre/").url == first, "drawn once, however often the button is pressed"
    intake.post(f"{first}1/", {"q1": "0"})
    assert intake.get(first).url == f"{first}2/", "and gone on with where one was"
    assert "Lanjutkan tes" in intake.get(address).text
    intake.post(f"{first}submit/")
    assert intake.post(f"{address}test/post/").status_code == 404, "the one afterwards is for who was there"
    with during(minutes=1):
        intake.post(address, {"act": "here", "code": codes.on_screen(seat.session)})
        assert "Belum lulus" in take(intake, address, "post", right=False).text
    with during(hours=7):
        services.hold_session(seat.session, viewer=school.viewer("tono"))
    close(seat.session)
    assert not Certificate.objects.exists()
    with clock.at(ENDS + timedelta(days=3)):
        assert "Kembali ke kegiatan" in take(intake, address, "post").text
        assert not Certificate.objects.exists(), "the public program certifies nobody"
        assert beat.run()["credited"] == 1
        assert beat.run()["credited"] == 0
        shown = intake.get(address).text
    assert "Unduh sertifikat" in shown
    assert "4 dari 4 tepat" in shown
    assert Record.objects.get().outsider.name == "Joko Susilo"
    assert set(intake.cookies) <= {"form", "lang"}


def test_a_link_opens_nobody_elses_test(intake, school, tested, nominate, during):
    nominate(tested.session, "hadi")
    hers = quizzes.begin(tested.session.edition.pre_test, school.persons["hadi"], "pre", tested.session.ref)
    elsewhere = quizzes.begin(tested.session.edition.pre_test, tested.outsider, "final")
    for attempt in (hers, elsewhere):
        for page in ("", "1/", "all/", "review/"):
            assert intake.get(f"/attend/{tested.token}/attempt/{attempt.pk}/{page}").status_code == 404
    assert intake.post("/attend/nobody/test/pre/").status_code == 404
    assert intake.get(f"/attend/{tested.token}/course/").status_code == 404, "it is no course"


@pytest.fixture
def offered(school, content, plan, opened, course):
    """A course as a session of two weeks, without a room."""
    said = content(sort="course", course=course.id, parts=[(keep_course(course).topic, Decimal(1))])
    offer = services.make_offer(said, school.units.root, viewer=school.viewer("maya"))
    return opened(offer, place="", ends=BEGINS + timedelta(days=14))


def finish(course, person):
    """Go through it and pass."""
    round_ = taking.enrol(course, person)
    for page in course.pages:
        taking.read(round_, page.key)
    attempt = taking.begin_test(round_, "final")
    for drawn in attempt.drawn.select_related("version"):
        quizzes.answer(attempt, drawn.place, int(right_of(drawn)))
    quizzes.submit(attempt)


def test_a_course_as_a_session_is_attended_by_finishing_it(intake, school, offered, nominate, course):
    nominate(offered, "hadi", "asti")
    guest = services.invite_guest(offered, "Joko Susilo", "PT Mitra", "", viewer=school.viewer("maya"))
    root = f"/attend/{guest.token}/course/"
    with clock.at(BEGINS + timedelta(days=2)):
        assert root in intake.get(f"/attend/{guest.token}/").text
        assert "Lulus." in walk(intake, root, course).text
        finish(course, school.persons["hadi"])
    with clock.at(BEGINS + timedelta(days=15)):
        services.hold_session(offered, viewer=school.viewer("tono"))
        assert services.close(offered, viewer=school.viewer("maya")) == 2
    presence = {seat.name: (seat.presence, seat.means) for seat in Seat.objects.select_related("person", "outsider")}
    assert presence == {"Hadi Susanto": ("full", "course"), "Joko Susilo": ("full", "course"), "Asti Peserta1": ("absent", "")}
    assert Certificate.objects.count() == 2
    assert Record.objects.count() == 2, "hours are credited once, by the course itself"
    assert verify.run().ok


def test_whoever_is_invited_to_a_course_finds_it_and_one_finished_long_before_is_no_attendance(desk, school, offered, nominate, course):
    with clock.at(BEGINS - timedelta(days=90)):
        finish(course, school.persons["hadi"])
    nominate(offered, "hadi")
    assert "/desk/learning/courses/gifts/" in school.sign_in(desk, "hadi").get(f"/desk/learning/sessions/{offered.number}/").text
    with clock.at(BEGINS + timedelta(days=15)):
        services.hold_session(offered, viewer=school.viewer("tono"))
        assert services.close(offered, viewer=school.viewer("maya")) == 0


def test_a_course_has_its_own_test(school, content, course):
    test = keep_course(course)
    with pytest.raises(Refused, match="ujiannya sendiri"):
        services.make_offer(content(sort="course", course="gifts", post_test=test), school.units.root, viewer=school.viewer("maya"))


def test_a_guest_who_passes_after_the_last_day_keeps_the_record_and_is_told(intake, school, offered, course):
    guest = services.invite_guest(offered, "Joko Susilo", "PT Mitra", "", viewer=school.viewer("maya"))
    page = f"/attend/{guest.token}/"
    with clock.at(BEGINS + timedelta(days=2)):
        assert "Sesudah hari itu kursusnya tetap terbuka" in intake.get(page).text
    _held(school, offered)
    with clock.at(BEGINS + timedelta(days=20)):
        assert "Siapa yang lulus sekarang memperoleh catatan" in intake.get(page).text
        walk(intake, f"{page}course/", course)
        beat.run()
        assert not Certificate.objects.exists()
        shown = intake.get(page).text
        assert "sesudah hari terakhir" in shown
        assert f"Catatan pembelajaran {Record.objects.get().number} (0,5 JP) tetap milik Anda" in shown
        assert "penyelenggara dapat tetap mencatat Anda hadir" in shown
        services.mark(offered, {guest.pk: ("full", None)}, viewer=school.viewer("maya"), reason="Jaringan di kantornya putus seminggu")
        assert Certificate.objects.get().seat == guest
        shown = intake.get(page).text
    assert "penyelenggara dapat" not in shown
    assert "Unduh sertifikat" in shown


def test_the_manager_sees_who_passed_after_the_last_day_and_the_person_what_that_means(desk, school, offered, nominate, course):
    nominate(offered, "hadi")
    page = f"/desk/learning/sessions/{offered.number}/"
    _held(school, offered)
    with clock.at(BEGINS + timedelta(days=20)):
        finish(course, school.persons["hadi"])
        assert "tetap milik Anda" in school.sign_in(desk, "hadi").get(page).text
        assert re.search(r"lulus kursus 21 Des\w* 2026, sesudah hari terakhir", school.sign_in(desk, "maya").get(page).text)
    assert verify.run().ok


def test_a_course_passed_long_before_is_said_not_to_count(desk, school, offered, nominate, course):
    with clock.at(BEGINS - timedelta(days=90)):
        finish(course, school.persons["hadi"])
    nominate(offered, "hadi")
    page = f"/desk/learning/sessions/{offered.number}/"
    assert "belum terhitung untuk kegiatan ini" in school.sign_in(desk, "hadi").get(page).text
    with clock.at(BEGINS + timedelta(days=1)):
        finish(course, school.persons["hadi"])
        assert "belum terhitung" not in school.sign_in(desk, "hadi").get(page).text


def _held(school, session):
    """Held and closed on the day after its last."""
    with clock.at(BEGINS + timedelta(days=15)):
        services.hold_session(session, viewer=school.viewer("tono"))
        services.close(session, viewer=school.viewer("maya"))
