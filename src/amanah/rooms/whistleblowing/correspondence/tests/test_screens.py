"""The pages of letters, as people use them."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amanah.engines.cases.models import Case
from amanah.foundation.access import services as access
from amanah.foundation.letters.models import Letter, Scheme, Template
from amanah.foundation.letters.tests import papers
from amanah.kernel import clock
from amanah.rooms.whistleblowing.services import filing
from tests.counting import queries_of
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db

HANDLER = "whistleblowing.handler_inspectorate"
FIELDS = {
    "subject": "Telaah pungutan",
    "recipient": "Inspektur Jenderal",
    "facts": "Pokok.",
    "analysis": "Telaah.",
    "proposal": "Usul.",
    "place": "Jakarta",
    "signer_title": "Auditor",
    "signer_name": "Ani Rahmawati",
}


@pytest.fixture
def case(people):
    return filed()


def filed():
    answers = {"topic": "illegal_levy", "route": "inspectorate", "mode": "anonymous", "what": "Diminta uang.", "exclude": "", "unit": ""}
    case_id = uuid4()
    filing.file_report(filing.from_answers(case_id, answers, []))
    return Case.objects.get(pk=case_id)


def visit(people, desk, name, *, unlock=True):
    desk.cookies.clear()
    people.sign_in(desk, name)
    if unlock:
        desk.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})


def drafted(people, desk, case):
    visit(people, desk, "ani")
    response = desk.post(f"/desk/letters/new/{case.ref}/review_note/", FIELDS)
    assert response.status_code == 302, response.text[:2000]
    return Letter.objects.get()


def test_from_the_case_to_the_signed_letter(people, desk, case):
    letter = drafted(people, desk, case)
    page = f"/desk/letters/{letter.pk}/"
    tab = desk.get(f"/desk/whistleblowing/{case.number}/letters/")
    assert "Telaah pungutan" in tab.text
    assert "Telaah pungutan" in desk.get(page).text
    wrong = desk.post(page + "number/", {"scheme": "", "number": "", "dated": clock.today().isoformat()})
    assert wrong.status_code == 400
    assert "sistem lain" in wrong.text
    desk.post(page + "number/", {"scheme": "", "number": "B-7/X/2026", "dated": clock.today().isoformat()})
    assert desk.get(page + "letter.docx").content.startswith(b"PK")
    pdf = SimpleUploadedFile("surat.pdf", papers.signed(), "application/pdf")
    desk.post(page + "signed/add/", {"file": pdf})
    shown = desk.get(page).text
    assert "penerbitnya tidak kami kenal" in shown
    assert "Lestari Ningsih" in shown
    assert "pernah dicabut" in shown
    assert "Surat ini menyebut Ani Rahmawati sebagai penanda tangan" in shown
    back = desk.get(page + "signed.pdf")
    assert b"".join(back.streaming_content) == papers.signed()
    assert "B-7/X/2026" in desk.get("/desk/letters/").text
    assert b"B-7/X/2026" in desk.get("/desk/letters/export.csv").content
    letter.refresh_from_db()
    assert (letter.state, letter.verdict) == ("signed", "unknown")


def test_a_reply_reaches_the_reporters_box(people, desk, case):
    visit(people, desk, "ani")
    fields = {**FIELDS, "subject": "Kabar", "body": "Laporan Anda diperiksa."}
    desk.post(f"/desk/letters/new/{case.ref}/reporter_reply/", fields)
    letter = Letter.objects.get()
    send = f"/desk/whistleblowing/{case.number}/letters/{letter.pk}/send/"
    desk.post(send)
    assert not case.entries.filter(channel="feedback").exists()
    desk.post(f"/desk/letters/{letter.pk}/number/", {"number": "B-8/2026", "dated": clock.today().isoformat()})
    desk.post(send)
    assert case.entries.filter(channel="feedback").exists()
    assert "Laporan Anda diperiksa." in desk.get(f"/desk/whistleblowing/{case.number}/conversation/").text


def test_a_disposition_between_two_handlers(people, desk, case):
    letter = drafted(people, desk, case)
    page = f"/desk/letters/{letter.pk}/"
    desk.post(page + "number/", {"number": "B-9/2026", "dated": clock.today().isoformat()})
    form = desk.get(page + "dispose/").text
    assert "Budi Hartono" in form
    assert "Gilang" not in form
    desk.post(page + "dispose/", {"receiver": str(people.budi.pk), "instructions": ["study"], "note": "Tolong dibaca."})
    visit(people, desk, "budi")
    assert "Pelajari dan beri pendapat" in desk.get("/desk/").text
    assert "Tolong dibaca." in desk.get(page).text
    desk.post(f"{page}dispositions/{letter.dispositions.get().pk}/finish/")
    assert letter.dispositions.get().done_on == clock.today()


def test_who_may_not_see_the_case_finds_nothing(people, desk, case):
    letter = drafted(people, desk, case)
    for name in ("citra", "gilang", "dewi"):
        visit(people, desk, name, unlock=False)
        for way in ("", "revise/", "letter.docx", "signed.pdf", "dispose/"):
            assert desk.get(f"/desk/letters/{letter.pk}/{way}").status_code == 404, (name, way)
        for way in ("number/", "void/", "signed/add/", "recheck/"):
            assert desk.post(f"/desk/letters/{letter.pk}/{way}", {}).status_code == 404, (name, way)
        assert desk.get(f"/desk/letters/new/{case.ref}/review_note/").status_code == 404
        assert case.number not in desk.get("/desk/letters/").text


def test_a_locked_vault_shows_the_lock(people, desk, case):
    letter = drafted(people, desk, case)
    visit(people, desk, "ani", unlock=False)
    page = desk.get(f"/desk/letters/{letter.pk}/").text
    assert "Telaah pungutan" not in page
    assert "Buka kunci" in page
    assert "/desk/vault/unlock/" in desk.get(f"/desk/letters/{letter.pk}/letter.docx")["Location"]


def test_the_office_keeps_templates_and_patterns(people, desk):
    visit(people, desk, "dewi", unlock=False)
    assert desk.get("/desk/letters/office/").status_code == 403
    access.grant_role(people.dewi, "letters.administrator", people.units.root, since=clock.today())
    assert "Surat tugas" in desk.get("/desk/letters/office/").text
    place = "/desk/letters/office/templates/review_note/"
    shipped = desk.get(place + "0.docx").content
    assert desk.get(place + "sample.docx").content.startswith(b"PK")
    checked = desk.post(place, {"file": SimpleUploadedFile("t.docx", shipped), "check": "1"})
    assert "Templat ini dapat dipakai" in checked.text
    assert not Template.objects.exists()
    desk.post(place, {"file": SimpleUploadedFile("t.docx", shipped), "use": "1"})
    assert Template.objects.get().in_use
    other = desk.post("/desk/letters/office/templates/assignment/", {"file": SimpleUploadedFile("t.docx", shipped), "use": "1"})
    assert "analysis" in other.text
    assert Template.objects.count() == 1
    refused = desk.post(place, {"file": SimpleUploadedFile("t.docx", b"bukan docx"), "use": "1"})
    assert refused.status_code == 400
    desk.post(place + "0/restore/")
    assert not Template.objects.get().in_use
    bad = desk.post("/desk/letters/office/schemes/new/", {"name": "X", "pattern": "{number}/{class}", "yearly": "on"})
    assert bad.status_code == 400
    desk.post("/desk/letters/office/schemes/new/", {"name": "Rahasia", "pattern": "R-{number:3}/{year}", "yearly": "on"})
    assert Scheme.objects.get().pattern == "R-{number:3}/{year}"
    desk.post("/desk/letters/office/anchors/add/", {"file": SimpleUploadedFile("akar.pem", papers.issuer("Balai Sertifikasi Contoh").pem)})
    assert "Balai Sertifikasi Contoh" in desk.get("/desk/letters/office/").text


def test_the_register_asks_no_more_for_many_matters_than_for_one(people, desk, case):
    letter = drafted(people, desk, case)
    few = asked(desk, "/desk/letters/")
    others = [filed() for _ in range(4)]
    Letter.objects.bulk_create(
        Letter(id=uuid4(), ref=other.ref, record=letter.record, kind=letter.kind, drafter=letter.drafter, drafted_on=letter.drafted_on)
        for other in others
    )
    assert all(other.number in desk.get("/desk/letters/").text for other in (case, *others))
    assert asked(desk, "/desk/letters/") == few


def test_the_letters_of_a_case_cost_the_same_however_many_they_are(people, desk, case):
    drafted(people, desk, case)
    tab = f"/desk/whistleblowing/{case.number}/letters/"
    few = asked(desk, tab)
    subjects = [f"Perihal {number}" for number in range(3)]
    for subject in subjects:
        desk.post(f"/desk/letters/new/{case.ref}/review_note/", {**FIELDS, "subject": subject})
    shown = desk.get(tab).text
    assert all(subject in shown for subject in (FIELDS["subject"], *subjects))
    assert asked(desk, tab) == few


def test_handing_a_letter_on_asks_no_more_for_many_people_than_for_one(people, desk, case):
    page = f"/desk/letters/{drafted(people, desk, case).pk}/dispose/"
    few = asked(desk, page)
    for number in range(3):
        one = people.add(f"bima{number}", f"Bima {number}", people.units.inspectorate, f"Auditor {number}", roles=(HANDLER,), keys=True)
        desk.post(f"/desk/whistleblowing/{case.number}/assign/", {"account": str(one.pk)})
    assert all(f">{name}</option>" in desk.get(page).text for name in ("Budi Hartono", "Bima 0", "Bima 1", "Bima 2"))
    assert asked(desk, page) == few


def asked(desk, page):
    """How many queries the page takes when nothing is left to tell of what was done before."""
    desk.get(page)
    return queries_of(lambda: [desk.get(page)])
