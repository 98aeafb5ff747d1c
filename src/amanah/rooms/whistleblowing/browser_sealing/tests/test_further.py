"""What the mailbox in the browser does besides reading and writing: what is in clear for it, what is stored, and what is refused."""

import base64
from datetime import date

import pytest

from amanah.engines.cases.models import Case, Entry
from amanah.engines.reports.queries import reading
from amanah.engines.reports.report import IDENTITY, RATING, Identity, Message
from amanah.engines.reports.services import handling
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import SealedField, Wrap
from amanah.kernel import clock, sealing
from amanah.rooms.whistleblowing.afterwards import queries
from amanah.rooms.whistleblowing.afterwards.models import RatingGiven
from amanah.rooms.whistleblowing.browser_sealing.tests.browser import Browser, b64
from amanah.rooms.whistleblowing.protection import checks
from amanah.rooms.whistleblowing.protection import queries as protection
from amanah.rooms.whistleblowing.protection.models import Alarm
from amanah.rooms.whistleblowing.protection.questions import CHECK_IN, RETALIATION
from amanah.rooms.whistleblowing.services import triaging
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(intake, people):
    return Browser(intake).file()


@pytest.fixture
def case(browser):
    return Case.objects.get(pk=browser.case)


def opened(people, name, case):
    return reading.open_case(people.viewer(name), Case.objects.get(pk=case.pk), vault.unlock(people.accounts[name], PASSPHRASE))


def close(case, people):
    triaging.acknowledge(case, viewer=people.viewer("ani"))
    proposal = handling.propose(opened(people, "ani", case), "archive", outcome="insufficient", reason="Tidak ada data.")
    handling.approve(proposal, viewer=people.viewer("budi"))
    case.refresh_from_db()


def say(browser, message, **more):
    """The body of a message of any kind, as the page would send it now."""
    return browser.message(browser.open().json(), message.to_bytes(), answers=False, **more)


def test_one_s_own_report_and_its_files_come_back_sealed(intake, people):
    browser = Browser(intake)
    keys = browser.keys()
    file_id = browser.attach(keys, b"isi", "foto.txt")
    browser.send(browser.sealed(keys))
    box = browser.open().json()
    assert "report" in {line["field"] for line in box["fields"]}
    answer = browser.post("sealed_file", browser.proof, file_id=file_id)
    sealed = b"".join(answer.streaming_content)
    opener = sealing.FileOpener(browser.files[file_id].file_key, file_id, sealed[: sealing.FILE_HEADER_BYTES])
    assert opener.open_chunk(sealed[sealing.FILE_HEADER_BYTES :]) == b"isi"
    stranger = Browser(intake).file()
    assert stranger.post("sealed_file", stranger.proof, file_id=file_id).status_code == 404
    assert browser.post("sealed_file", browser.proof | {"authenticator": b64(bytes(32))}, file_id=file_id).status_code == 404


@pytest.mark.parametrize(("answer", "alarms"), [("none", 0), ("pressed", 1)])
def test_a_check_in_is_answered_sealed_and_somebody_is_told_to_look(browser, case, people, answer, alarms):
    assert browser.open().json()["check_in"] is None
    assert browser.post("check_in", say(browser, Message("", CHECK_IN), worrying=True)).json()["problem"] == "over"
    triaging.acknowledge(case, viewer=people.viewer("ani"))
    with clock.at(clock.now() + (checks.running(case.pk).due_on - clock.today())):
        due = browser.open().json()["check_in"]
        body = say(browser, Message("", CHECK_IN, facts={**due, "answer": answer}), worrying=answer != "none")
        assert browser.post("check_in", body).status_code == browser.post("check_in", body).status_code == 200
        assert Alarm.objects.count() == alarms
        (given,) = protection.answers(reading.content(opened(people, "ani", case)))
        assert given.code == answer


def test_a_rating_is_counted_once_and_a_changed_one_anew(browser, case, people):
    first = {"heard": "yes", "informed": "no", "safe": "skip"}
    assert browser.post("rating", say(browser, Message("", RATING), codes=first)).json()["problem"] == "over"
    close(case, people)
    box = browser.open().json()
    facts = {"closed": box["closed"], "quarter": box["quarter"]}
    body = say(browser, Message("Lama.", RATING, facts={**first, **facts}), codes=first)
    assert browser.post("rating", body).status_code == browser.post("rating", body).status_code == 200
    changed = first | {"heard": "no"}
    # What the sealed message says of what was counted before is believed by nobody.
    lie = Message("", RATING, facts={"heard": "yes", "informed": "yes", "safe": "yes", "closed": box["closed"], "quarter": "2020-01-01"})
    browser.post("rating", say(browser, lie, codes=changed))
    counted = queries.tally()[date.fromisoformat(box["quarter"])]
    assert (counted["heard"], counted["informed"]) == ({"no": 1}, {"no": 1})
    (given,) = RatingGiven.objects.all()
    assert case.pk.bytes not in bytes(given.mark) + bytes(given.counted)


def give(browser, people, name, *, passes_on=False, wraps=None):
    """Give the identity to somebody, as the page would."""
    offer = browser.post("identity_recipients", browser.proof | {"filed": ""}).json()
    chosen = next(one for one in offer["recipients"] if one["key"] == str(people.accounts[name].pk))
    record = offer["passes_on" if passes_on else "stays"]
    holders = {line["holder"]: base64.b64decode(line["public"]) for line in (*chosen["lines"], *offer["recovery"])}
    sealed = vault.seal_record(record, {"identity": Identity("Sari Dewanti", "", "").to_bytes()}, holders)
    body = {
        "record": record,
        "box": b64(sealed.fields["identity"]),
        "wraps": {holder: b64(wrap) for holder, wrap in sealed.wraps.items()} if wraps is None else wraps,
        "to": [chosen["key"]],
    }
    message = Message("", IDENTITY, facts={"envelope": record, "to": chosen["title"], "asked": ""})
    return browser.post("identity", say(browser, message, identity=body, filed="")), record


def read(people, name, record):
    key = vault.content_key(record, people.viewer(name).actor, vault.unlock(people.accounts[name], PASSPHRASE))
    return Identity.from_bytes(vault.open_field(record, "identity", key)).name


def test_the_identity_opens_for_the_chosen_and_nobody_else(browser, people):
    answer, record = give(browser, people, "budi")
    assert answer.status_code == 200
    assert read(people, "budi", record) == "Sari Dewanti"
    assert not Wrap.objects.filter(record=record, holder=people.viewer("ani").actor).exists()
    assert browser.open().json()["entries"][-1]["who"] == "Anda"
    again, other = give(browser, people, "budi")
    assert (again.status_code, other == record) == (200, False)


def test_no_other_keys_are_taken_for_it(browser, people):
    answer, record = give(browser, people, "budi", wraps={people.viewer("citra").actor: b64(b"\x01" + bytes(112))})
    assert answer.json()["problem"] == "misshapen"
    assert not SealedField.objects.filter(record=record).exists()
    assert not Entry.objects.exists()


def retaliation(browser, intake):
    """A report of retaliation with word of it in the first mailbox."""
    other = Browser(intake)
    body = other.sealed(other.keys(who="Gilang Ramadhan"), topic="retaliation")
    message = Message("", RETALIATION, facts={"case": str(other.case)})
    return other, body | {"word": say(browser, message)}


def test_retaliation_is_a_report_of_its_own_and_the_first_conversation_says_so(browser, case, people, intake):
    other, body = retaliation(browser, intake)
    assert other.send(body).json() == other.send(body).json() == {"accepted": True}
    second = Case.objects.get(pk=other.case)
    content = reading.content(opened(people, "ani", case))
    assert protection.retaliations(people.viewer("ani"), content) == [second]
    assert Entry.objects.filter(case=case).count() == 1


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda word: word.update(authenticator=b64(bytes(32))), "misshapen"),
        (lambda word: word.update(box=b64(b"x")), "misshapen"),
        (lambda word: word.update(seq=0), "misshapen"),
    ],
)
def test_word_and_report_stand_or_fall_together(browser, intake, spoil, problem):
    other, body = retaliation(browser, intake)
    spoil(body["word"])
    assert other.send(body).json()["problem"] == problem
    assert Case.objects.count() == 1


def test_a_number_taken_meanwhile_stores_neither(browser, case, people, intake):
    other, body = retaliation(browser, intake)
    handling.ask(opened(people, "ani", case), "Lebih dahulu?", wait=False)
    assert other.send(body).json()["problem"] == "taken"
    assert Case.objects.count() == 1


@pytest.mark.parametrize("name", ["check_in", "rating", "identity_recipients", "identity"])
def test_nothing_answers_whoever_proves_no_receipt(browser, name):
    for proof in (browser.proof | {"authenticator": b64(bytes(32))}, browser.proof | {"locator": 1_234_567}):
        assert browser.post(name, proof | {"seq": 1, "box": b64(b"x")}).status_code == 404
    assert browser.post(name, {}).status_code == 422
