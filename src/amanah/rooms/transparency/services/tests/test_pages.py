"""Services for everybody: what is approved and nothing else, light, without scripts, without a trace of who looked."""

import gzip
import re
from datetime import UTC, date, datetime

import pytest

from amanah.foundation.access import services as access
from amanah.foundation.public_services import services as catalogue
from amanah.foundation.public_services.models import Service
from amanah.foundation.public_services.standards import Standard, Tariff
from amanah.kernel import clock
from amanah.rooms.transparency.services import boards, reporting

pytestmark = pytest.mark.django_db

WEIGHT = 16_000  # the style sheet and script of a public page take the rest of 25 kB


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 23, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def house(people):
    """Hadi writes, Gilang approves."""
    for name, role in (("hadi", "editor"), ("gilang", "approver")):
        access.grant_role(people.accounts[name], f"public_services.{role}", people.units.k3, since=date(2024, 1, 2))
    return people


@pytest.fixture
def publish(house):
    """A service with what the test says, approved; further fees with `charge`."""

    def make(code="K3-AHLI", name="Penunjukan ahli K3 umum", since=date(2026, 1, 5), fees=(), **otherwise):
        places = ((house.units.k3, "Loket 3, 08.00–15.00"),)
        said = Standard(name, since, places, "Bagi perusahaan.", 5, "working_day", ("Terima", "Periksa"), **otherwise)
        service = catalogue.open_service(code, house.units.k3, said, viewer=house.viewer("hadi"))
        catalogue.approve(service.editions.get(), viewer=house.viewer("gilang"))
        for title, amount, day in fees:
            charge(service, title, amount, day)
        return service

    def charge(service, title, amount, day, *, approved=True):
        tariff = Tariff(title, day, amount, "orang", "PP 41/2023", evidence="Pers, Januari 2026")
        fee = catalogue.propose_fee(service, tariff, viewer=house.viewer("hadi"))
        if approved:
            catalogue.approve(fee, viewer=house.viewer("gilang"))

    make.charge = charge
    return make


def test_a_service_says_what_it_costs_since_when_and_on_which_basis(intake, publish):
    service = publish(
        fees=[
            ("Sertifikat", 100_000, date(2026, 1, 5)),
            ("Sertifikat", 150_000, date(2026, 6, 1)),
            ("Verifikasi", 120_000, date(2026, 1, 5)),
        ],
        components={"requirements": "- KTP\n- Ijazah", "supervision": "Inspektorat Jenderal"},
    )
    publish.charge(service, "Sertifikat", 999_000, date(2026, 7, 1), approved=False)
    page = intake.get("/services/k3-ahli/").text
    for there in ("Rp150.000", "Rp120.000", "Rp270.000", "PP 41/2023", "sejak 1 Juni 2026", "<li>Ijazah</li>", "5 hari kerja", "Loket 3"):
        assert there in page
    for there in ("Inspektorat Jenderal", "Belum dibaca pada naskah resmi", "Rp100.000", "31 Mei 2026"):
        assert there in page
    assert "999.000" not in page


def test_what_waits_for_a_second_person_is_not_public(intake, house, publish):
    said = Standard("Rahasia dapur", date(2026, 1, 5))
    catalogue.open_service("K3-NANTI", house.units.k3, said, viewer=house.viewer("hadi"))
    publish("K3-BESOK", "Layanan besok", since=date(2026, 11, 24))
    assert "Belum ada layanan yang diumumkan" in intake.get("/services/").text
    for code in ("K3-NANTI", "K3-BESOK", "NOWHERE", "%00"):
        assert intake.get(f"/services/{code}/").status_code == 404
        assert intake.get(f"/services/{code}/fee-board.pdf").status_code == 404


def test_search_without_scripts(intake, publish):
    publish()
    publish("TKA-RPTKA", "Pengesahan RPTKA")
    page = intake.get("/services/", {"q": "PENGESAHAN rptka"}).text
    assert "/services/TKA-RPTKA/" in page
    assert "/services/K3-AHLI/" not in page
    assert "Tidak ada layanan yang cocok" in intake.get("/services/", {"q": "<script>"}).text
    for odd in ({"page": "0"}, {"page": "99999999999"}, {"page": "-1"}, {"page": "x"}, {"q": "\0"}, {"page": "²"}):
        assert intake.get("/services/", odd).status_code == 200


def test_a_free_service_says_so(intake, publish):
    publish(fees=[("Pendaftaran", 0, date(2026, 1, 5))])
    assert "Gratis: tidak ada yang dibayar." in intake.get("/services/K3-AHLI/").text
    assert "Rp0 (gratis)" in intake.get("/services/").text


def test_a_service_without_a_fee_says_that_too(intake, publish):
    publish()
    assert "belum diumumkan" in intake.get("/services/").text
    assert "Mintalah dasar hukum tertulis" in intake.get("/services/K3-AHLI/").text


def test_reports_are_offered_only_where_their_forms_are(intake, publish, monkeypatch):
    publish()
    real = {reporting.LEVY: "/report/levy/"}

    def reverse(name):
        if name in real:
            return real[name]
        raise reporting.NoReverseMatch

    monkeypatch.setattr(reporting, "reverse", reverse)
    page = intake.get("/services/K3-AHLI/").text
    assert 'href="/report/levy/?service=K3-AHLI"' in page
    assert "/report/complaint/" not in page
    real.clear()
    page = intake.get("/services/K3-AHLI/").text
    assert "Anda dimintai lebih? Laporkan" not in page


def test_the_poster_is_one_for_all_who_ask(intake, publish, monkeypatch):
    publish(fees=[("Sertifikat", 150_000, date(2026, 1, 5))])
    made = []
    monkeypatch.setattr(boards, "pdf_bytes", lambda _template, data: made.append(data) or b"%PDF-")
    boards._rendered.cache_clear()
    for _ in range(3):
        answer = intake.get("/services/K3-AHLI/fee-board.pdf")
    boards._rendered.cache_clear()
    assert answer["Content-Type"] == "application/pdf"
    assert len(made) == 1
    assert made[0]["rows"] == [["Sertifikat (per orang)", "Rp150.000", "PP 41/2023, sejak 5 Januari 2026\nbelum dibaca pada naskah resmi"]]
    assert made[0]["address"] == "http://testserver/services/K3-AHLI/"


def test_the_poster_is_a_real_pdf(intake, publish):
    publish(fees=[("Sertifikat", 150_000, date(2026, 1, 5))])
    boards._rendered.cache_clear()
    assert intake.get("/services/fee-board.pdf").content.startswith(b"%PDF-")
    boards._rendered.cache_clear()


def test_pages_stay_light_know_nobody_and_ask_a_fixed_number_of_questions(intake, publish, django_assert_max_num_queries):
    long = dict.fromkeys(("guarantee", "safety", "facilities"), "Kalimat yang menjelaskan komponen ini panjang lebar kepada pemohon. " * 5)
    for number in range(45):
        publish(f"K3-{number}", f"Layanan nomor {number}", fees=[("Sertifikat", number, date(2026, 1, 5))], components=long)
    for address in ("/services/", "/services/?page=2", "/services/K3-7/"):
        with django_assert_max_num_queries(8):
            answer = intake.get(address)
        assert len(gzip.compress(answer.content)) < WEIGHT, address
        assert "public" in answer["Cache-Control"]
        assert not answer.cookies
        assert len(re.findall(r'<(?:script src|link rel="stylesheet"|img)', answer.text)) <= 2
    assert "Halaman 2 dari 2" in intake.get("/services/?page=2").text


def test_only_reading(intake, publish):
    publish()
    assert intake.post("/services/").status_code == 405


def test_english(intake, publish):
    publish(fees=[("Sertifikat", 150_000, date(2026, 1, 5))])
    intake.cookies["lang"] = "en"
    page = intake.get("/services/K3-AHLI/").text
    assert "Rp150,000" in page
    assert "Official fee" in page
    assert "5 working days" in page
    assert Service.objects.count() == 1
