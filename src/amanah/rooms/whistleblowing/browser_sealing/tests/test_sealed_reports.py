"""A report that a browser sealed: taken in as it came, read by whom it was sealed for, and nothing else taken in."""

import base64
import uuid
from datetime import timedelta

import pytest

from amanah.engines.cases.models import Case, SubjectTag
from amanah.engines.reports.queries import reading
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import Mailbox, SealedField, Wrap
from amanah.kernel import clock, sealing
from amanah.rooms.whistleblowing.browser_sealing.tests.browser import Browser, b64, url
from amanah.rooms.whistleblowing.tests import stories
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(intake, people):
    return Browser(intake)


def content_for(people, name, case):
    pair = vault.unlock(people.accounts[name], PASSPHRASE)
    opened = reading.open_case(people.viewer(name), case, pair)
    return reading.content(opened) if opened else None


def test_the_handler_reads_what_the_browser_sealed(browser, people):
    keys = browser.keys(who="Gilang Ramadhan\nOrang Tak Dikenal")
    file_id = browser.attach(keys, b"isi catatan" * 9000)
    assert browser.send(browser.sealed(keys, who=["Gilang Ramadhan", "Orang Tak Dikenal"])).json() == {"accepted": True}
    case = Case.objects.get()
    content = content_for(people, "ani", case)
    assert content.report.answers["what"] == "Diminta dua juta rupiah."
    assert content.report.unmatched == ("Orang Tak Dikenal",)
    (line,) = content.files()
    assert (line.upload.file_id, line.upload.name) == (file_id, "catatan.txt")
    assert EvidenceItem.objects.get().ref == case.ref
    assert SubjectTag.objects.filter(case=case).exists()


def test_the_database_cannot_tell_it_from_any_other(browser, intake, people):
    browser.file()
    stories.file_one(intake)
    shapes = []
    for case in Case.objects.all():
        report, work = case.ref, f"work:{case.pk}"
        fields = {(row.field, row.version, row.size_bucket) for row in SealedField.objects.filter(record=report)}
        staff = {(row.field, row.version, row.size_bucket) for row in SealedField.objects.filter(record=work)}
        wraps = {(row.holder, len(row.wrapped)) for row in Wrap.objects.filter(record=report)}
        box = Mailbox.objects.get(record=report)
        shapes.append((fields, staff, wraps, box.kdf_ops, box.kdf_mem_kib, len(box.salt), case.route, case.topic, case.state))
    assert shapes[0] == shapes[1]
    kinds = [row.record.partition(":")[0] for row in SealedField.objects.all()]
    assert {kind: kinds.count(kind) for kind in kinds} == {"case": 2, "work": 2, "identity": 2}
    envelopes = SealedField.objects.filter(record__startswith="identity:").values_list("size_bucket", flat=True)
    assert len(set(envelopes)) == 1


def test_whom_it_names_gets_no_key(browser):
    holders = {line["holder"] for line in browser.keys()["report"]["alone"]}
    without = {line["holder"] for line in browser.keys(exclude="Budi Hartono")["report"]["alone"]}
    assert len(holders - without) == 1


def test_no_recipient_is_said(browser):
    answer = browser.post(
        "keys", {"case": str(browser.case), "route": "inspectorate", "who": "Lestari Ningsih\nAni Rahmawati\nBudi Hartono"}
    )
    assert (answer.status_code, answer.json()["problem"]) == (409, "route")
    assert browser.post("keys", {"case": str(browser.case), "route": "elsewhere"}).json()["problem"] == "route"


def test_sending_twice_makes_one_report(browser):
    body = browser.sealed(browser.keys())
    assert browser.send(body).json() == browser.send(body).json() == {"accepted": True}
    assert Case.objects.count() == 1


def test_another_person_does_not_learn_that_it_was_accepted(browser, intake):
    browser.file()
    other = Browser(intake, case=browser.case)
    answer = other.send(other.sealed(other.keys()))
    assert (answer.status_code, answer.json()["problem"]) == (409, "other")


def test_a_taken_locator_is_said(browser, intake):
    browser.file()
    other = Browser(intake, receipt=browser.receipt)
    assert other.send(other.sealed(other.keys())).json()["problem"] == "locator"
    assert Case.objects.count() == 1


def _swap(body, one, two):
    body["report"]["wraps"][one], body["report"]["wraps"][two] = body["report"]["wraps"][two], body["report"]["wraps"][one]


def _cut(text):
    return b64(base64.b64decode(text)[:-1])


def _flipped(text):
    data = base64.b64decode(text)
    return b64(bytes([*data[:-1], data[-1] ^ 1]))


SPOILED = {
    "ticket of another case": lambda body, other: body.update(ticket=other["ticket"]),
    "ticket cut short": lambda body, _other: body.update(ticket=_cut(body["ticket"])),
    "ticket with one bit changed": lambda body, _other: body.update(ticket=_flipped(body["ticket"])),
    "no ticket": lambda body, _other: body.pop("ticket"),
    "a holder more": lambda body, _other: body["report"]["wraps"].update({f"account:{uuid.uuid4()}": body["report"]["wraps"]["mailbox"]}),
    "a holder fewer": lambda body, _other: body["report"]["wraps"].popitem(),
    "no mailbox": lambda body, _other: body["report"]["wraps"].pop("mailbox"),
    "another custodian": lambda body, _other: body["identity"].update(wraps={}),
    "a field more": lambda body, _other: body["report"]["fields"].update({"note/1": body["report"]["fields"]["report"]}),
    "a box outside every bucket": lambda body, _other: body["report"]["fields"].update(report=_cut(body["report"]["fields"]["report"])),
    "a wrap too short": lambda body, _other: body["report"]["wraps"].update(mailbox=_cut(body["report"]["wraps"]["mailbox"])),
    "a file that never came": lambda body, _other: body.update(files=[{"id": str(uuid.uuid4()), "sha256": "0" * 64}]),
    "another topic": lambda body, _other: body.update(topic="nothing"),
    "cheap derivation": lambda body, _other: body["mailbox"].update(ops=2),
    "a case id that is no random one": lambda body, _other: body.update(case="00000000-0000-1000-8000-000000000000"),
    "a list for an object": lambda body, _other: body.update(report=[]),
    "a number for a text": lambda body, _other: body.update(topic=7),
    "a null byte": lambda body, _other: body.update(topic="\x00"),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_nothing_misshapen_is_taken_in(browser, intake, spoil):
    body = browser.sealed(browser.keys())
    other = Browser(intake)
    spoil(body, other.sealed(other.keys()))
    answer = browser.send(body)
    assert answer.status_code in {409, 422}, answer.content
    assert answer.json()["sentence"]
    assert not Case.objects.exists()
    assert not SealedField.objects.filter(record__startswith="case:").exists()


def test_a_ticket_does_not_last(browser, monkeypatch):
    body = browser.sealed(browser.keys())
    later = clock.now() + timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert browser.send(body).json()["problem"] == "late"


def test_new_keys_meanwhile_are_said(browser, people):
    body = browser.sealed(browser.keys())
    vault.rotate_keys(people.budi, PASSPHRASE, "frasa baru untuk kunci budi")
    assert browser.send(body).json()["problem"] == "changed"
    assert browser.send(browser.sealed(browser.keys())).json() == {"accepted": True}


def test_swapped_wraps_open_nothing(browser, people):
    body = browser.sealed(browser.keys())
    ani, budi = (f"account:{people.accounts[name].pk}" for name in ("ani", "budi"))
    _swap(body, ani, budi)
    assert browser.send(body).json() == {"accepted": True}
    assert "tidak dapat dibuka" in content_for(people, "ani", Case.objects.get()).report.answers["what"]


def test_files_come_whole_once_and_with_a_pass(browser):
    keys = browser.keys()
    file_id = browser.attach(keys, b"isi")
    sealer = sealing.FileSealer(sealing.new_key(), file_id)
    other = sealer.header + b"".join(sealer.finish())
    assert browser.put(keys, file_id, other).json()["problem"] == "misshapen"
    assert browser.put(keys, str(uuid.uuid4()), other[:-1]).json()["problem"] == "misshapen"
    assert browser.put({"pass": "x"}, str(uuid.uuid4()), other).json()["problem"] == "invalid"
    assert browser.put(keys, "00000000-0000-1000-8000-000000000000", other).json()["problem"] == "misshapen"


def test_a_file_belongs_to_one_report(browser, intake):
    keys = browser.keys()
    browser.attach(keys, b"isi")
    assert browser.send(browser.sealed(keys)).json() == {"accepted": True}
    thief = Browser(intake, files=browser.files)
    assert thief.send(thief.sealed(thief.keys())).json()["problem"] == "misshapen"


GARBAGE = {
    "no json": b"\xff\xfe",
    "a list": b"[]",
    "fewer answers": b'{"topic":"x","route":"y","mode":"z","answers":{},"identity":null,"involved":[],"excluded":[],"unmatched":[],"files":[]}',
    "deep": b"[" * 100_000,
    "half a letter": b'{"topic":"\\ud800"}',
}


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_is_said_and_breaks_no_page(browser, people, request, garbage):
    browser.file(report=garbage)
    desk = request.getfixturevalue("desk")  # the other program, from here on
    case = Case.objects.get()
    people.sign_in(desk, "ani")
    desk.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
    page = desk.get(f"/desk/whistleblowing/{case.number}/")
    assert page.status_code == 200
    assert "tidak dapat dibuka" in page.content.decode()
    assert desk.get("/desk/cases/?q=rupiah").status_code == 200
    assert desk.get(f"/desk/whistleblowing/{case.number}/conversation/").status_code == 200
    assert desk.get(f"/desk/whistleblowing/{case.number}/assign/").status_code in {200, 302}


@pytest.mark.parametrize("name", ["report", "mailbox"])
def test_no_field_stands_in_a_form_and_the_worker_talks_to_nobody(intake, people, name):
    page = intake.get(url(name))
    assert page.status_code == 200
    _before, part = page.content.decode().split('<div id="sealing"')
    assert "<textarea" in part
    assert "<form" not in part.split("</main>")[0]
    policy = intake.get(url("worker"))["Content-Security-Policy"]
    assert "connect-src 'none'" in policy
    assert "wasm-unsafe-eval" in policy
    assert "wasm-unsafe-eval" not in page["Content-Security-Policy"]
