import re
from datetime import timedelta

import pytest
from django.core import mail
from icalendar import Calendar

from amanah.kernel import clock
from amanah.rooms.learning.models import Record
from amanah.rooms.learning.sessions import beat, codes, services
from amanah.rooms.learning.sessions.models import Certificate, Tally, Tries, Words
from amanah.rooms.learning.sessions.pictures import bars
from amanah.rooms.learning.sessions.refusals import Refused
from amanah.rooms.learning.sessions.tests.conftest import BEGINS, ENDS
from amanah.rooms.learning.sessions.trying import group_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(school, held, mark, close):
    """Hadi's."""
    session = held("hadi")
    mark(session, hadi="full")
    close(session)
    return Certificate.objects.get()


@pytest.fixture
def guest(school, opened):
    """Joko of a business associate, invited to a session."""

    def invite(session=None, email="joko@mitra.co.id"):
        return services.invite_guest(session or opened(), "Joko Susilo", "PT Mitra", email, viewer=school.viewer("maya"))

    return invite


def body(response):
    assert response.status_code in {200, 400}, response.status_code
    content = response.content.decode()
    assert len(response.content) < 25_000
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|[?&]next=[^"]*', "", content)


def test_a_stranger_learns_that_it_holds_and_not_whose_it_is(intake, certificate):
    address = f"/certificates/{certificate.number}/?code={certificate.code}"
    page = body(intake.get(address))
    for told in ("berlaku", "Bimtek antisuap", "1 Desember 2026", "8"):
        assert told in page
    assert "Hadi" not in page
    assert "Susanto" not in page
    assert "Namanya sama" in body(intake.post(address, {"name": "Hadi Susanto"}))
    assert "Namanya sama" in body(intake.post(address, {"name": "  hadi   SUSANTO. "}))
    assert "Namanya tidak cocok" in body(intake.post(address, {"name": "Hadi Santoso"}))


def test_what_is_not_there_and_what_has_another_code_answer_alike(intake, certificate):
    other = "ST-26-" + ("000000" if not certificate.number.endswith("000000") else "111111")
    pages = []
    for number, code in ((certificate.number, "0000000000"), (other, certificate.code), (certificate.number, "")):
        for data in (None, {"name": "Hadi Susanto"}):
            address = f"/certificates/{number}/?code={code}"
            page = body(intake.get(address) if data is None else intake.post(address, data))
            pages.append((data is None, page.replace(number, "N").replace(f"code={code}", "code=C")))
    assert len({page for first, page in pages if first}) == 1
    assert len({page for first, page in pages if not first}) == 1
    assert "Bimtek" not in pages[0][1]


def test_names_are_not_tried_one_after_the_other(intake, certificate):
    address = f"/certificates/{certificate.number}/?code={certificate.code}"
    for _ in range(10):
        assert "tidak cocok" in body(intake.post(address, {"name": "Siapa Saja"}))
    assert "Terlalu sering" in body(intake.post(address, {"name": "Hadi Susanto"}))
    nobodys = next(number for number in ("ST-26-ZZZZZZ", "ST-26-YYYYYY") if group_of(number) != group_of(certificate.number))
    wrong = f"/certificates/{nobodys}/?code={certificate.code}"
    pages = {body(intake.post(wrong, {"name": name})) for name in ("Siapa Saja", "Hadi Susanto") for _ in range(6)}
    assert len(pages) == 1, "a number that there is not says nothing about names"
    assert [one.count for one in Tries.objects.order_by("group")] == [10, 10], "and is counted like one that there is"
    with clock.at(clock.now() + timedelta(minutes=15)):
        beat.run()
        assert not Tries.objects.exists(), "nothing of it stays"
        assert "Namanya sama" in body(intake.post(address, {"name": "Hadi Susanto"}))
        assert Tries.objects.get().count == 1


def test_a_withdrawn_one_says_so_without_the_reason(intake, certificate, school):
    services.withdraw_certificate(certificate, "Rahasia dapur", viewer=school.viewer("maya"))
    page = body(intake.get(f"/certificates/{certificate.number}/?code={certificate.code}"))
    assert "sudah ditarik" in page
    assert "Rahasia" not in page
    assert Record.objects.filter(voided_on__isnull=True).count() == 1
    with pytest.raises(Refused):
        services.withdraw_certificate(certificate, "Lagi", viewer=school.viewer("maya"))


def test_the_form_leads_to_the_page(intake, certificate):
    body(intake.get("/certificates/"))
    typed = {"number": certificate.number.lower(), "code": f" {certificate.code[:5].lower()} {certificate.code[5:]}"}
    response = intake.get("/certificates/", typed, follow=True)
    assert "berlaku" in body(response)


def test_a_guest_answers_attends_and_is_certified_without_an_account(intake, guest, during, school, close):
    seat = guest()
    session, address = seat.session, f"/attend/{seat.token}/"
    assert "Joko Susilo" in body(intake.get(address))
    assert "bersedia hadir" in body(intake.post(address, {"act": "accept"}, follow=True))
    assert intake.post(address, {"act": "here", "code": "x"}).status_code == 400
    with during(minutes=1):
        code = codes.on_screen(session)
        assert "Kehadiran Anda tercatat" in body(intake.post(address, {"act": "here", "code": code}, follow=True))
    with during(hours=7):
        services.hold_session(session, viewer=school.viewer("tono"))
        assert "Seberapa berguna" in body(intake.get(address))
        assert "Terima kasih" in body(intake.post(address, {"act": "feedback", "useful": "4"}, follow=True))
        assert intake.post(address, {"act": "feedback", "useful": "4"}).status_code == 400
    close(session)
    certificate = Certificate.objects.get()
    assert certificate.number not in body(intake.get(address))
    assert intake.get(f"{address}certificate.pdf").content.startswith(b"%PDF")
    assert Record.objects.get().outsider.name == "Joko Susilo"
    assert intake.get("/attend/nobody/").status_code == 404


def test_a_guest_who_declines_makes_room_on_the_next_beat(intake, guest, opened, nominate):
    session = opened(capacity=1)
    seat = guest(session)
    nominate(session, "hadi")
    intake.post(f"/attend/{seat.token}/", {"act": "decline", "reason": "Ada audit"})
    waiting = session.seats.get(person__isnull=False)
    assert waiting.state == "waiting"
    assert beat.run()["moved_up"] == 1
    waiting.refresh_from_db()
    assert waiting.state == "invited"


def test_calendars_are_told_once_and_follow(school, opened, nominate, plan, guest):
    session = opened()
    nominate(session, "hadi")
    seat = guest(session)
    assert beat.run()["mailed"] == 2
    assert beat.run()["mailed"] == 0
    to_guest = next(message for message in mail.outbox if message.to == ["joko@mitra.co.id"])
    assert f"/attend/{seat.token}/" in to_guest.body
    invitation = Calendar.from_ical(to_guest.attachments[0][1])
    assert str(invitation["method"]) == "REQUEST"
    assert invitation.walk("VEVENT")[0]["sequence"] == 0
    services.change(session, plan(begins=BEGINS + timedelta(days=1), ends=ENDS + timedelta(days=1)), viewer=school.viewer("maya"))
    mail.outbox.clear()
    assert beat.run()["mailed"] == 2
    moved = Calendar.from_ical(mail.outbox[0].attachments[0][1]).walk("VEVENT")[0]
    assert (moved["sequence"], moved["dtstart"].dt) == (1, BEGINS + timedelta(days=1))
    services.withdraw(seat, "Batal", viewer=school.viewer("maya"))
    mail.outbox.clear()
    assert beat.run()["mailed"] == 1
    assert str(Calendar.from_ical(mail.outbox[0].attachments[0][1])["method"]) == "CANCEL"
    services.cancel(session, "Pengajar sakit", viewer=school.viewer("maya"))
    mail.outbox.clear()
    assert beat.run()["mailed"] == 1
    assert mail.outbox[0].subject.startswith("Dibatalkan")


def test_feedback_keeps_nothing_that_leads_to_a_person(school, held, mark, close, during):
    names = ("hadi", "asti", "bima", "cahya", "dodi", "citra")
    session = held(*names)
    mark(session, **dict.fromkeys(names, "full"))
    with during(hours=8):
        for place, name in enumerate(names[:5]):
            seat = session.seats.get(person=school.persons[name])
            answers = {"useful": place + 1, "better": f"Saran {place}", "strange": 3}
            services.give_feedback(seat, answers, viewer=school.viewer(name))
            with pytest.raises(Refused):
                services.give_feedback(seat, {"useful": 5}, viewer=school.viewer(name))
        last = session.seats.get(person=school.persons["citra"])
        for nothing in ({}, {"useful": 6}, {"better": " "}, {"useful": "5"}):
            with pytest.raises(Refused):
                services.give_feedback(last, nothing, viewer=school.viewer("citra"))
    for model in (Tally, Words):
        assert {field.name for field in model._meta.fields} <= {"id", "session", "question", "value", "count", "text"}
    from amanah.rooms.learning.sessions import queries

    close(session)
    assert queries.feedback(school.viewer("tono"), session) is None
    with clock.at(ENDS + timedelta(days=11)):
        shown = queries.feedback(school.viewer("tono"), session)
        assert (shown.given, shown.asked, shown.scales[0].mean) == (5, 6, 3.0)
        (bar,) = bars(shown.scales)
        assert [(piece.value, piece.x, piece.width) for piece in bar.pieces] == [(n, 80 * (n - 1), 80) for n in range(1, 6)]
        assert sorted(shown.told[0].words) == [f"Saran {place}" for place in range(5)]
        assert queries.feedback(school.viewer("hadi"), session) is None
        Tally.objects.filter(value=1).delete()
        assert queries.feedback(school.viewer("tono"), session).scales[0].mean is None


def test_few_answers_are_not_shown(school, held, mark, during, close):
    session = held("hadi", "asti")
    mark(session, hadi="full", asti="full")
    with during(hours=8):
        seat = session.seats.get(person=school.persons["hadi"])
        services.give_feedback(seat, {"useful": 1}, viewer=school.viewer("hadi"))
    from amanah.rooms.learning.sessions import queries

    with clock.at(ENDS + timedelta(days=11)):
        shown = queries.feedback(school.viewer("maya"), session)
    assert (shown.given, shown.enough, shown.scales) == (1, False, ())
