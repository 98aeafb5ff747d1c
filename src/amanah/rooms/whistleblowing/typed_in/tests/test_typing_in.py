"""What comes by phone, letter or WhatsApp is sealed like any report, and whoever typed it finds nothing of it again."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from amanah.engines.cases.models import Case
from amanah.engines.reports.queries import reading
from amanah.foundation.access import services as access
from amanah.foundation.vault import services as vault
from amanah.kernel import canonical, receipts
from amanah.rooms.whistleblowing.typed_in.ways import TYPIST
from tests.people import PASSPHRASE, SINCE

WORDS = "Petugas loket meminta anggrek-ungu sebelum sertifikat dicetak."
TOLD = {
    "way": "phone",
    "came_on": "20 November",
    "topic": "illegal_levy",
    "what": WORDS,
    "who": "",
    "exclude": "",
    "mode": "anonymous",
    "route": "inspectorate",
    "wants_receipt": "on",
}
LEVY = {"questionnaire": "illegal_levy/1", "shown": "service pressure asked_by payments proof still", "count-payments": "1"}


def url(name=""):
    return reverse(f"whistleblowing_desk:typed_in{'_' if name else ''}{name}")


@pytest.fixture
def typist(desk, people):
    """Citra at the desk, who holds the one role and no key."""
    access.grant_role(people.citra, TYPIST, people.units.root, since=SINCE)
    return people.sign_in(desk, "citra")


def type_in(client, **changes):
    told = {name: value for name, value in (TOLD | changes).items() if value is not None}
    page = client.post(url(), told)
    assert page.status_code == 302, page.content.decode()[:4000]
    if page.url == url("questions"):
        assert client.post(url("questions"), LEVY).url == url("review")
    return client.post(url("review"))


def receipt_of(client):
    html = client.get(url("receipt")).content.decode()
    words = re.findall(r"<li><span>([a-z]+)</span></li>", html)
    digits = re.search(r"<strong>([\d ]{9,11})</strong>", html)
    return " ".join([*words, digits.group(1)]) if digits else ""


def content(people, name="ani"):
    account = getattr(people, name)
    opened = reading.open_case(people.viewer(name), Case.objects.get(), vault.unlock(account, PASSPHRASE))
    return reading.content(opened) if opened else None


def test_a_phone_call_becomes_a_sealed_report_with_a_receipt(typist, people):
    assert typist.post(url(), TOLD).url == url("questions")
    opened = typist.post(url("questions"), LEVY | {"q-service": "k3", "q-payments-0-amount": "2 juta"})
    assert "Pada tahap mana uang diminta?" in opened.content.decode()
    more = {"q-service": "k3", "q-k3_stage": "exam", "q-payments-0-amount": "2 juta"}
    assert typist.post(url("questions"), LEVY | {"shown": LEVY["shown"] + " k3_stage"} | more).url == url("review")
    review = typist.get(url("review")).content.decode()
    for words in (WORDS, "Telepon", "Ujian atau evaluasi", "Rp2.000.000"):
        assert words in review
    assert typist.post(url("review")).url == url("receipt")
    receipt = receipt_of(typist)

    report, told = content(people).report, canonical.decode(content(people).fields["opened"])
    assert (report.answers["what"], report.extra["k3_stage"]) == (WORDS, "exam")
    assert told["came_by"] == "phone"
    assert told["came_on"] == "20 November"
    assert told["typed_by"] == people.viewer("citra").actor
    assert vault.open_mailbox(receipts.parse(receipt)).record == Case.objects.get().ref


def test_the_typist_finds_nothing_of_it_again(typist, people):
    type_in(typist)
    number = Case.objects.get().number
    for name in ("case", "sheet"):
        assert typist.get(reverse(f"whistleblowing_desk:{name}", args=[number])).status_code == 404
    assert number not in typist.get(url("receipt")).content.decode()
    assert number not in typist.get(reverse("cases:list")).content.decode()
    typist.post(url("done"))
    assert receipt_of(typist) == ""
    assert WORDS not in typist.get(url()).content.decode()


def test_the_case_of_a_typed_report_looks_like_any_other_in_the_database(typist, people):
    type_in(typist)
    typist.post(url("done"))
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names():
            if table.startswith(("cases_", "ledger_", "vault_", "evidence_", "whistleblowing_", "clocks_", "notices_")):
                cursor.execute(f'SELECT * FROM "{table}"')
                rows += [str(row) for row in cursor.fetchall()]
    text = "\n".join(rows)
    assert str(Case.objects.get().ref) in text
    for secret in ("anggrek-ungu", "came_by", "20 November", "phone'"):
        assert secret not in text
    events = "\n".join(row for row in rows if Case.objects.get().ref in row or str(Case.objects.get().pk) in row)
    assert str(people.citra.pk) not in events


def test_a_typist_who_is_named_gets_no_receipt_and_no_sight(desk, people):
    """Ani may type and may handle; she types a report that names herself."""
    access.grant_role(people.ani, TYPIST, people.units.root, since=SINCE)
    people.sign_in(desk, "ani")
    type_in(desk, who="Ani Rahmawati")
    page = desk.get(url("receipt"))
    assert receipt_of(desk) == ""
    assert "Tanda terima tidak ditampilkan" in page.content.decode()
    assert desk.get(reverse("whistleblowing_desk:case", args=[Case.objects.get().number])).status_code == 404
    assert content(people, "ani") is None
    assert canonical.decode(content(people, "budi").fields["opened"])["receipt"] == "withheld"


def test_a_superior_of_whom_is_named_gets_no_receipt_either(desk, people):
    access.grant_role(people.gilang, TYPIST, people.units.root, since=SINCE)
    people.sign_in(desk, "gilang")
    type_in(desk, who="Hadi Susanto")
    named = desk.get(url("receipt")).content.decode()
    assert receipt_of(desk) == ""
    desk.post(url("done"))
    type_in(desk, who="", wants_receipt=None)
    unwanted = desk.get(url("receipt")).content.decode()
    tokens = re.compile(r'csrfmiddlewaretoken" value="[^"]+"')
    assert tokens.sub("", named) == tokens.sub("", unwanted), "the page tells the typist why"


def test_the_handler_reads_how_it_came(typist, people):
    type_in(typist, way="whatsapp", wants_receipt=None)
    people.sign_in(typist, "ani")
    typist.post(reverse("vault:unlock"), {"passphrase": PASSPHRASE})
    summary = typist.get(reverse("whistleblowing_desk:case", args=[Case.objects.get().number])).content.decode()
    for words in ("Diketik oleh petugas", "Nomor WhatsApp kantor", "Citra Maharani", "tidak ada yang dapat membuka kotak komunikasi"):
        assert words in summary


def test_whatsapp_is_answered_with_one_sentence_and_never_with_content(typist, people):
    type_in(typist, way="whatsapp")
    page = typist.get(url("receipt")).content.decode()
    assert 'value="Silakan buka kotak komunikasi Anda."' in page
    assert WORDS not in page


def test_a_letter_is_attached_and_a_name_is_sealed_in_its_envelope(typist, people):
    letter = SimpleUploadedFile("surat.txt", b"Yth. Inspektorat", "text/plain")
    type_in(typist, way="letter", attached=letter, mode="confidential", name="Nadia Putri", contact="0812")
    found = content(people)
    assert [line.upload.name for line in found.files()] == ["surat.txt"]
    assert found.report.identity is None
    assert b"Nadia" not in found.report.to_bytes()


def test_an_anonymous_report_keeps_no_name_however_it_was_typed(typist, people):
    type_in(typist, mode="anonymous", name="Nadia Putri", contact="0812", note="malam")
    review = typist.get(url("receipt")).content.decode()
    assert "Nadia" not in review
    assert b"Nadia" not in content(people).report.to_bytes()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"what": ""}, "Tulis apa yang terjadi"),
        ({"mode": "open", "name": ""}, "Tulis namanya, atau pilih anonim."),
        ({"way": "pigeon"}, "pigeon"),
        ({"unit": "00000000-0000-0000-0000-000000000000"}, "00000000"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(typist, people, changes, sentence):
    page = typist.post(url(), TOLD | {"where": "Loket tiga <b>"} | changes)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "Loket tiga &lt;b&gt;" in page.content.decode()


def test_a_draft_opens_for_its_typist_alone(typist, people):
    typist.post(url(), TOLD)
    assert WORDS in typist.get(url()).content.decode()
    access.grant_role(people.hadi, TYPIST, people.units.root, since=SINCE)
    people.sign_in(typist, "hadi")
    assert WORDS not in typist.get(url()).content.decode()
    assert typist.get(url("review")).url == url()


def test_sending_twice_files_once(typist, people):
    type_in(typist)
    assert typist.post(url("review")).url == url("receipt")
    assert typist.post(url(), TOLD).url == url("receipt")
    assert Case.objects.count() == 1


def test_a_discarded_text_is_gone(typist, people):
    typist.post(url(), TOLD)
    typist.post(url("done"))
    assert WORDS not in typist.get(url()).content.decode()
    assert Case.objects.count() == 0


@pytest.mark.parametrize("name", ["", "questions", "review", "receipt", "done"])
def test_without_the_role_nothing_of_it_opens(desk, people, name):
    people.sign_in(desk, "citra")
    assert desk.post(url(name)).status_code == 403


def test_a_report_that_nobody_may_read_is_not_filed_and_says_so(typist, people):
    type_in(typist, exclude="Inspektorat Jenderal")
    page = typist.get(url("review"))
    assert "Laporan ini BELUM tersimpan" in page.content.decode()
    assert Case.objects.count() == 0
