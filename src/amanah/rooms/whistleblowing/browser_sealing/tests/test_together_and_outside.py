"""Reports that a browser sealed for several people together, or for a body outside; and the questions of a topic."""

import json

import pytest

from amanah.engines.cases.models import Case
from amanah.engines.reports.queries import reading
from amanah.engines.reports.report import CONFIDENTIAL, Identity
from amanah.foundation.access import services as access
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import SealedField, Wrap
from amanah.foundation.vault.quorum import queries as quorums
from amanah.foundation.vault.quorum.models import Quorum
from amanah.kernel import receipts
from amanah.rooms.whistleblowing.browser_sealing.tests.browser import Browser, b64, url
from amanah.rooms.whistleblowing.gravest import services as gravest
from amanah.rooms.whistleblowing.outside_recipients import queries as outside
from amanah.rooms.whistleblowing.outside_recipients import services as recipients
from amanah.rooms.whistleblowing.outside_recipients.models import OutsideMatter
from amanah.rooms.whistleblowing.tests import stories
from tests import people as cast

pytestmark = pytest.mark.django_db
WHAT = "Diminta dua juta rupiah."


@pytest.fixture
def holders(people):
    """Budi, Fitri and Indra hold shares of what comes by the gravest route; Indra and Lina keep envelopes."""
    for name in ("budi", "fitri", "indra"):
        access.grant_role(people.accounts[name], "whistleblowing.handler_gravest", people.units.root, since=cast.SINCE)
    people.add("lina", "Lina Marlina", people.units.secretariat, "Penyimpan", roles=("whistleblowing.custodian",), keys=True)
    return people


@pytest.fixture
def browser(intake, people):
    return Browser(intake)


def pair(people, name):
    return vault.unlock(people.accounts[name], cast.PASSPHRASE)


def test_nobody_opens_it_alone_and_two_do_together(holders, browser):
    browser.file(route="gravest", mode=CONFIDENTIAL, identity=Identity("Sari", "", ""))
    case = Case.objects.get()
    assert case.route == "gravest"
    assert not Wrap.objects.filter(record__in=[case.ref, f"work:{case.pk}"], holder__startswith="account:").exists()
    assert {split.matter.partition(":")[0] for split in Quorum.objects.all()} == {"case", "identity"}
    wish = gravest.ask(case, holders.viewer("budi"), "Perlu ditelaah hari ini.")
    gravest.contribute(case, holders.viewer("fitri"), wish.pk, pair(holders, "fitri"))
    gravest.open_now(case, holders.viewer("budi"), pair(holders, "budi"))
    opened = reading.open_case(holders.viewer("budi"), case, pair(holders, "budi"))
    assert reading.content(opened).report.answers["what"] == WHAT
    assert reading.open_case(holders.viewer("fitri"), case, pair(holders, "fitri")) is None


def test_the_database_cannot_tell_where_it_was_split(holders, browser, intake):
    browser.file(route="gravest")
    stories.file_one(intake, route="gravest")
    one, other = Case.objects.order_by("number")
    kinds = [sorted(Wrap.objects.filter(record=ref).values_list("holder", flat=True)) for ref in (one.ref, other.ref)]
    assert [holder.partition(":")[0] for holder in kinds[0]] == [holder.partition(":")[0] for holder in kinds[1]]
    assert [sorted(ledger.entries(case.ref)[0].facts) for case in (one, other)] == [sorted(ledger.entries(one.ref)[0].facts)] * 2
    shares = [[share.account_id for share in quorums.shares(quorums.in_force(case.ref))] for case in (one, other)]
    assert shares[0] == shares[1]


SPOILED = {
    "none": lambda body: body["report"].update(split=None),
    "a share fewer": lambda body: body["report"]["split"]["shares"].pop(),
    "a share twice": lambda body: body["report"]["split"]["shares"].append(body["report"]["split"]["shares"][0]),
    "somebody else's share": lambda body: body["report"]["split"]["shares"][0].update(
        holder="account:00000000-0000-4000-8000-000000000000"
    ),
    "another order": lambda body: body["report"]["split"]["shares"].reverse(),
    "a key with which nothing can be agreed": lambda body: body["report"]["split"].update(public=b64(bytes(32))),
    "another quorum's id": lambda body: body["report"]["split"].update(id=body["identity"]["id"]),
    "a share that is no box": lambda body: body["report"]["split"]["shares"][0].update(box=b64(b"x")),
    "a wrap too short": lambda body: body["report"]["split"]["shares"][0].update(wrap=b64(bytes(112))),
    "wrapped for somebody alone": lambda body: body["report"]["wraps"].update(
        {body["report"]["split"]["shares"][0]["holder"]: body["report"]["wraps"]["mailbox"]}
    ),
    "no split of the envelope": lambda body: body["identity"].update(split=None),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_no_other_split_is_taken_in(holders, browser, spoil):
    body = browser.sealed(browser.keys(route="gravest"), route="gravest")
    spoil(body)
    answer = browser.send(body)
    assert (answer.status_code, answer.json()["problem"]) == (422, "misshapen")
    assert not Case.objects.exists()
    assert not Quorum.objects.exists()
    assert not SealedField.objects.exists()


def test_an_ordinary_report_brings_no_split(holders, browser):
    gravest_one = browser.sealed(browser.keys(route="gravest"), route="gravest")
    body = browser.sealed(browser.keys())
    body["report"]["split"] = gravest_one["report"]["split"]
    assert browser.send(body).json()["problem"] == "misshapen"


def test_who_is_named_keeps_no_share_and_too_few_shut_the_route(holders, browser):
    everybody = browser.keys(route="gravest")["report"]["together"]
    fewer = browser.keys(route="gravest", who="Fitri Handayani")["report"]["together"]
    assert (len(everybody["lines"]), len(fewer["lines"]), everybody["threshold"]) == (3, 2, 2)
    shut = {"case": str(browser.case), "route": "gravest", "who": "Fitri Handayani\nBudi Hartono"}
    assert browser.post("keys", shut).json()["problem"] == "route"
    said = browser.post("recipients", {"topic": "bribery", "who": "Fitri Handayani\nBudi Hartono"}).json()
    assert any("pemegang bersama" in line for line in said["shut"])


def test_a_body_outside_reads_it_with_its_questions_and_nobody_inside(people, browser, intake):
    appointed = recipients.propose("Inspektorat Provinsi Contoh", "Untuk laporan tentang pengawas.", viewer=people.viewer("ani"))
    receipt = recipients.appoint(appointed, viewer=people.viewer("budi"))
    more = {"questionnaire": "illegal_levy/1", "extra": {"service": "k3", "k3_stage": "exam", "payments": [{"amount": "2000000"}]}}
    browser.file(route=appointed.ref, mode=CONFIDENTIAL, identity=Identity("Sari Dewanti", "0812", ""), **more)
    case = Case.objects.get()
    assert case.route == "outside"
    assert OutsideMatter.objects.get().recipient == appointed
    assert set(Wrap.objects.filter(record=case.ref).values_list("holder", flat=True)) == {"mailbox", appointed.ref}
    assert ledger.entries(case.ref)[0].facts["outside"] == appointed.ref
    box = vault.open_mailbox(receipts.parse(f"{' '.join(receipt.words)} {receipt.grouped_digits}"), kind="outside")
    read = outside.reading(OutsideMatter.objects.get(), box)
    assert (read.report.answers["what"], read.name) == (WHAT, "Sari Dewanti")
    intake.post("/recipients/", {"receipt": f"{' '.join(receipt.words)} {receipt.grouped_digits}"})
    page = intake.get(f"/recipients/{case.number}/").content.decode()
    assert "Sertifikat atau lisensi K3" in page
    assert "Rp2.000.000" in page
    recipients.propose_end(appointed, viewer=people.viewer("ani"))
    assert Browser(intake).post("keys", {"case": str(browser.case), "route": appointed.ref}).json()["problem"] == "route"


@pytest.mark.parametrize("garbage", [b"[]", b"\xff", b'{"topic":"x"}'])
def test_garbage_breaks_no_page_outside(people, browser, intake, garbage):
    appointed = recipients.propose("Inspektorat Provinsi Contoh", "Untuk laporan tentang pengawas.", viewer=people.viewer("ani"))
    receipt = recipients.appoint(appointed, viewer=people.viewer("budi"))
    browser.file(route=appointed.ref, report=garbage)
    browser.post("message", browser.message(browser.open().json(), garbage))
    intake.post("/recipients/", {"receipt": f"{' '.join(receipt.words)} {receipt.grouped_digits}"})
    page = intake.get(f"/recipients/{Case.objects.get().number}/")
    assert page.status_code == 200
    assert "tidak dapat dibuka" in page.content.decode()


def test_the_questions_of_a_topic_are_read_as_on_the_ordinary_way(people, browser):
    browser.file(questionnaire="illegal_levy/1", extra={"service": "k3", "payments": [{"amount": "2000000", "when": "2026-03-02"}]})
    opened = reading.open_case(people.viewer("ani"), Case.objects.get(), pair(people, "ani"))
    report = reading.content(opened).report
    assert report.extra["payments"] == [{"amount": "2000000", "when": "2026-03-02"}]


def test_every_version_of_every_questionnaire_is_offered_in_the_page_s_language(intake, people):
    intake.cookies["lang"] = "en"
    book = json.loads(intake.get(url("questionnaires")).content)
    levy = book["illegal_levy/1"]
    assert levy["newest"] is True
    assert levy["questions"][0]["text"] == "Which service was it about?"
    assert next(one for one in levy["questions"] if one["key"] == "k3_stage")["shown_if"] == {"question": "service", "values": ["k3"]}
    assert intake.get(url("shares")).content.split()[0] == b"academic"
