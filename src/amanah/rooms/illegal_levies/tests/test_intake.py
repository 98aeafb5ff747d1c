"""From the button beside a fee to a receipt, and what staff then read; also what staff type in."""

import re

import pytest
from django.urls import reverse

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases.models import Case
from amanah.engines.reports.queries import reading
from amanah.foundation.access import exclusion
from amanah.foundation.vault import services as vault
from amanah.kernel import clock, receipts
from amanah.rooms.illegal_levies.tests.ground import offices, opened, service
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db
ANSWERS = {
    "service": {"service": "K3-AHLI"},
    "money": {"asked": "2.000.000", "paid": "0"},
    "method": {"topic": "held"},
    "story": {"what": "Diminta uang di loket.", "who": "Gilang Ramadhan", "when": "", "where": "Loket 3", "how": ""},
    "mode": {"mode": "anonymous"},
}


@pytest.fixture
def people(people):
    service(offices(people), (clock.today(), 150_000))
    return people


def url(name):
    return reverse(f"levies:{name}")


def receipt_on(page):
    words = re.findall(r"<li><span>([a-z]+)</span></li>", page)
    digits = re.search(r"<strong>([\d ]{9,11})</strong>", page)
    assert digits, page[:2000]
    return receipts.parse(" ".join([*words, digits.group(1)]))


def test_from_the_fee_board_to_a_receipt(people, intake):
    start = intake.get("/report/levy/?service=K3-AHLI").text
    assert "Anda tidak salah karena dimintai uang" in start
    first = re.search(r'href="(/report/levy/service/[^"]*)"', start).group(1)
    assert re.search(r'<option value="K3-AHLI"[^>]* selected', intake.get(first).text)
    intake.post(url("service"), ANSWERS["service"])
    assert "Rp150.000" in intake.get(url("money")).text
    for name in ("money", "method"):
        assert intake.post(url(name), ANSWERS[name]).status_code == 302
    assert intake.post(url("place"), {"unit": str(people.units.k3.pk), "place": ""}).status_code == 302
    for name in ("story", "mode"):
        assert intake.post(url(name), ANSWERS[name]).status_code == 302
    review = intake.get(url("review")).text
    assert "Penunjukan ahli K3 umum (K3-AHLI)" in review
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', review))
    page = intake.post(url("review"), fields, follow=True).text
    assert vault.open_mailbox(receipt_on(page)) is not None
    case = Case.objects.get(kind="illegal_levy")
    report = reading.content(opened(people, "ani", case)).report
    assert (report.topic, report.answers["service_code"], report.answers["asked"]) == ("held", "K3-AHLI", "2.000.000")
    assert not case_queries.may_see(people.viewer("gilang"), case.pk)
    assert bytes(exclusion.person_tag(people.gilang.person_id)) in {bytes(tag) for tag in case.tags.values_list("tag", flat=True)}


def test_staff_type_in_and_hand_the_receipt_over(people, desk):
    people.sign_in(desk, "budi")
    desk.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
    address = reverse("illegal_levies_desk:typed_in")
    given = {"way": "letter", "unit": "dit-k3", "wants_receipt": "on", **ANSWERS["service"], **ANSWERS["method"], **ANSWERS["story"]}
    case_id = re.search(r'name="case" value="([^"]+)"', desk.get(address).text).group(1)
    assert "Tidak ada unit" in desk.post(address, given | {"case": case_id, "unit": "XYZ"}).text
    page = desk.post(address, given | {"case": case_id}).text
    assert vault.open_mailbox(receipt_on(page)) is not None
    assert "sudah tersimpan" in desk.post(address, given | {"case": case_id}).text
    assert Case.objects.filter(kind="illegal_levy").count() == 1
    assert not case_queries.may_see(people.viewer("hadi"), Case.objects.get(kind="illegal_levy").pk)


def test_nobody_else_types_in(people, desk):
    assert people.sign_in(desk, "citra").get(reverse("illegal_levies_desk:typed_in")).status_code == 403
