"""The desk over HTTP: a handler goes from report to referral and repayment; nobody else finds it."""

import pytest
from django.urls import reverse

from amanah.engines.cases import leading
from amanah.engines.cases.models import Case
from amanah.engines.reports.services import handling
from amanah.rooms.illegal_levies.models import Coding, Repayment
from amanah.rooms.illegal_levies.services import repaying
from amanah.rooms.illegal_levies.sheets import Payer, Register
from amanah.rooms.illegal_levies.tests.ground import agree, examined, filed, offices, opened
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db
TABS = ("summary", "conversation", "levy", "notes", "evidence", "referral", "money", "timeline", "thread")


@pytest.fixture
def people(people):
    return offices(people)


@pytest.fixture
def ani(people, desk):
    return unlocked(people, desk, "ani")


def unlocked(people, desk, name):
    people.sign_in(desk, name)
    desk.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
    return desk


def at(name, case, *args):
    return reverse(f"illegal_levies_desk:{name}", args=[case.number, *args])


def post(desk, address, **data):
    answer = desk.post(address, data)
    assert answer.status_code == 302, answer.text[:3000]


LEVY = {"text": "Diminta di loket.", "mode": "held", "role": "officer", "asked": "2000000"}
TESTS = {"jurisdiction": "own", "jurisdiction_why": "Layanan kami.", "known": "new", "known_why": "Belum ada."}


def test_from_report_to_clarification(people, ani):
    case, _receipt = filed(people)
    assert "Belum ada catatan pungutan" in ani.get(at("tab", case, "levy")).text
    post(ani, at("move", case, "acknowledge"))
    page = ani.get(at("tab", case, "levy")).text
    assert 'value="2000000"' in page  # what the reporter said is where the handler begins
    post(ani, at("write", case, "levy"), **LEVY)
    assert "Catat uji kewenangan" in ani.get(at("case", case)).text
    wrong = ani.post(at("write", case, "tests"), TESTS | {"known": "same"})
    assert (wrong.status_code, "Tulis nomor laporan yang sama" in wrong.text) == (400, True)
    post(ani, at("write", case, "tests"), **TESTS)
    post(ani, at("move", case, "clarify"))
    assert Case.objects.get(pk=case.pk).state == "clarification"
    assert Coding.objects.get().role == "officer"


def test_money_over_http(people, desk, ani):
    case, _receipt = examined(people)
    wrong = ani.post(at("write", case, "repayment"), {"payers": "Sari | dua juta", "ground": "Temuan."})
    assert "Baris 1 tidak terbaca" in wrong.text
    post(ani, at("write", case, "repayment"), payers="Sari | Rp1.500.000 | 0812\nTono | 500000", ground="Temuan 1.")
    repayment = Repayment.objects.get()
    assert repayment.amount == 2_000_000
    assert "Orang kedua yang menyetujui" in ani.get(at("tab", case, "money")).text
    unlocked(people, desk, "budi")
    post(desk, at("decide_repayment", case, repayment.pk, "approve"))
    post(desk, at("pay_back", case, repayment.pk, 1), text="Kuitansi 7")
    page = desk.get(at("tab", case, "money")).text
    assert "Kuitansi 7" in page
    assert "1 dari 2 orang" in page
    assert desk.get(at("pay_back", case, repayment.pk, 3)).status_code == 404


def test_every_tab_opens_and_tells_nothing_while_it_is_locked(people, desk):
    case, _receipt = examined(people)
    repaying.propose(opened(people, "ani", case), Register((Payer("Sari Dewi", 5), Payer("Tono", 6)), "Temuan."))
    people.sign_in(desk, "ani")
    for tab in TABS:
        page = desk.get(at("tab", case, tab))
        assert page.status_code == 200
        assert "kenanga" not in page.text
        assert "Sari Dewi" not in page.text
    unlocked(people, desk, "ani")
    assert "kenanga" in desk.get(at("case", case)).text
    assert "Sari Dewi" in desk.get(at("tab", case, "money")).text


def test_a_closed_case_takes_no_more_records(people, ani):
    case, _receipt = examined(people)
    agree(people, case, "conclude", "partly_proven")
    assert "levy/levy" not in ani.get(at("tab", case, "levy")).text
    answer = ani.post(at("write", case, "levy"), LEVY, follow=True)
    assert "hanya dapat ditulis" in answer.text
    handling.send_closing(opened(people, "ani", case), "Terbukti sebagian.")


@pytest.mark.parametrize("name", ["citra", "gilang", "fitri"])
def test_it_does_not_exist_for_those_it_is_not_for(people, desk, name):
    case, _receipt = examined(people)
    repayment = repaying.propose(opened(people, "ani", case), Register((Payer("Sari Dewi", 5),), "Temuan."))
    people.sign_in(desk, name)
    for address in (*(at("tab", case, tab) for tab in TABS), at("refer", case), at("pay_back", case, repayment.pk, 1)):
        assert desk.get(address).status_code == 404
    assert desk.post(at("decide_repayment", case, repayment.pk, "approve")).status_code == 404
    assert desk.post(at("write", case, "levy"), LEVY).status_code == 404


def test_a_proven_levy_leads_to_discipline_and_an_unproven_one_does_not(people, ani):
    case, _receipt = examined(people)
    assert f"/{case.number}/" not in "".join(offer.url for offer in leading.offers(people.viewer("ani"), case))
    agree(people, case, "conclude", "proven")
    case.refresh_from_db()
    offers = leading.offers(people.viewer("ani"), case)
    assert [offer.url for offer in offers if case.number in offer.url]
    assert offers[0].url in ani.get(at("case", case)).text
