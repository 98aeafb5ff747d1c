"""The screens: every page opens for the UPG, none for others; forms keep what was typed."""

from uuid import uuid4

import pytest
from django.urls import reverse

from amanah.engines.cases.models import Case
from amanah.kernel import clock
from amanah.rooms.gratification.models import Coding, Deposit, NilReport
from amanah.rooms.gratification.tests.conftest import ANSWERS
from tests.people import PASSPHRASE

PAGES = ("recap", "givers", "typed", "nil")


@pytest.fixture
def officer(desk, upg):
    upg.sign_in(desk, "utami")
    desk.post(reverse("vault:unlock"), {"passphrase": PASSPHRASE})
    return desk


def at(name, *args):
    return reverse(f"gratification_desk:{name}", args=args)


def test_the_whole_way_on_the_screens(officer, file):
    case = file()
    told = officer.get(f"/desk/gratification/{case.number}/").content.decode()
    assert "Rp2.500.000" in told
    assert "Penyedia atau calon penyedia" in told
    for tab in ("", "gift/", "goods/", "conversation/", "timeline/"):
        assert officer.get(f"/desk/gratification/{case.number}/{tab}").status_code == 200, tab
    for move in ("register", "verify"):
        officer.post(at("move", case.number, move))
    wrong = officer.post(at("analyse", case.number), {"giver": "PT Contoh"})
    assert wrong.status_code == 400
    assert "PT Contoh" in wrong.content.decode()
    given = {
        "giver": "PT Contoh",
        "relation": "supplier",
        "occasion": "holiday",
        "form": "goods",
        "value": "1.000.000",
        "sort": "reportable",
    }
    officer.post(at("analyse", case.number), {**given, "text": "Cukup.", "checklist": ["office"]})
    assert Coding.objects.get().occasion == "holiday"
    officer.post(at("keep", case.number), {"what": "Jam", "giver": "Hadi", "place": "Lemari"})
    assert officer.get(at("deposit_receipt", case.number, 1)).content.startswith(b"%PDF")
    officer.post(at("forward", case.number), {"means": "gol", "gol": "", "text": ""})
    officer.post(at("gol", case.number), {"gol": "GOL-77"})
    assert "GOL-77" in officer.get(f"/desk/gratification/{case.number}/gift/").content.decode()
    decision = {"outcome": "recipient_property", "number": "SK-9", "decided_on": clock.today().isoformat(), "text": "Milik penerima."}
    assert officer.post(at("decide_other", case.number), decision).status_code == 302
    officer.post(at("release_goods", case.number, 1), {"standing": "returned", "to": "Hadi", "record": "BA-3"})
    assert Deposit.objects.get().standing == "returned"
    officer.post(at("move", case.number, "finish"))
    assert Case.objects.get(pk=case.pk).state == "concluded"
    assert officer.get(at("kpk_form", case.number, "pdf")).content.startswith(b"%PDF")
    assert officer.get(at("kpk_form", case.number, "xlsx")).content.startswith(b"PK")
    for page in PAGES:
        assert officer.get(at(page)).status_code == 200, page
    for form in ("pdf", "xlsx"):
        assert officer.get(at("export_recap", form) + "?first=2026-01-01&last=2026-12-31").status_code == 200


def test_typed_in(officer, upg):
    given = ANSWERS | {"received_on": clock.today().isoformat(), "unit": str(upg.units.k3_testing.pk)}
    assert officer.post(at("typed"), given | {"nik": "12"}).status_code == 422
    given |= {"way": "letter", "case": str(uuid4()), "wants_receipt": "on"}
    page = officer.post(at("typed"), given)
    assert "Delapan kata" in page.text
    assert "sudah tersimpan" in officer.post(at("typed"), given).text
    case = Case.objects.get()
    assert case.topic == "report"
    assert "Diketik oleh petugas" in officer.get(f"/desk/gratification/{case.number}/").text


def test_nobody_else_finds_the_pages(desk, upg, file):
    case = file()
    for name in ("hadi", "ani"):
        upg.sign_in(desk, name)
        for page in PAGES:
            assert desk.get(at(page)).status_code == 404, (name, page)
    upg.sign_in(desk, "gilang")
    for address in (f"/desk/gratification/{case.number}/", at("kpk_form", case.number, "pdf"), at("deposit_receipt", case.number, 1)):
        assert desk.get(address).status_code == 404, address
    assert case.number not in desk.get(at("recap")).content.decode()


def test_a_liaison_states_nil_and_sees_no_more(desk, upg):
    upg.sign_in(desk, "citra")
    page = desk.get(at("nil"))
    assert upg.units.placement.name in page.content.decode()
    assert upg.units.k3.name not in page.content.decode()
    month = page.context["months"][0]["value"]
    desk.post(at("nil"), {"month": month, "unit": [str(upg.units.placement.pk)]})
    assert NilReport.objects.count() == 1
    assert desk.get(at("recap")).status_code == 404


def test_the_day_of_receipt_may_be_corrected(officer, file):
    case = file()
    assert officer.post(at("gift_day", case.number), {"day": "2026-03-10"}).status_code == 302
    assert case.days.get(key="gift").day.isoformat() == "2026-03-10"
