"""A mailbox that is opened in the browser: ciphertexts for whoever proves a receipt, the same nothing for everybody else."""

import base64
import json

import pytest

from amanah.engines.cases.models import Case, Entry
from amanah.engines.reports.queries import mailbox as boxes
from amanah.engines.reports.queries import reading
from amanah.engines.reports.report import Message
from amanah.engines.reports.services import handling, wishes
from amanah.foundation.vault import services as vault
from amanah.kernel import sealing
from amanah.rooms.whistleblowing.browser_sealing.tests.browser import Browser, b64
from amanah.rooms.whistleblowing.services import triaging
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(intake, people):
    return Browser(intake).file()


def opened_by_ani(people):
    return reading.open_case(people.viewer("ani"), Case.objects.get(), vault.unlock(people.ani, PASSPHRASE))


def shown(browser, box):
    """What the browser reads of it."""
    key = browser.content_key(box)
    return {
        line["field"]: sealing.open_sealed(
            key, base64.b64decode(line["box"]), record=box["record"], field=line["field"], version=line["version"]
        )
        for line in box["fields"]
    }


def test_question_and_answer_travel_sealed(browser, people):
    handling.ask(opened_by_ani(people), "Kapan kejadiannya?", wait=False)
    answer = browser.open()
    assert b"Kapan" not in answer.content
    box = answer.json()
    assert Message.from_bytes(shown(browser, box)["message/1"]).text == "Kapan kejadiannya?"
    assert (box["next"], box["entries"][0]["who"]) == (2, "Petugas")
    assert box["status"]
    assert box["deadlines"]
    after = browser.post("message", browser.message(box, "Hari Senin.")).json()
    assert after["next"] == 3
    texts = [writing.text for writing in reading.content(opened_by_ani(people)).texts("reporter_in")]
    assert texts == ["Hari Senin."]
    ordinary = boxes.box(vault.open_mailbox(browser.receipt))
    assert [line.text for line in ordinary.messages] == ["Kapan kejadiannya?", "Hari Senin."]


def test_an_answer_lets_a_waiting_case_go_on(browser, people):
    opened = opened_by_ani(people)
    triaging.acknowledge(opened.case, viewer=opened.viewer)
    handling.ask(opened_by_ani(people), "Siapa?", wait=True)
    assert Case.objects.get().state == "awaiting"
    browser.post("message", browser.message(browser.open().json(), "Dia."))
    assert wishes.carry_out() == 1
    assert Case.objects.get().state == "triage"


def test_the_same_message_comes_once(browser):
    body = browser.message(browser.open().json(), "Sekali saja.")
    assert browser.post("message", body).json()["next"] == browser.post("message", body).json()["next"] == 2
    assert Entry.objects.count() == 1


def test_a_number_that_was_taken_is_said(browser, people):
    body = browser.message(browser.open().json(), "Terlambat.")
    handling.ask(opened_by_ani(people), "Lebih dahulu?", wait=False)
    assert browser.post("message", body).json()["problem"] == "taken"
    assert Entry.objects.count() == 1


def test_a_file_goes_with_a_message(browser, people):
    box = browser.open().json()
    file_id = browser.attach(box, b"isi", "foto.txt")
    upload = browser.files[file_id]
    field = sealing.seal(browser.content_key(box), upload.to_bytes(), record=box["record"], field=f"file/{file_id}", version=1)
    files = [{"id": file_id, "sha256": upload.ciphertext_sha256, "box": b64(field)}]
    body = browser.message(box, Message("Ini fotonya.", files=(file_id,)).to_bytes(), files=files)
    assert browser.post("message", body).status_code == 200
    (writing,) = reading.content(opened_by_ani(people)).texts("reporter_in")
    assert [file.name for file in writing.files] == ["foto.txt"]


@pytest.mark.parametrize(
    "garbage", [b"", b"x", b"{}", b'{"text":1,"kind":"message","files":[]}', b'{"text":"a","kind":"??","files":["b"]}']
)
def test_garbage_in_a_message_says_so_on_both_sides(browser, people, garbage):
    box = browser.open().json()
    assert browser.post("message", browser.message(box, garbage)).status_code == 200
    (writing,) = reading.content(opened_by_ani(people)).texts("reporter_in")
    assert "tidak dapat dibaca" in writing.text
    assert "tidak dapat dibaca" in boxes.box(vault.open_mailbox(browser.receipt)).messages[0].text


def test_a_message_of_another_record_opens_as_nothing(browser, people):
    box = browser.open().json()
    other = sealing.seal(browser.content_key(box), Message("x").to_bytes(), record="case:other", field="message/1", version=1)
    assert browser.post("message", browser.message(box, "x") | {"box": b64(other)}).status_code == 200
    (writing,) = reading.content(opened_by_ani(people)).texts("reporter_in")
    assert "tidak dapat dibaca" in writing.text
    assert "tidak dapat dibaca" in boxes.box(vault.open_mailbox(browser.receipt)).messages[0].text


def test_wrong_and_missing_are_one_answer(browser):
    nobody = 1_000_000 if browser.receipt.locator != 1_000_000 else 1_000_001
    wrong = browser.post("open", browser.proof | {"authenticator": b64(bytes(32))})
    missing = browser.post("open", browser.proof | {"locator": nobody})
    right = browser.open()
    assert (wrong.status_code, right.status_code) == (missing.status_code, 200) == (404, 200)
    without = [{**json.loads(answer.content), "filler": ""} for answer in (wrong, missing)]
    assert without[0] == without[1]
    assert len(wrong.content) == len(missing.content) == len(right.content)
    salts = [browser.post("salt", {"locator": locator}).json() for locator in (browser.receipt.locator, nobody, nobody)]
    assert salts[1] == salts[2] != salts[0]
    assert {key: value for key, value in salts[0].items() if key != "salt"} == {k: v for k, v in salts[1].items() if k != "salt"}
    assert len(salts[0]["salt"]) == len(salts[1]["salt"])


@pytest.mark.parametrize("values", [{}, {"locator": 7}, {"locator": "1234567"}, {"locator": True}, {"locator": 1.5e6}, []])
def test_misshapen_questions_are_refused(browser, values):
    assert browser.post("salt", values).status_code == 422
    assert browser.post("open", values).status_code == 422
