"""The desk of complaints: handling, publishing, typing in, labour disputes, the Ombudsman's products, figures."""

import io
import re
from uuid import uuid4

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from amanah.engines.cases.models import Case
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.letters.models import Letter
from amanah.foundation.vault import services as vault
from amanah.kernel import receipts
from amanah.rooms.complaints.models import LabourReferral, Marks, Office, Product, Publication
from amanah.rooms.complaints.tests.ground import complain, in_process, verified
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"complaints_desk:{name}", args=args)


def at(desk, house, name):
    house.sign_in(desk, name)
    desk.post(reverse("vault:unlock"), {"passphrase": PASSPHRASE})
    return desk


def test_verified_forwarded_answered_and_published(house, desk):
    case, _box = complain()
    at(desk, house, "olga")
    page = desk.get(url("case", case.number)).text
    assert "Dengan nama" in page
    assert "Nyatakan lengkap dan tetapkan golongan" in page
    assert desk.post(url("decide", case.number, "verify"), {"outcome": "ordinary", "text": "Lengkap."}).status_code == 302
    page = desk.get(url("tab", case.number, "handling")).text
    assert "Direktorat Penempatan Tenaga Kerja" in page
    desk.post(url("write", case.number, "forward"), {"unit": str(house.units.placement.pk), "text": "Mohon dijawab."})
    case.refresh_from_db()
    assert case.state == "forwarded"
    at(desk, house, "lila")
    assert "Mulai tindak lanjut" in desk.get(url("case", case.number)).text
    desk.post(url("move", case.number, "begin"))
    page = desk.get(url("tab", case.number, "conversation")).text
    assert "Jawaban akhir" in page
    desk.post(url("write", case.number, "interim"), {"text": "Sedang dicocokkan."})
    desk.post(url("write", case.number, "answer"), {"text": "Sertifikat terbit.", "outcome": "fulfilled"})
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("answered", "fulfilled")
    page = desk.get(url("tab", case.number, "publication")).text
    assert "Sertifikat terbit." in page
    fields = {"title": "Berkas tertahan", "text": "Berkas tertahan tiga pekan.", "answer": "Sertifikat terbit."}
    desk.post(url("write", case.number, "publication"), fields)
    made = Publication.objects.get()
    desk.post(url("decide_publication", case.number, made.pk, "publish"))
    made.refresh_from_db()
    assert made.state == "proposed"
    at(desk, house, "oki")
    assert "Terbitkan" in desk.get(url("tab", case.number, "publication")).text
    desk.post(url("decide_publication", case.number, made.pk, "publish"))
    made.refresh_from_db()
    assert made.state == "published"


def test_a_labour_dispute_goes_to_the_province_with_its_letter_and_comes_back(house, desk):
    case, _box = complain(what="Upah tiga bulan belum dibayar.")
    at(desk, house, "olga")
    assert desk.post(url("offices"), {"kind": "province", "name": "Dinas Tenaga Kerja Provinsi", "address": "Kota"}).status_code == 302
    office = Office.objects.get()
    given = {"office": str(office.pk), "body": "Mohon diperiksa.", "place": "Jakarta", "signer_title": "Kepala", "signer_name": "Kokom"}
    assert desk.get(url("refer", case.number)).status_code == 200
    assert desk.post(url("refer", case.number), given).status_code == 302
    case.refresh_from_db()
    referral, letter = LabourReferral.objects.get(), Letter.objects.get()
    assert (case.state, referral.letter, letter.kind) == ("referred", letter, "referral")
    assert Deadline.objects.filter(ref=case.ref, name="other_office", stopped_on__isnull=True).exists()
    assert "belum bernomor" in desk.get(url("tab", case.number, "handling")).text
    assert desk.get(f"/desk/letters/{letter.pk}/").status_code == 200
    answer = {"on": referral.sent_on.isoformat(), "number": "B-7/2026", "text": "Perusahaan diperintahkan membayar."}
    desk.post(url("write", case.number, "office_answer"), answer)
    case.refresh_from_db()
    referral.refresh_from_db()
    assert (case.state, referral.their_number) == ("process", "B-7/2026")
    assert not Deadline.objects.filter(ref=case.ref, name="other_office", stopped_on__isnull=True).exists()


def test_typed_in_once_with_a_receipt_to_hand_over(house, desk):
    house.sign_in(desk, "tyas")
    page = desk.get(url("typed_in")).text
    case_id = re.search(r'name="case" value="([^"]+)"', page).group(1)
    given = {
        "case": case_id,
        "way": "messaging",
        "topic": "information",
        "what": "Syarat apa saja?",
        "anonymous": "on",
        "wants_receipt": "on",
    }
    page = desk.post(url("typed_in"), given).text
    words = " ".join([*re.findall(r"<li><span>([a-z]+)</span></li>", page), re.search(r"<strong>([\d ]{9,11})</strong>", page).group(1)])
    assert vault.open_mailbox(receipts.parse(words)) is not None
    assert "sudah tersimpan" in desk.post(url("typed_in"), given).text
    marks = Marks.objects.get()
    assert (marks.way, marks.anonymous, marks.secret, marks.case.topic) == ("messaging", True, False, "information")
    assert desk.get(url("case", marks.case.number)).status_code == 404
    assert "Tulis namanya" in desk.post(url("typed_in"), given | {"anonymous": "", "case": str(uuid4())}).text


def test_the_ombudsmans_product_until_it_is_closed(house, desk):
    case, _box = complain()
    at(desk, house, "olga")
    given = {"kind": "correction", "number": "T/12/ORI", "title": "Loket", "asked": "Buka loket.", "unit": "DIT-PENEMPATAN"}
    days = {"received_on": "2026-03-02", "due_on": "2030-04-01"}
    assert "harus sesudah" in desk.post(url("new_product"), given | days | {"due_on": "2026-03-01"}).text
    assert desk.post(url("new_product"), given | days).status_code == 302
    product = Product.objects.get()
    page = url("product", product.pk)
    assert "T/12/ORI" in desk.get("/desk/").text
    desk.post(page, {"act": "tie", "number": case.number})
    assert case.number in desk.get(page).text
    desk.post(page, {"act": "close", "number": "T/40/ORI"})
    product.refresh_from_db()
    assert product.closed_on is None
    desk.post(page, {"act": "done", "done": "Loket dibuka sampai sore."})
    desk.post(page, {"act": "close", "number": "T/40/ORI"})
    product.refresh_from_db()
    assert (product.closing, product.closed_on is not None) == ("T/40/ORI", True)
    assert not Deadline.objects.filter(ref=product.ref, stopped_on__isnull=True).exists()
    assert "dinyatakan selesai" in desk.get(url("ombudsman")).text
    house.sign_in(desk, "citra")
    assert desk.get(page).status_code in {403, 404}


def test_figures_count_what_one_may_see_and_leave_as_workbook_and_pdf(house, desk):
    case, _box = complain()
    in_process(house, case, "oversight")
    verified(house, complain()[0], "information")
    at(desk, house, "olga")
    assert "Dari 2 pengaduan, 0 sudah dijawab (0%)" in desk.get(url("figures")).text
    book = load_workbook(io.BytesIO(desk.get(url("figures_export", "xlsx")).content))
    assert [row[:2] for row in book["Golongan"].iter_rows(min_row=2, values_only=True)][-1] == ("Semua", 2)
    assert desk.get(url("figures_export", "pdf")).content.startswith(b"%PDF")
    house.sign_in(desk, "citra")
    assert desk.get(url("figures")).status_code in {403, 404}


@pytest.mark.parametrize("name", ["citra", "lila", "ani", "gilang"])
def test_nobody_else_finds_it(house, desk, name):
    case, _box = complain()
    house.sign_in(desk, name)
    for address in (
        url("case", case.number),
        url("tab", case.number, "handling"),
        url("tab", case.number, "publication"),
        url("refer", case.number),
    ):
        assert desk.get(address).status_code == 404, address
    assert desk.post(url("decide_publication", case.number, uuid4(), "publish")).status_code == 404
    assert case.number not in desk.get("/desk/").text + desk.get("/desk/cases/").text
    assert Case.objects.filter(pk=case.pk).exists()
