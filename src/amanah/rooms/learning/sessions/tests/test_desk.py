import io
import re
from datetime import timedelta

import openpyxl
import pytest
from icalendar import Calendar

from amanah.kernel import clock
from amanah.rooms.learning.models import Record
from amanah.rooms.learning.sessions import codes, services
from amanah.rooms.learning.sessions.models import Certificate, OutsideCertificate, Session
from amanah.rooms.learning.sessions.tests.conftest import BEGINS

pytestmark = pytest.mark.django_db
HERE = "/desk/learning/sessions/"


@pytest.fixture
def browse(desk, school):
    """`browse("maya", "/desk/…")` is the page as that person gets it."""

    def get(name, address, data=None):
        school.sign_in(desk, name)
        return desk.get(address) if data is None else desk.post(address, data)

    return get


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


def test_from_the_catalogue_to_the_certificate(browse, school, topic, during):  # noqa: PLR0915 - one long way
    offer = {
        "title": "Bimtek antisuap",
        "title_en": "Anti-bribery",
        "sort": "class",
        "topic1": topic.pk,
        "hours1": "8",
        "unit": "KEMENTERIAN",
    }
    text(browse("maya", f"{HERE}offers/new/"))
    page = text(browse("maya", f"{HERE}offers/new/", offer | {"topic2": topic.pk}), 400)
    assert "bersama-sama" in page
    questions = "Berguna? | Useful?\n* Saran? | Advice?"
    made = browse("maya", f"{HERE}offers/new/", offer | {"questions": questions})
    assert made.status_code == 302
    assert "Bimtek antisuap" in text(browse("hadi", f"{HERE}offers/"))
    assert "Ubah penawaran" not in text(browse("hadi", made.url))
    plan = {"unit": "KEMENTERIAN", "audience": "KEMENTERIAN", "day": "2026-12-01", "begins": "09:00", "ends": "15:00", "place": "Ruang 3"}
    text(browse("maya", f"{made.url}plan/", plan | {"place": ""}), 400)
    assert browse("maya", f"{made.url}plan/", plan | {"trainers": "Tono Wijaya", "guests": "Dr. Sari"}).status_code == 302
    session = Session.objects.get()
    here = f"{HERE}{session.number}/"
    assert session.begins == BEGINS
    assert browse("hadi", here).status_code == 404
    browse("maya", f"{here}open/", {})
    assert "Minta ikut" in text(browse("citra", here))
    browse("citra", f"{here}join/", {})
    assert "diusulkan" in text(browse("pandu", here))
    seat = session.seats.get()
    browse("pandu", f"{here}seats/{seat.pk}/approve/", {})
    text(browse("maya", f"{here}nominate/"))
    assert browse("maya", f"{here}nominate/", {"persons": "Hadi Susanto"}).status_code == 302
    assert browse("gilang", f"{here}nominate/", {"person": str(school.persons["asti"].pk)}).status_code == 302
    assert "Asti" in text(browse("gilang", here))
    assert "Citra" not in text(browse("gilang", here))
    browse("hadi", f"{here}accept/", {})
    browse("maya", f"{here}change/", plan | {"trainers": "Tono Wijaya", "place": "Aula"})
    with during(minutes=10):
        code = codes.on_screen(session)
        screen = browse("tono", f"{here}screen/")
        assert code[:4] in text(screen)
        assert screen["Refresh"] == "60"
        assert code[:4] in text(browse("hadi", f"{here}here/{code}/"))
        assert browse("hadi", f"{here}here/", {"code": code}).url == here
        assert browse("bima", f"{here}here/{code}/").url == here
    with during(hours=7):
        browse("tono", f"{here}hold/", {})
        text(browse("tono", f"{here}attendance/"))
        citra = f"presence-{seat.pk}"
        assert "JP yang dihadiri" in text(browse("tono", f"{here}attendance/", {citra: "partial"}), 400)
        browse("tono", f"{here}attendance/", {citra: "partial", f"hours-{seat.pk}": "7,5"})
        assert browse("maya", f"{here}close/", {}).status_code == 302
        text(browse("hadi", f"{here}feedback/"))
        text(browse("hadi", f"{here}feedback/", {}), 400)
        assert browse("hadi", f"{here}feedback/", {"q1": "5"}).status_code == 302
        assert browse("hadi", f"{here}feedback/").status_code == 404
        assert "masih diterima" in text(browse("tono", f"{here}answers/"))
    assert sorted(float(record.hours) for record in Record.objects.all()) == [7.5, 8.0]
    mine = Certificate.objects.get(seat__person=school.persons["hadi"])
    assert mine.number in text(browse("hadi", f"{HERE}certificates/"))
    assert browse("citra", f"{here}certificates/{mine.number}.pdf").status_code == 404
    content = browse("hadi", f"{here}certificates/{mine.number}.pdf").content
    assert content.startswith(b"%PDF")
    rows = openpyxl.load_workbook(io.BytesIO(browse("tono", f"{here}attendance.xlsx").content)).active
    assert [row[0] for row in rows.iter_rows(min_row=2, values_only=True)] == ["Citra Maharani", "Hadi Susanto"]
    assert browse("tono", f"{here}attendance.pdf").content.startswith(b"%PDF")
    browse("maya", f"{here}certificates/{mine.number}/withdraw/", {"text": "Salah orang"})
    assert "ditarik" in text(browse("hadi", f"{HERE}certificates/"))


def test_the_calendar_file_is_one_event_that_follows_the_session(browse, opened, school, plan):
    session = opened()
    first = Calendar.from_ical(browse("hadi", f"{HERE}{session.number}/calendar.ics").content).walk("VEVENT")[0]
    assert first["dtstart"].dt == BEGINS
    services.change(session, plan(place="Aula"), viewer=school.viewer("maya"))
    response = browse("hadi", f"{HERE}{session.number}/calendar.ics")
    second = Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert (first["uid"], first["sequence"]) == (second["uid"], 0)
    assert (second["sequence"], str(second["location"])) == (1, "Aula")
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))


def test_a_paper_from_elsewhere_is_looked_at_by_somebody_else(browse, school, topic, desk):
    upload = io.BytesIO(b"%PDF-1.4\n%%EOF\n")
    upload.name = "sertifikat.pdf"
    values = {"title": "ACLC dasar", "provider": "KPK", "topic": topic.pk, "done_on": "2026-10-01", "hours": "4", "file": upload}
    text(browse("hadi", f"{HERE}outside/new/"))
    made = browse("hadi", f"{HERE}outside/new/", values)
    assert made.status_code == 302, made.content.decode()[:3000]
    sent = OutsideCertificate.objects.get()
    assert sent.number in text(browse("hadi", f"{HERE}certificates/"))
    assert sent.number in text(browse("maya", f"{HERE}outside/"))
    assert sent.number in text(browse("maya", "/desk/"))
    for name in ("citra", "gilang"):
        assert browse(name, f"{HERE}outside/{sent.number}/").status_code == 404
        assert browse(name, f"{HERE}outside/{sent.number}/file/").status_code == 404
    assert browse("hadi", f"{HERE}outside/{sent.number}/accept/").status_code == 404
    assert b"".join(browse("maya", f"{HERE}outside/{sent.number}/file/").streaming_content).startswith(b"%PDF")
    assert browse("maya", f"{HERE}outside/{sent.number}/accept/", {"hours": "3"}).status_code == 302
    record = Record.objects.get()
    assert (record.person, float(record.hours), record.sort, record.provider) == (school.persons["hadi"], 3.0, "outside", "KPK")
    assert browse("maya", f"{HERE}outside/{sent.number}/refuse/").status_code == 404


def test_others_see_nothing(browse, school, opened, nominate, topic):
    session = opened(audience=school.units.k3)
    nominate(session, "hadi")
    seat = session.seats.get()
    here = f"{HERE}{session.number}/"
    for name in ("citra", "pandu"):
        assert session.number not in text(browse(name, HERE))
        for part in ("", "calendar.ics", "nominate/", "attendance/", "attendance.xlsx", "screen/", "poster.pdf", "answers/", "change/"):
            assert browse(name, f"{here}{part}").status_code == 404, part
        for part in ("open/", "join/", "hold/", "close/", f"seats/{seat.pk}/approve/"):
            assert browse(name, f"{here}{part}", {}).status_code == 404, part
    page = text(browse("asti", here))
    assert "Hadi Susanto" not in page
    for part in (
        "nominate/",
        "attendance/",
        "screen/",
        "poster.pdf",
        "answers/",
        "change/",
        f"seats/{seat.pk}/withdraw/",
        "attendance.pdf",
    ):
        assert browse("asti", f"{here}{part}").status_code == 404, part
    assert browse("asti", f"{HERE}offers/new/").status_code == 403
    assert browse("asti", f"{HERE}outside/").status_code == 403


@pytest.mark.parametrize("language", ["id", "en"])
def test_empty_lists_teach_in_both_languages(browse, desk, school, language):
    desk.cookies["lang"] = language
    assert ("Belum ada kegiatan belajar" in text(browse("hadi", HERE))) == (language == "id")
    assert ("Katalog masih kosong" in text(browse("hadi", f"{HERE}offers/"))) == (language == "id")
    assert browse("hadi", f"{HERE}?after=x").status_code == 404
    assert browse("hadi", f"{HERE}?state=x&sort=&coming=1").status_code == 200


@pytest.mark.parametrize("count", [1, 6])
def test_lists_ask_no_more_for_many_than_for_one(desk, school, opened, nominate, django_assert_max_num_queries, count):  # noqa: PLR0917
    for _ in range(count):
        nominate(opened(), "hadi", "citra")
    school.sign_in(desk, "maya")
    for address in (HERE, f"{HERE}offers/"):
        desk.get(address)
        with django_assert_max_num_queries(12):
            assert desk.get(address).status_code == 200


def test_a_session_with_many_people_asks_as_much_as_one_with_few(desk, school, opened, nominate, django_assert_max_num_queries):
    session = opened()
    nominate(session, "hadi", "asti", "bima", "cahya", "dodi", "erna", "citra")
    school.sign_in(desk, "maya")
    with django_assert_max_num_queries(32):
        assert len(re.findall("Keluarkan", text(desk.get(f"{HERE}{session.number}/")))) == 7
    assert session.begins - clock.now() > timedelta(0)
