"""The desk of whistleblowing over HTTP: what handlers can do, what others cannot, and that nothing is kept in clear."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse

from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import work_ref
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import handling, mailbox
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.rooms.whistleblowing.inquiry import services as inquiry
from amanah.rooms.whistleblowing.services import filing
from tests.counting import queries_of
from tests.people import PASSPHRASE

ANSWERS = {
    "topic": "illegal_levy",
    "route": "inspectorate",
    "mode": "anonymous",
    "unit": "",
    "what": "Petugas loket meminta anggrek-ungu sebelum sertifikat dicetak.",
    "who": "Gilang Ramadhan\nOrang Tak Dikenal",
    "when": "Maret lalu",
    "known": "Saya mengalaminya",
}


@pytest.fixture
def case(people):
    return file_one(people)[0]


def file_one(people, **changes):
    case_id = uuid4()
    receipt = filing.file_report(filing.from_answers(case_id, ANSWERS | changes))
    return Case.objects.get(pk=case_id), receipt


def unlocked(desk, people, name):
    people.sign_in(desk, name)
    answer = desk.post(reverse("vault:unlock"), {"passphrase": PASSPHRASE})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return desk


def page(desk, case, tab="summary"):
    answer = desk.get(reverse("whistleblowing_desk:tab", args=[case.number, tab]))
    assert answer.status_code == 200
    return answer.content.decode()


def act(desk, name, *args, data=None):
    answer = desk.post(reverse(f"whistleblowing_desk:{name}", args=args), data or {})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer


def opened(people, name, case):
    viewer = people.viewer(name)
    return reading.open_case(viewer, Case.objects.get(pk=case.pk), vault.unlock(viewer.account, PASSPHRASE))


def test_a_locked_vault_shows_the_lock_and_no_word_of_the_report(desk, people, case):
    people.sign_in(desk, "ani")
    text = page(desk, case)
    assert "anggrek-ungu" not in text
    assert "Ani Rahmawati" in text  # who can open it
    assert reverse("vault:unlock") in text


def test_an_unlocked_vault_shows_the_report_and_the_names_nobody_answers_to(desk, people, case):
    text = page(unlocked(desk, people, "ani"), case)
    assert "anggrek-ungu" in text
    assert "Orang Tak Dikenal" in text


@pytest.mark.parametrize("name", ["citra", "gilang", "kartika", "dewi", "fitri", "indra"])
def test_it_does_not_exist_for_those_it_is_not_for(desk, people, case, name):
    people.sign_in(desk, name)
    for tab in ("summary", "conversation", "triage", "inquiry", "evidence", "timeline", "thread"):
        assert desk.get(reverse("whistleblowing_desk:tab", args=[case.number, tab])).status_code == 404
    assert desk.post(reverse("whistleblowing_desk:move", args=[case.number, "acknowledge"])).status_code == 404
    case.refresh_from_db()
    assert case.state == "received"


def test_from_receipt_to_closing_letter(desk, people):
    case, receipt = file_one(people)
    unlocked(desk, people, "ani")
    act(desk, "move", case.number, "acknowledge")
    act(desk, "write", case.number, "question", data={"text": "Kapan persisnya?", "wait": "on"})
    case.refresh_from_db()
    assert case.state == "awaiting"
    mailbox.add_message(vault.open_mailbox(receipt), "Tanggal dua belas, siang.")
    assert "Tanggal dua belas, siang." in page(desk, case, "conversation")
    case.refresh_from_db()
    assert case.state == "triage"
    sheet = {
        "complete": ["what", "when"],
        "seriousness": "high",
        "jurisdiction": "own",
        "urgency": "soon",
        "pressure": "none",
        "summary": "Layak.",
    }
    act(desk, "write", case.number, "triage", data=sheet)
    assert "2 dari 8 unsur" in page(desk, case, "triage")
    act(desk, "move", case.number, "triage")
    act(desk, "move", case.number, "investigate")
    act(desk, "write", case.number, "plan", data={"text": "Periksa antrean."})
    act(desk, "write", case.number, "note", data={"text": "Log diminta."})
    act(desk, "write", case.number, "feedback", data={"text": "Laporan Anda sedang diperiksa."})
    text = page(desk, case, "inquiry")
    assert "Periksa antrean." in text
    assert "Log diminta." in text
    hands = opened(people, "ani", case)
    allegation = inquiry.write(hands, "allegation", {"act": "Meminta uang.", "subjects": [], "period": "", "rule": ""})
    inquiry.write(hands, "finding", {"reasoning": "Log.", "standard": "balance", "evidence": []}, state="proven", about=allegation)
    act(desk, "propose", case.number, "conclude", data={"outcome": "proven", "text": "Terbukti dari log."})
    case.refresh_from_db()
    assert case.state == "investigation"
    act(desk, "approve", case.number)
    case.refresh_from_db()
    assert case.state == "investigation", "nobody is their own second pair of eyes"
    unlocked(desk, people, "budi")
    assert "Terbukti dari log." in page(desk, case)
    act(desk, "approve", case.number)
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("concluded", "proven")
    act(desk, "write", case.number, "closing", data={"text": "Terima kasih. Laporan Anda terbukti."})
    assert "Surat penutup" in page(desk, case, "conversation")


@pytest.mark.parametrize("tab", ["conversation", "inquiry"])
def test_no_two_fields_of_a_page_share_a_name_for_their_label(desk, people, case, tab):
    unlocked(desk, people, "ani")
    act(desk, "move", case.number, "acknowledge")
    ids = re.findall(r' id="([^"]+)"', page(desk, case, tab))
    assert len(ids) == len(set(ids))


def test_what_was_typed_stays_when_something_is_missing(desk, people, case):
    unlocked(desk, people, "ani")
    act(desk, "move", case.number, "acknowledge")
    answer = desk.post(
        reverse("whistleblowing_desk:write", args=[case.number, "triage"]), {"summary": "Ringkasan yang panjang", "urgency": "soon"}
    )
    assert answer.status_code == 400
    assert "Ringkasan yang panjang" in answer.content.decode()


def test_a_rejected_proposal_leaves_the_case_where_it_is(desk, people, case):
    unlocked(desk, people, "ani")
    act(desk, "move", case.number, "acknowledge")
    act(desk, "propose", case.number, "archive", data={"outcome": "insufficient", "text": "Kurang data."})
    unlocked(desk, people, "budi")
    act(desk, "reject", case.number, data={"text": "Tanyakan dahulu."})
    case.refresh_from_db()
    assert case.state == "triage"
    assert "Tanyakan dahulu." in page(desk, case, "inquiry")


def test_assigning_hands_the_key_over_and_releasing_takes_it_back(desk, people, case):
    people.add("joko", "Joko Widagdo", people.units.inspectorate, "Pemeriksa", roles=("whistleblowing.investigator",), keys=True)
    joko = people.joko
    assert opened(people, "joko", case) is None
    unlocked(desk, people, "ani")
    act(desk, "assign", case.number, data={"account": str(joko.pk)})
    assert opened(people, "joko", case) is not None
    act(desk, "release", case.number, joko.pk)
    assert f"account:{joko.pk}" not in keys.holders(case.ref)
    people.sign_in(desk, "joko")
    assert desk.get(reverse("whistleblowing_desk:case", args=[case.number])).status_code == 404


def test_nobody_who_is_a_subject_can_be_given_the_case(desk, people, case):
    unlocked(desk, people, "ani")
    offered = desk.get(reverse("whistleblowing_desk:assign", args=[case.number])).content.decode()
    assert "Budi Hartono" in offered
    assert "Gilang" not in offered


def test_choosing_somebody_asks_no_more_of_many_who_fit_than_of_one(desk, people, case):
    page = reverse("whistleblowing_desk:assign", args=[case.number])
    unlocked(desk, people, "ani")
    few = queries_of(lambda: [desk.get(page)])
    for number in range(4):
        people.add(
            f"joko{number}",
            f"Joko {number}",
            people.units.inspectorate,
            f"Pemeriksa {number}",
            roles=("whistleblowing.investigator",),
            keys=True,
        )
    offered = desk.get(page).content.decode()
    assert all(f"Joko {number}" in offered for number in range(4))
    assert queries_of(lambda: [desk.get(page)]) == few


def test_the_mailbox_key_opens_nothing_that_staff_write_among_themselves(desk, people):
    case, receipt = file_one(people)
    hand = opened(people, "ani", case)
    handling.write_note(hand, "Catatan antar petugas.")
    handling.ask(hand, "Kapan?", wait=False)
    box = vault.open_mailbox(receipt)
    fields = vault.open_fields(box.record, vault.content_key(box.record, "mailbox", box.key_pair))
    assert any(name.startswith("message/") for name in fields)
    assert not any(name.partition("/")[0] in {"note", "triage", "plan", "outcome"} for name in fields)
    assert "mailbox" not in keys.holders(work_ref(case.pk))


def test_stepping_back_hides_the_case_and_takes_the_key(desk, people, case):
    unlocked(desk, people, "budi")
    act(desk, "recuse", case.number)
    assert desk.get(reverse("whistleblowing_desk:case", args=[case.number])).status_code == 404
    assert f"account:{people.budi.pk}" not in {*keys.holders(case.ref), *keys.holders(work_ref(case.pk))}


def test_naming_a_subject_later_shuts_a_handler_out(desk, people, case):
    unlocked(desk, people, "ani")
    act(desk, "name_subject", case.number, data={"text": "Budi Hartono"})
    assert f"account:{people.budi.pk}" not in keys.holders(case.ref)
    unlocked(desk, people, "budi")
    assert desk.get(reverse("whistleblowing_desk:case", args=[case.number])).status_code == 404


def test_evidence_is_sealed_and_comes_back_as_an_attachment(desk, people, case):
    unlocked(desk, people, "ani")
    act(desk, "move", case.number, "acknowledge")
    upload = SimpleUploadedFile("kuitansi melati.txt", b"bunga sepatu merah", content_type="text/plain")
    act(desk, "add_evidence", case.number, data={"file": upload, "text": "Dari bendahara."})
    line = reading.content(opened(people, "ani", case)).files()[0]
    answer = desk.get(reverse("whistleblowing_desk:file", args=[case.number, line.upload.file_id]))
    assert b"".join(answer.streaming_content) == b"bunga sepatu merah"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "Dari bendahara." in page(desk, case, "evidence")


def test_what_was_done_is_said_on_the_page_of_the_inquiry(desk, people, case):
    unlocked(desk, people, "ani")
    act(desk, "move", case.number, "acknowledge")
    act(desk, "write", case.number, "plan", data={"text": "Periksa antrean."})
    assert "Rencana tersimpan." in page(desk, case, "inquiry")


def test_a_file_that_the_reporter_sends_later_is_in_the_conversation(desk, people):
    case, receipt = file_one(people)
    sent = RequestFactory().post("/mailbox/message/", {"attached": SimpleUploadedFile("struk kenanga.txt", b"bunga tanjung")})
    upload = sent.FILES["attached"].sealed
    mailbox.add_message(vault.open_mailbox(receipt), "Ini struknya.", [upload])
    text = page(unlocked(desk, people, "ani"), case, "conversation")
    assert "struk kenanga.txt" in text
    assert reverse("whistleblowing_desk:file", args=[case.number, upload.file_id]) in text


def test_an_identity_envelope_takes_a_handler_with_a_reason_and_a_custodian(desk, people):
    case, _receipt = file_one(people, mode="confidential", name="Sri Melati", contact="0812", note="")
    unlocked(desk, people, "ani")
    assert "Sri Melati" not in page(desk, case)
    act(desk, "ask_identity", case.number, data={"text": "Perlu perlindungan segera."})
    unlocked(desk, people, "indra")
    listed = desk.get(reverse("whistleblowing_desk:identity_requests")).content.decode()
    assert "Perlu perlindungan segera." in listed
    assert "anggrek-ungu" not in listed
    wish = reading.find(people.viewer("ani"), case.number)
    from amanah.rooms.whistleblowing.models import IdentityRequest

    act(desk, "grant_identity", IdentityRequest.objects.get(case=wish).pk)
    assert "Sri Melati" in page(unlocked(desk, people, "ani"), case)
    assert "Sri Melati" not in page(unlocked(desk, people, "budi"), case)


def test_do_not_contact_is_shown_and_asks_for_attention(desk, people):
    case, receipt = file_one(people)
    mailbox.set_contact(vault.open_mailbox(receipt), wanted=False)
    assert "minta tidak dihubungi" in page(unlocked(desk, people, "ani"), case).lower()


def test_no_word_written_by_staff_is_in_the_database_in_clear(desk, people, case):
    unlocked(desk, people, "ani")
    act(desk, "move", case.number, "acknowledge")
    act(desk, "write", case.number, "note", data={"text": "burung-cendrawasih"})
    act(desk, "write", case.number, "question", data={"text": "burung-cendrawasih"})
    act(desk, "propose", case.number, "archive", data={"outcome": "insufficient", "text": "burung-cendrawasih"})
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert not any("cendrawasih" in str(bytes(v) if isinstance(v, memoryview) else v) for row in cursor.fetchall() for v in row), (
                table
            )


@pytest.mark.parametrize("messages", [1, 6])
def test_a_case_page_asks_few_queries_however_long_the_talk(desk, people, case, messages, django_assert_max_num_queries):
    hand = opened(people, "ani", case)
    for number in range(messages):
        handling.ask(hand, f"Pertanyaan {number}", wait=False)
    unlocked(desk, people, "ani")
    page(desk, case, "conversation")
    with django_assert_max_num_queries(45):
        page(desk, case, "conversation")


def test_the_case_sheet_is_a_pdf_for_those_who_may_see_the_case_and_holds_no_word_of_the_report(desk, people, case):
    from amanah.engines.reports.desk.sheet import contents

    assert "anggrek" not in str(contents(people.viewer("ani"), case))
    people.sign_in(desk, "ani")
    answer = desk.get(reverse("whistleblowing_desk:sheet", args=[case.number]))
    assert answer.content.startswith(b"%PDF-")
    people.sign_in(desk, "citra")
    assert desk.get(reverse("whistleblowing_desk:sheet", args=[case.number])).status_code == 404


def test_triage_is_not_settled_without_a_sheet(desk, people, case):
    unlocked(desk, people, "ani")
    act(desk, "move", case.number, "acknowledge")
    act(desk, "move", case.number, "triage")
    case.refresh_from_db()
    assert case.state == "triage"
    assert "Isi lembar telaah dahulu" in page(desk, case)


def test_words_inside_are_found_by_those_who_can_open_them_and_by_nobody_else(desk, people, case):
    def found(text):
        return desk.post(reverse("cases:search"), {"q": text}).content.decode()

    assert case.number in found_by(desk, people, "ani", found)
    assert case.number not in found_by(desk, people, "fitri", found)
    assert case.number not in found_by(desk, people, "indra", found)
    people.sign_in(desk, "citra")
    assert case.number not in found("anggrek-ungu")
    people.sign_in(desk, "budi")
    desk.cookies.pop("desk_keys", None)
    assert case.number not in found("anggrek-ungu"), "a locked key opens nothing"


def found_by(desk, people, name, found):
    unlocked(desk, people, name)
    return found("ANGGREK-ungu")


@pytest.mark.parametrize("cases", [1, 4])
def test_a_search_inside_asks_few_queries_however_many_cases(desk, people, cases, django_assert_max_num_queries):
    for _ in range(cases):
        file_one(people)
    unlocked(desk, people, "ani")
    with django_assert_max_num_queries(26):
        assert "anggrek" in desk.post(reverse("cases:search"), {"q": "anggrek"}).content.decode()
