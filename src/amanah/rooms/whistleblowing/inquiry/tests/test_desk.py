"""The inquiry over HTTP: a handler goes through its steps; nobody else finds it."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amanah.engines.cases import services as cases
from amanah.engines.reports.linked.models import Merge
from amanah.engines.reports.services import handling
from amanah.rooms.whistleblowing.inquiry import queries
from amanah.rooms.whistleblowing.inquiry.models import Paper, ReadMark
from amanah.rooms.whistleblowing.inquiry.tests.ground import alleged, found, opened, under_inquiry
from amanah.rooms.whistleblowing.tests.test_desk import page, unlocked


def at(name, case, *args):
    return reverse(f"whistleblowing_desk:inquiry_{name}", args=[case.number, *args])


def linked(name, case, *args):
    return reverse(f"whistleblowing_desk:{name}", args=[case.number, *args])


def post(desk, address, status=302, **data):
    answer = desk.post(address, data)
    assert answer.status_code == status, answer.content.decode()[:4000]
    return answer.content.decode()


@pytest.fixture
def case(people):
    return under_inquiry(people)[0]


@pytest.fixture
def ani(desk, people):
    return unlocked(desk, people, "ani")


def test_from_scope_to_report(ani, people, case):
    assert "Tetapkan ruang lingkup" in page(ani, case, "inquiry")
    scope = {"question": "Apakah uang diminta?", "method": "Log, lalu saksi.", "standard": "balance"}
    post(ani, at("new", case, "scope"), **scope)
    post(ani, at("new", case, "allegation"), act="Meminta anggrek-hitam.", subjects="Gilang Ramadhan\nOrang Kedua", period="Maret", rule="")
    allegation = Paper.objects.get(kind="allegation")
    about = {"about": str(allegation.pk)}
    hypothesis = {"statement": "Antrean dibuat macet.", "predicts": "Jeda panjang.", "state": "supported"}
    post(ani, at("new", case, "hypothesis"), about="", **hypothesis)
    post(ani, at("new", case, "weight"), file="", reasoning="Dua saksi sejalan.", state="supports", **about)
    finding = {"reasoning": "Log dan saksi.", "standard": "balance"}
    post(ani, at("new", case, "finding"), 400, **finding, **about)
    post(ani, at("new", case, "finding"), state="proven", **finding, **about)
    post(ani, at("new", case, "loss"), claimed="2000000", established="1500000", basis="", note="", about="")
    post(ani, at("new", case, "recovery"), amount="500000", on="2026-11-20", how="Setor kas negara.", about="")
    post(ani, at("new", case, "recommendation"), text="Pisahkan loket dari kasir.", aim="control", about="")
    post(ani, at("new", case, "conclusion"), summary="Terbukti.", limits="", lessons="")
    text = page(ani, case, "inquiry")
    for words in ("Apakah uang diminta?", "anggrek-hitam", "Orang Kedua", "Rp1.000.000", "PP 43/2018", "Jangan menjanjikannya"):
        assert words in text
    paper = ani.get(at("report", case, "pdf"))
    assert paper.content.startswith(b"%PDF-")
    draft = ani.get(at("report", case, "docx"))
    with zipfile.ZipFile(io.BytesIO(draft.content)) as package:
        assert "anggrek-hitam" in package.read("word/document.xml").decode()
        assert "Ani" not in package.read("docProps/core.xml").decode()


def test_an_interview_from_invitation_to_signed_record(ani, people, case):
    who = {
        "who": "Citra Maharani",
        "role": "witness",
        "on": "2026-12-01",
        "place": "09.00, ruang rapat 2",
        "letter": "",
        "state": "planned",
    }
    post(ani, at("new", case, "interview"), **who)
    interview = Paper.objects.get(kind="interview")
    assert ani.get(at("invitation", case, interview.pk)).content.startswith(b"%PDF-")
    post(ani, at("edit", case, interview.pk), **who | {"state": "held"}, q0="Siapa yang meminta?", a0="Petugas loket tiga.")
    scan = SimpleUploadedFile("berita-acara.pdf", b"%PDF-1.4 tanda tangan", content_type="application/pdf")
    post(ani, at("signed", case, interview.pk), file=scan)
    text = page(ani, case, "inquiry")
    assert "Petugas loket tiga." in text
    assert "berita-acara.pdf" in text
    assert "berita-acara.pdf" in page(ani, case, "evidence")


@pytest.mark.parametrize(
    ("who", "role_and_status"),
    [
        ("Kartika Wulandari", ("witness", 400)),  # heads the whole house
        ("Gilang Ramadhan", ("expert", 400)),  # is the one named
        ("Gilang Ramadhan", ("subject", 302)),
        ("Kartika Wulandari", ("superior", 302)),
        ("Hadi Susanto", ("witness", 302)),  # works there and heads nothing
        ("Penjaga gudang tahun 2023", ("witness", 302)),
    ],
)
def test_a_superior_is_not_invited_by_mistake(ani, case, who, role_and_status):
    role, status = role_and_status
    post(ani, at("new", case, "interview"), status, who=who, role=role, on="", place="", letter="", state="planned")


def test_a_paper_is_changed_and_withdrawn_with_a_reason(ani, people, case):
    allegation = alleged(opened(people, "ani", case))
    assert "Meminta uang sebelum" in ani.get(at("edit", case, allegation.pk)).content.decode()
    post(ani, at("edit", case, allegation.pk), act="Lebih tepat begini.", subjects="", period="", rule="")
    assert "Lebih tepat begini." in page(ani, case, "inquiry")
    post(ani, at("withdraw", case, allegation.pk), text="Salah orang.")
    assert "Lebih tepat begini." not in page(ani, case, "inquiry")
    assert ani.get(at("edit", case, allegation.pk)).status_code == 404


def test_a_masked_version_holds_nothing_of_what_was_marked(ani, people, case):
    hands = opened(people, "ani", case)
    found(hands, alleged(hands))
    marked = ani.get(at("mask", case)).content.decode()
    assert "[[Gilang Ramadhan]]" in marked
    post(ani, at("mask", case), 400, title="Bagi atasan", text="Tanpa tanda.")
    post(ani, at("mask", case), title="Bagi atasan", text="## Dugaan 1\nSiapa: [[Gilang Ramadhan]]\n\nKemudian gilang  ramadhan pergi.")
    paper = Paper.objects.get(kind="masked")
    draft = ani.get(at("masked", case, paper.pk, "docx")).content
    with zipfile.ZipFile(io.BytesIO(draft)) as package:
        text = package.read("word/document.xml").decode()
    assert "ilang" not in text
    assert "█" in text
    assert ani.get(at("masked", case, paper.pk, "pdf")).content.startswith(b"%PDF-")


def test_a_plain_file_can_be_masked_too(ani, people, case):
    file = SimpleUploadedFile("surat.txt", b"Saya, Gilang Ramadhan, menerima.", content_type="text/plain")
    answer = ani.post(reverse("whistleblowing_desk:add_evidence", args=[case.number]), {"file": file, "text": "Dari arsip"})
    assert answer.status_code == 302
    page_ = ani.get(at("mask", case)).content.decode()
    address = page_[page_.index("?source=", page_.index("Uraian pelapor") - 200) :]
    files = [part.split('"')[0] for part in address.split("?source=")[1:]]
    text = ani.get(at("mask", case) + f"?source={files[-1]}").content.decode()
    assert "[[Gilang Ramadhan]], menerima" in text


def test_colleagues_write_to_each_other_and_see_who_has_read(desk, people, case):
    unlocked(desk, people, "ani")
    post(desk, at("say", case), text="Tolong periksa log-melati.")
    assert "Dibaca" not in page(desk, case, "talk")
    unlocked(desk, people, "budi")
    assert "log-melati" in page(desk, case, "talk")
    unlocked(desk, people, "ani")
    assert "Dibaca: Budi Hartono" in page(desk, case, "talk")
    assert ReadMark.objects.count() == 1


def test_a_hold_over_http(desk, people, case):
    unlocked(desk, people, "ani")
    post(desk, at("hold", case), text="Mungkin ke KPK.")
    assert "Mungkin ke KPK." in page(desk, case, "inquiry")
    post(desk, at("hold", case), text="Tidak jadi.")
    post(desk, at("release", case))  # her own wish: the answer is on the page
    assert "Ditahan" in page(desk, case, "inquiry")
    unlocked(desk, people, "budi")
    post(desk, at("release", case))
    assert "Ditahan" not in page(desk, case, "inquiry")


def test_similar_reports_are_suggested_with_reasons_and_merged(desk, people, case):
    other, _receipt = under_inquiry(people, who="Gilang Ramadhan", what="Sertifikat saya ditahan sampai membayar.")
    far, _receipt = under_inquiry(people, topic="conflict_of_interest", who="Hadi Susanto", what="Rapat tender diatur kerabatnya.")
    unlocked(desk, people, "ani")
    text = desk.get(linked("linked", case)).content.decode()
    assert other.number in text
    assert "enyebut orang yang sama (Gilang Ramadhan)" in text
    assert far.number not in text
    post(desk, linked("relate", case, far.pk))
    assert far.number in desk.get(linked("linked", case)).content.decode()
    post(desk, linked("merge", other, case.pk), reason="Peristiwa yang sama.", letter="Kami tangani sebagai satu.")
    handling.approve(Merge.objects.get().proposal, viewer=people.viewer("budi"))
    assert "Sertifikat saya ditahan" in page(desk, case)
    assert case.number in page(desk, other)


def test_who_holds_no_key_to_the_merged_report_reads_nothing_of_it(desk, people, case):
    other, _receipt = under_inquiry(people, what="Kata-kata kenanga.")
    merge_words = {"reason": "Sama.", "letter": "Kami tangani sebagai satu."}
    unlocked(desk, people, "ani")
    post(desk, linked("merge", other, case.pk), **merge_words)
    handling.approve(Merge.objects.get().proposal, viewer=people.viewer("budi"))
    assert "kenanga" in page(desk, case)
    cases.recuse(other, viewer=people.viewer("budi"))
    unlocked(desk, people, "budi")
    text = page(desk, case)
    assert "kenanga" not in text
    assert other.number not in text


@pytest.mark.parametrize("name", ["citra", "gilang", "fitri"])
def test_it_does_not_exist_for_those_it_is_not_for(desk, people, case, name):
    paper = alleged(opened(people, "ani", case))
    people.sign_in(desk, name)
    for address in (
        at("new", case, "scope"),
        at("edit", case, paper.pk),
        at("report", case, "pdf"),
        at("mask", case),
        linked("linked", case),
        at("hold", case),
    ):
        assert desk.get(address).status_code == 404
    for address in (at("say", case), at("release", case), linked("relate", case, case.pk)):
        assert desk.post(address, {"text": "x"}).status_code == 404


def test_a_tampered_paper_of_another_case_is_not_found(ani, people, case):
    other, _receipt = under_inquiry(people, what="Lain sekali.")
    paper = alleged(opened(people, "ani", other))
    assert ani.get(at("edit", case, paper.pk)).status_code == 404
    assert queries.papers(opened(people, "ani", case)) == []
