"""The room over HTTP: the register and its exports, a breach and a request by hand, and who gets nothing."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from amanah.engines.cases.models import Case
from amanah.foundation.evidence import queries as evidence
from amanah.foundation.evidence.models import EvidenceItem
from amanah.rooms.personal_data.models import Activity
from amanah.rooms.personal_data.tests import stage
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db

FORM = {name: value for name, value in stage.VALUES.items() if value not in {"", False}}
NOTICE = {"to": "Lembaga", "how": "Surat", "affected": "Gaji", "text": "Tautan umum", "measures": "Ditutup"}


@pytest.fixture
def people(people):
    stage.cast(people)
    return people


def unlocked(desk, people, name):
    people.sign_in(desk, name)
    assert desk.post(reverse("vault:unlock"), {"passphrase": PASSPHRASE}).status_code == 302
    return desk


def at(name, *args):
    return reverse(f"personal_data_desk:{name}", args=args)


def test_an_activity_is_entered_changed_reviewed_ended_and_exported(desk, people):
    people.sign_in(desk, "eko")
    assert "Daftar ini masih kosong" in desk.get(at("register")).text
    assert "Peran Anda" in desk.post(at("activity_new"), FORM | {"unit": "SETJEN"}).text
    page = desk.post(at("activity_new"), FORM | {"unit": "DIT-K3"}, follow=True).text
    activity = Activity.objects.get()
    assert activity.number in page
    assert "Belum ada yang dicatat" in page
    desk.post(at("activity_edit", activity.number), FORM | {"specific": "on", "retention": "2 tahun"})
    assert "termasuk data spesifik" in desk.get(at("register"), {"words": "NIK", "specific": "on"}).text
    assert "Tidak ada kegiatan yang cocok" in desk.get(at("register"), {"basis": "consent"}).text
    book = load_workbook(io.BytesIO(desk.get(at("register_export", "xlsx")).content))
    assert [row[0] for row in book.active.iter_rows(values_only=True)] == ["Nomor", activity.number]
    assert desk.get(at("register_export", "pdf")).content.startswith(b"%PDF-")
    assert desk.post(at("activity_review", activity.number), follow=True).status_code == 200
    assert "Sudah diakhiri" in desk.post(at("activity_end", activity.number), follow=True).text


def test_a_breach_goes_from_the_first_hour_to_the_letter(desk, people):
    with stage.on(2026, 3, 21):
        unlocked(desk, people, "maya")
        answer = desk.post(at("breach_new"), {"topic": "confidentiality", "known_at": "2026-03-20T22:30", "text": stage.SECRET})
        case = Case.objects.get()
        assert answer["Location"] == at("breach", case.number)
        page = desk.get(at("breach", case.number)).text
        assert stage.SECRET in page
        assert "23-03-2026 22:30" in page
        assert "Tinggal 60 jam" in desk.get(at("breaches")).text
        assert desk.get(at("write", case.number, "assessment")).status_code == 200
        desk.post(at("write", case.number, "assessment"), {"gravity": "high", "people": "40", "affected": "Gaji", "text": "Tautan umum"})
        assert "Saat terkirim" in desk.post(at("write", case.number, "notice-authority"), NOTICE | {"sent_at": "2026-03-20T22:00"}).text
        desk.post(at("write", case.number, "notice-authority"), NOTICE | {"sent_at": "2026-03-21T09:30"})
        desk.post(at("write", case.number, "note"), {"text": "Telepon pusat data"})
        page = desk.get(at("breach", case.number)).text
        assert "Telepon pusat data" in page
        assert "belum tercatat keduanya" in page
        notice = case.entries.get(channel="notice_authority")
        assert desk.get(at("letter", case.number, notice.seq)).content.startswith(b"%PDF-")
        assert desk.get(at("letter", case.number, 1)).status_code == 404
        book = load_workbook(io.BytesIO(desk.get(at("breach_log", "xlsx")).content))
        assert [row[3:5] for row in book.active.iter_rows(min_row=2, values_only=True)] == [("2026-03-20 22:30", "2026-03-23 22:30")]


def test_a_request_goes_from_the_letter_that_came_in_to_the_one_that_goes_out(desk, people):
    activity = stage.activity(people)
    stage.activity(people, title="Saluran pelaporan", undisclosed=True)
    unlocked(desk, people, "maya")
    sent = {
        "right": "access",
        "name": "Sulastri",
        "contact": "Jalan Mawar 1",
        "how": "letter",
        "received_on": "2026-01-05",
        "text": "Mohon",
    }
    desk.post(at("request_new"), sent)
    case = Case.objects.get()
    desk.post(at("write", case.number, "identity"), {"text": "KTP dicocokkan"})
    page = desk.get(at("write", case.number, "finding")).text
    assert activity.title in page
    assert "Saluran pelaporan</option>" not in page
    desk.post(at("write", case.number, "finding"), {"activity": activity.pk, "finding": "found", "text": "Satu berkas"})
    desk.post(at("write", case.number, "reply"), {"outcome": "granted", "ground": "", "text": "Terlampir."})
    assert "Menunggu pengesahan" in desk.get(at("request", case.number)).text
    reply = case.entries.get(channel="reply")
    assert desk.get(at("letter", case.number, reply.seq)).status_code == 404
    unlocked(desk, people, "rini")
    page = desk.post(at("approve", case.number), follow=True).text
    assert "tidak berarti bahwa data itu ada" in page
    assert desk.get(at("letter", case.number, reply.seq)).content.startswith(b"%PDF-")
    assert case.number in desk.get(at("requests")).text


@pytest.mark.parametrize("name", ["citra", "gilang", "eko", "ani"])
def test_whoever_does_not_look_after_personal_data_gets_nothing(desk, people, name):
    case, activity = stage.breach(people), stage.activity(people, unit=people.units.secretariat)
    people.sign_in(desk, name)
    for address in (at("breach", case.number), at("write", case.number, "note"), at("letter", case.number, 1), at("appoint", case.number)):
        assert desk.get(address).status_code == 404, address
    for address in (at("breaches"), at("breach_new"), at("requests"), at("request_new"), at("breach_log", "xlsx")):
        assert desk.get(address).status_code == 403, address
    assert desk.get(at("activity", activity.number)).status_code == (404 if name == "eko" else 403)
    assert desk.get(at("request", case.number)).status_code == 404
    for act in ("approve", "recuse"):
        assert desk.post(at(act, case.number)).status_code == 404
    assert desk.post(at("activity_end", activity.number)).status_code in {403, 404}


def test_a_locked_vault_shows_who_could_open_it_and_no_word(desk, people):
    case = stage.breach(people)
    people.sign_in(desk, "maya")
    page = desk.get(at("breach", case.number)).text
    assert stage.SECRET not in page
    assert "Rini Astuti" in page
    assert desk.get(at("write", case.number, "measure"))["Location"].startswith(reverse("vault:unlock"))


def test_a_list_costs_the_same_for_one_record_as_for_many(people, django_assert_num_queries):
    from amanah.rooms.personal_data.queries import files, register
    from amanah.rooms.personal_data.queries.register import Filters

    for _ in range(4):
        stage.activity(people)
        stage.breach(people)
        stage.request(people)
    viewer = people.viewer("maya")
    assert viewer.roles
    assert viewer.own_tags
    assert not viewer.aside
    for listing in (files.breaches, files.requests):
        with django_assert_num_queries(2):
            assert len(listing(viewer)) == 4
    with django_assert_num_queries(2):
        assert len(register.listing(viewer, Filters())) == 4


def test_files_are_sealed_and_each_taking_is_noted(people, desk):
    case = stage.breach(people)
    page = at("breach", case.number)
    add = at("add_evidence", case.number)
    unlocked(desk, people, "maya")
    assert "Setiap pengambilan berkas tercatat" in desk.get(page).text
    assert desk.post(add, {"text": "Dari loket"}).status_code == 400
    upload = SimpleUploadedFile("tautan-gaji.txt", b"isi tautan")
    assert desk.post(add, {"text": "Tangkapan dari loket", "file": upload}).status_code == 302
    shown = desk.get(page).text
    assert "tautan-gaji.txt" in shown
    assert "Tangkapan dari loket" in shown
    item = EvidenceItem.objects.get(ref=case.ref)
    address = at("file", case.number, item.pk)
    assert b"".join(desk.get(address)) == b"isi tautan"
    assert [event.act for event in evidence.custody(item)][-1] == "downloaded"
    unlocked(desk, people, "ani")
    assert desk.get(address).status_code == 404
    assert desk.post(add, {"text": "x", "file": SimpleUploadedFile("a.txt", b"a")}).status_code == 404
