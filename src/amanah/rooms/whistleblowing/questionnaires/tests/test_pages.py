"""The questions in the report, in the mailbox and on the desk, page by page and without JavaScript."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.queries import mailbox as boxes
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import handling, wishes
from amanah.foundation.vault import services as vault
from amanah.kernel import receipts
from amanah.rooms.whistleblowing.questionnaires import services
from amanah.rooms.whistleblowing.questionnaires.answers import NotAnswers, decode
from amanah.rooms.whistleblowing.questionnaires.desk import paper
from amanah.rooms.whistleblowing.questionnaires.queries import waiting
from amanah.rooms.whistleblowing.services import filing, triaging
from amanah.rooms.whistleblowing.tests import stories
from amanah.rooms.whistleblowing.tests.stories import answer, hidden, send, url, words_of
from tests.people import PASSPHRASE

LEVY = {"questionnaire": "illegal_levy/1", "shown": "service pressure asked_by payments proof still", "count-payments": "1"}


def begin(client, topic="illegal_levy"):
    for key in ("topic", "place", "story", "details"):
        answer(client, key, stories.ANSWERS[key] | ({"topic": topic} if key == "topic" else {}))


def finish(client):
    for key in ("shield", "mode", "recipient"):
        answer(client, key, stories.ANSWERS[key])


def opened(people, name, case):
    account = getattr(people, name)
    return reading.open_case(people.viewer(name), case, vault.unlock(account, PASSPHRASE))


@pytest.fixture
def filed(people):
    """A case and its reporter's opened mailbox."""
    case_id = uuid4()
    answers = {name: value for fields in stories.ANSWERS.values() for name, value in fields.items()}
    receipt = filing.file_report(filing.from_answers(case_id, answers))
    return Case.objects.get(pk=case_id), receipt


def test_a_conditional_question_and_two_entries_reach_the_review_and_the_report(intake, people):
    begin(intake)
    page = intake.get(url("questions")).content.decode()
    assert "Layanan apa yang diurus?" in page
    assert "Pada tahap mana" not in page

    opened_one = intake.post(url("questions"), LEVY | {"q-service": "k3", "q-payments-0-amount": "2 juta"})
    assert opened_one.status_code == 200
    assert "Pada tahap mana uang diminta?" in opened_one.content.decode()
    assert "2 juta" in opened_one.content.decode() or "2000000" in opened_one.content.decode()

    shown = LEVY["shown"] + " k3_stage"
    typed = LEVY | {"shown": shown, "q-service": "k3", "q-k3_stage": "exam", "q-payments-0-amount": "2 juta", "more": "payments"}
    more = intake.post(url("questions"), typed).content.decode()
    assert 'name="q-payments-1-amount"' in more
    assert 'value="2 juta"' in more

    del typed["more"]
    done = intake.post(url("questions"), typed | {"count-payments": "2", "q-payments-1-amount": "500 ribu", "q-still": "yes"})
    assert done.status_code == 302
    finish(intake)
    review = intake.get(url("review"))
    for words in ("Sertifikat atau lisensi K3", "Ujian atau evaluasi", "Pembayaran 2", "Rp500.000"):
        assert words in review.content.decode()
    assert words_of(send(intake))

    case = Case.objects.get()
    report = reading.content(opened(people, "ani", case)).report
    assert report.questionnaire == "illegal_levy/1"
    payments = [{"amount": "2000000"}, {"amount": "500000"}]
    assert report.extra == {"service": "k3", "k3_stage": "exam", "payments": payments, "still": "yes"}


def test_what_a_lost_connection_left_behind_is_there_again(intake, people):
    begin(intake)
    intake.post(url("questions"), LEVY | {"q-service": "k3", "q-payments-0-amount": "2 juta"})
    # The answer to that never arrived; the page is opened anew.
    page = intake.get(url("questions")).content.decode()
    assert "Pada tahap mana uang diminta?" in page
    assert 'value="2000000"' in page


def test_everything_may_be_skipped(intake, people):
    begin(intake)
    assert intake.post(url("questions"), LEVY).status_code == 302
    finish(intake)
    assert words_of(send(intake))
    assert reading.content(opened(people, "ani", Case.objects.get())).report.extra == {}


def test_a_wrong_answer_keeps_everything_typed(intake, people):
    begin(intake)
    page = intake.post(url("questions"), LEVY | {"q-service": "gold", "q-payments-0-to": "Loket <3>"})
    assert page.status_code == 422
    assert "Loket &lt;3&gt;" in page.content.decode()
    assert "Pilih dari daftar ini." in page.content.decode()


def test_another_topic_asks_other_questions_and_drops_the_old_answers(intake, people):
    begin(intake)
    intake.post(url("questions"), LEVY | {"q-service": "training"})
    finish(intake)
    changed = intake.post(url("topic") + "?review", {"topic": "gratification"})
    assert changed.url == url("questions") + "?review"
    assert "Apa yang diterima?" in intake.get(changed.url).content.decode()
    asked = {"questionnaire": "gratification/1", "shown": "gifts occasion reported still", "count-gifts": "1", "q-reported": "no"}
    back = intake.post(changed.url, asked)
    assert back.url == url("review")
    review = intake.get(url("review")).content.decode()
    assert "Pelatihan atau sertifikasi" not in review
    assert "apakah penerimanya sudah melaporkannya?" in review
    assert words_of(send(intake))


def test_forged_answers_are_not_filed(intake, people):
    begin(intake)
    finish(intake)
    carried = hidden(intake.get(url("review")))
    for forged in (
        {"questionnaire": "illegal_levy/1", "extra": '{"nip":"1980"}'},
        {"questionnaire": "bribery/1", "extra": '{"direction":"asked"}'},
        {"questionnaire": "illegal_levy/1", "extra": "{"},
    ):
        assert intake.post(url("review"), carried | forged).status_code == 422
    assert Case.objects.count() == 0
    assert words_of(intake.post(url("review"), carried))


def test_a_draft_that_was_lost_keeps_the_answers_just_given(intake, people):
    page = intake.post(url("questions"), LEVY | {"shown": LEVY["shown"] + " k3_stage", "q-service": "k3"})
    assert page.status_code == 200
    assert "Sebagian tulisan Anda perlu diisi lagi" in page.content.decode()
    answer(intake, "topic", {"topic": "illegal_levy"})
    form = intake.get(url("questions")).content.decode()
    assert re.search(r'value="k3"[^>]*selected', form)


def test_no_question_asks_without_a_topic(intake, people):
    assert intake.get(url("questions")).status_code == 410
    assert intake.post(url("questions"), {"questionnaire": "nothing/1"}).url == url("topic")


def test_an_officer_asks_the_reporter_answers_and_the_officer_reads(intake, people, filed):
    case, receipt = filed
    hands = opened(people, "ani", case)
    services.send(hands, "k3_certificate/1", "Mohon dijawab.")
    box = stories.open_box(intake, str(receipt)).content.decode()
    assert "Pertanyaan untuk Anda" in box
    assert "Mohon dijawab." in box
    entry = re.search(r'name="entry" value="([^"]+)"', box).group(1)

    form = intake.post(url("answer_questions"), {"entry": entry, "begin": "1"}).content.decode()
    assert "Apakah biaya resmi diberitahukan?" in form
    posted = {
        "entry": entry,
        "questionnaire": "k3_certificate/1",
        "shown": "kind stage official_fee billed payments days",
        "count-payments": "1",
    }
    empty = intake.post(url("answer_questions"), posted)
    assert empty.status_code == 422
    more = intake.post(url("answer_questions"), posted | {"q-days": "month", "q-official_fee": "no"}).content.decode()
    assert "Apakah berkas bergerak setelah membayar?" in more
    posted["shown"] += " after_paying"
    done = intake.post(url("answer_questions"), posted | {"q-days": "month", "q-official_fee": "no", "q-after_paying": "yes"})
    assert "Jawaban Anda sudah tersegel dan terkirim." in done.content.decode()
    assert "Pertanyaan untuk Anda" not in done.content.decode()
    assert "Apakah biaya resmi diberitahukan? Tidak" in unescape(done.content.decode())
    again = intake.post(url("answer_questions"), posted | {"q-days": "week"})
    assert again.status_code == 409

    content = reading.content(opened(people, "ani", case))
    answers = [writing for writing in content.texts("reporter_in") if writing.answers]
    assert [(line.title, line.text) for line in answers[0].answers][-1] == ("Apakah berkas bergerak setelah membayar?", "Ya")
    found = dict(reading.searchable(content.fields))
    assert "Satu minggu sampai sebulan" in found["Percakapan"]


def test_answers_typed_into_a_mailbox_that_closed_go_along_to_the_door(intake, people, filed):
    page = intake.post(url("answer_questions"), {"entry": "message/1", "questionnaire": "people_involved/1", "q-people-0-who": "Loket 3"})
    assert page.status_code == 403
    assert "Loket 3" in page.content.decode()


def test_an_answer_lets_a_waiting_case_go_on(people, filed):
    case, receipt = filed
    triaging.acknowledge(case, viewer=people.viewer("ani"))
    handling.ask(opened(people, "ani", case), "Tunggu.", wait=True)
    services.send(opened(people, "ani", case), "recruitment/1", "")
    box = vault.open_mailbox(receipts.parse(str(receipt)))
    (asked,) = waiting(boxes.box(box).opened)
    for wrong in ({}, {"nobody": "x"}, {"payments": [{"amount": "1"}]}):
        with pytest.raises(NotAnswers):
            services.answer(box, asked, wrong)
    services.answer(box, asked, {"process": "transfer"})
    assert wishes.carry_out() == 1
    case.refresh_from_db()
    assert case.state == "triage"


def test_only_what_is_on_the_list_can_be_sent(people, filed):
    hands = opened(people, "ani", filed[0])
    for ref in ("illegal_levy/7", "nothing/1", ""):
        with pytest.raises(services.Unknown):
            services.send(hands, ref, "")


def test_a_closed_case_asks_nothing_more(people, filed):
    hands = opened(people, "ani", filed[0])
    hands.case.closed_on = hands.case.opened_on
    with pytest.raises(Refused):
        services.send(hands, "recruitment/1", "")


def test_the_desk_lays_the_answers_out_and_offers_the_list(desk, people):
    case_id = uuid4()
    answers = {name: value for fields in stories.ANSWERS.values() for name, value in fields.items()}
    extra = '{"payments":[{"amount":"2000000","how":"cash"},{"to":"Loket 3"}],"service":"k3"}'
    filing.file_report(filing.from_answers(case_id, answers | {"questionnaire": "illegal_levy/1", "extra": extra}))
    case = Case.objects.get(pk=case_id)
    assert decode(extra)["service"] == "k3"
    people.sign_in(desk, "ani")
    desk.post(reverse("vault:unlock"), {"passphrase": PASSPHRASE})
    summary = desk.get(reverse("whistleblowing_desk:case", args=[case.number])).content.decode()
    for words in ("Pertanyaan tambahan", "Sertifikat atau lisensi K3", "Pembayaran 2", "Rp2.000.000", "Loket 3"):
        assert words in summary
    talk = reverse("whistleblowing_desk:tab", args=[case.number, "conversation"])
    assert "Izin tenaga kerja asing" in desk.get(talk).content.decode()
    desk.post(
        reverse("whistleblowing_desk:write", args=[case.number, "questionnaire"]), {"questionnaire": "foreign_worker_permit/1", "text": ""}
    )
    assert "Daftar pertanyaan: Izin tenaga kerja asing" in desk.get(talk).content.decode()
    wrong = desk.post(reverse("whistleblowing_desk:write", args=[case.number, "questionnaire"]), {"questionnaire": "x/1", "text": "Halo"})
    assert wrong.status_code == 400
    assert "Halo" in wrong.content.decode()


def test_the_answers_on_paper_for_whoever_can_open_them_alone(desk, people):
    case_id = uuid4()
    answers = {name: value for fields in stories.ANSWERS.values() for name, value in fields.items()}
    extra = '{"payments":[{"amount":"2000000"}],"service":"k3"}'
    filing.file_report(filing.from_answers(case_id, answers | {"questionnaire": "illegal_levy/1", "extra": extra}))
    case = Case.objects.get(pk=case_id)
    hands = opened(people, "ani", case)
    services.send(hands, "recruitment/1", "")
    (section,) = paper.contents(reading.content(hands))["sections"]
    assert section["rows"] == [["Layanan apa yang diurus?", "Sertifikat atau lisensi K3"], ["Pembayaran 1", "Berapa? Rp2.000.000"]]
    address = reverse("whistleblowing_desk:answers", args=[case.number])
    people.sign_in(desk, "ani")
    assert desk.get(address).url.startswith(reverse("vault:unlock"))
    desk.post(reverse("vault:unlock"), {"passphrase": PASSPHRASE})
    page = desk.get(address)
    assert page["Content-Type"] == "application/pdf"
    assert page.content.startswith(b"%PDF")
    people.sign_in(desk, "citra")
    assert desk.get(address).status_code == 404
