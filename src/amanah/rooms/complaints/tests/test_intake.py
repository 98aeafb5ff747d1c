"""From the public form to a decision in the mailbox, without scripts; and what is public of it."""

import re

import pytest
from django.urls import reverse

from amanah.engines.cases.models import Case
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import wishes
from amanah.rooms.complaints.models import Marks
from amanah.rooms.complaints.services import beat, handling
from amanah.rooms.complaints.tests.ground import in_process, opened

pytestmark = pytest.mark.django_db
ANSWERS = {
    "about": {"topic": "complaint", "service": ""},
    "story": {"what": "Loket tutup sebelum waktunya.", "loss": "", "wish": "Buka sampai jam empat.", "when": "", "where": "", "who": ""},
    "treatment": {"anonymous": "no", "secret": "yes"},
    "identity": {"name": "Sari Utami", "contact": ""},
}


def url(name, *args):
    return reverse(f"complaints:{name}", args=args)


def receipt_on(page):
    words = re.findall(r"<li><span>([a-z]+)</span></li>", page)
    digits = re.search(r"<strong>([\d ]{9,11})</strong>", page)
    assert digits, page[:2000]
    return " ".join([*words, digits.group(1)])


def filed(intake):
    """Answer every page; the receipt's words."""
    for name, fields in ANSWERS.items():
        answer = intake.post(url(name), fields)
        assert answer.status_code == 302, (name, answer.text[:3000])
    page = intake.get(url("review")).text
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return receipt_on(intake.post(url("review"), fields, follow=True).text)


def test_a_complaint_comes_in_with_two_flags_and_its_name_sealed(house, intake):
    assert "complaint/about" in intake.get(url("start")).text
    filed(intake)
    case = Case.objects.get(kind="complaint")
    marks = Marks.objects.get(case=case)
    assert (marks.anonymous, marks.secret, marks.way) == (False, True, "web")
    report = reading.content(opened(house, "olga", case)).report
    assert (report.identity.name, report.answers["wish"]) == ("Sari Utami", "Buka sampai jam empat.")


def test_anonymous_is_not_asked_for_a_name(house, intake):
    for name in ("about", "story"):
        intake.post(url(name), ANSWERS[name])
    assert intake.post(url("treatment"), {"anonymous": "yes", "secret": "no"})["Location"] == url("review")
    assert intake.get(url("identity")).status_code == 302


def test_in_the_mailbox_its_reporter_decides_and_rates(house, intake):
    words = filed(intake)
    case = Case.objects.get(kind="complaint")
    intake.post(reverse("reports:mailbox"), {"receipt": words})
    assert "Naikkan kepada atasan" not in intake.get(reverse("reports:mailbox")).text
    in_process(house, case)
    handling.answer(opened(house, "olga", case), "Mulai besok loket buka sampai pukul 16.00.", "fulfilled")
    box = intake.get(reverse("reports:mailbox")).text
    assert "Apakah sudah selesai menurut Anda?" in box
    assert "Mulai besok loket buka" in box
    assert intake.get(url("decide", "finish")).status_code == 200
    assert intake.get(url("decide", "archive")).status_code == 404
    assert intake.post(url("rating"), {"answered": "yes", "clear": "yes", "quick": "no", "text": ""}).status_code == 302
    assert intake.post(url("decide", "finish"), {"text": "Terima kasih."}).status_code == 302
    assert intake.post(url("decide", "finish"), {"text": ""}).status_code == 409
    assert "sedang kami catat" in intake.get(reverse("reports:mailbox")).text
    wishes.carry_out()
    beat.run()
    box = intake.get(reverse("reports:mailbox")).text
    assert "Selesai: permintaan Anda dipenuhi." in box
    assert "ombudsman.go.id" in box
    assert "Buka kembali" in box


def test_without_an_open_mailbox_nothing_is_decided(house, intake):
    assert intake.get(url("decide", "finish")).status_code == 403
    assert intake.get(url("rating")).status_code == 403


def test_it_can_be_reached_from_a_service_with_the_service_filled_in(house, intake):
    page = intake.get(url("start") + "?service=K3").text
    assert re.search(r'href="/report/complaint/about/\?service=K3"', page)
