"""A report that came in by the wrong door goes on where it belongs, and loses nothing on the way."""

import os
import subprocess
import sys
from datetime import timedelta
from uuid import uuid4

import pytest

from amanah import rulebook
from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.replay import check
from amanah.engines.reports.queries import mailbox as boxes
from amanah.engines.reports.queries import reading
from amanah.engines.reports.report import REROUTED, Message, Report
from amanah.engines.reports.services import rerouting
from amanah.engines.reports.services.filing import Filing, file_report
from amanah.foundation.access import exclusion
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.rooms.complaints.regime import REGIME as COMPLAINTS
from amanah.rooms.complaints.workflow import COORDINATOR, OFFICER
from amanah.rooms.whistleblowing.regime import REGIME as WHISTLEBLOWING
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db

PROBE = """
import sys, django
django.setup()
from amanah.engines.reports import said
from amanah.engines.reports.report import Message
sys.stdout.buffer.write(said.to_reporter(Message.from_bytes(sys.stdin.buffer.read())).encode())
"""
WORDS = "Petugas loket meminta dua ratus ribu sebelum berkas saya diterima."


@pytest.fixture
def officers(people):
    """Two officers of complaints who have nothing to do with whistleblowing."""
    people.add("mira", "Mira Kusuma", people.units.fkap, "Petugas pengaduan", roles=[OFFICER, COORDINATOR], keys=True)
    people.add("nanda", "Nanda Putri", people.units.fkap, "Petugas pengaduan kedua", roles=[OFFICER], keys=True)
    return people


def complain(*, tags=frozenset()):
    report = Report("complaint", "desk", "anonymous", {"what": WORDS}, form=COMPLAINTS.form)
    filing = Filing(uuid4(), report, tags)
    return file_report(COMPLAINTS, filing), Case.objects.get(pk=filing.case_id)


def opened(people, name, case):
    account = people.accounts[name]
    return reading.open_case(people.viewer(name), case, vault.unlock(account, PASSPHRASE))


def move(people, case, *, reason="Ini dugaan pemerasan."):
    rerouting.reroute(opened(people, "mira", case), WHISTLEBLOWING, route="inspectorate", topic="", reason=reason)
    case.refresh_from_db()


def test_the_mailbox_the_number_and_the_day_stay(officers):
    receipt, case = complain()
    number, day = case.number, case.opened_on
    with clock.at(clock.now() + timedelta(days=5)):
        move(officers, case)
        box = boxes.box(vault.open_mailbox(receipt))
    assert (case.kind, case.route, case.state) == ("whistleblowing", "inspectorate", "received")
    assert (case.number, case.opened_on, box.number) == (number, day, number)
    assert "Inspektorat Jenderal" in box.route
    assert any("pindahkan" in line.text for line in box.messages)
    assert {line.date for line in box.deadlines} >= {rulebook.due("whistleblowing.acknowledge_within", day).date}


def test_the_clocks_count_from_the_day_of_receipt_and_the_old_ones_stop(officers):
    _receipt, case = complain()
    received = case.opened_on
    with clock.at(clock.now() + timedelta(days=10)):
        move(officers, case)
        live = {deadline.name: deadline for deadline in Deadline.objects.filter(ref=case.ref, stopped_on=None)}
    assert set(live) == {"acknowledge", "triage", "close"}
    assert {deadline.since for deadline in live.values()} == {received}


def test_the_keys_move_with_it(officers):
    _receipt, case = complain()
    move(officers, case)
    holders = keys.holders(case.ref)
    assert f"account:{officers.ani.pk}" in holders
    assert f"account:{officers.budi.pk}" in holders
    assert f"account:{officers.mira.pk}" not in holders
    assert "mailbox" in holders
    assert reading.find(officers.viewer("mira"), case.number) is None
    content = reading.content(opened(officers, "ani", case))
    assert content.report.answers["what"] == WORDS
    assert [text.text for text in content.texts("note")] == ["Ini dugaan pemerasan."]


def test_whoever_it_is_about_stays_shut_out_and_gets_no_key(officers):
    budi = officers.persons["budi"]
    _receipt, case = complain(tags=frozenset(exclusion.tags_for_subjects([budi], [])))
    move(officers, case)
    assert f"account:{officers.budi.pk}" not in keys.holders(case.ref)
    assert cases.find(officers.viewer("budi"), case.number) is None
    assert cases.find(officers.viewer("ani"), case.number) is not None


def test_nobody_moves_a_report_to_where_it_is_protected_less(officers):
    assert COMPLAINTS.protection < WHISTLEBLOWING.protection
    _receipt, case = complain()
    move(officers, case)
    with pytest.raises(Refused) as refusal:
        rerouting.reroute(opened(officers, "ani", case), COMPLAINTS, route="desk", topic="", reason="Salah jalur.")
    assert refusal.value.code == "guard"
    case.refresh_from_db()
    assert case.kind == "whistleblowing"


def test_nobody_else_can_and_nobody_moves_it_to_where_it_is(officers):
    _receipt, case = complain()
    for outsider in ("citra", "ani"):
        assert reading.find(officers.viewer(outsider), case.number) is None
    with pytest.raises(Refused) as refusal:
        rerouting.reroute(opened(officers, "nanda", case), COMPLAINTS, route="desk", topic="", reason="Ke sini lagi.")
    assert refusal.value.code == "guard"


def test_the_ledger_proves_the_transfer_and_the_steps_still_follow(officers):
    _receipt, case = complain()
    move(officers, case)
    (entry,) = [entry for entry in ledger.entries(case.ref) if entry.kind == "case.handed"]
    assert (entry.facts["from_kind"], entry.facts["kind"]) == ("complaint", "whistleblowing")
    assert WORDS not in str(entry.facts)
    assert check() == []
    story = [str(happening.title) for happening in cases.timeline(officers.viewer("ani"), case)]
    assert "Dipindahkan ke: Laporan pelanggaran" in story
    assert "Perkara dibuka" in story


def test_both_programs_know_how_the_news_reads():
    """The public program loads no desk, and yet its mailbox tells where the report went."""
    told = Message("", REROUTED, facts={"to": WHISTLEBLOWING.key, "from": COMPLAINTS.key})
    for settings in ("intake", "desk"):
        words = [sys.executable, "-c", PROBE]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": f"amanah.config.settings.{settings}"}
        done = subprocess.run(words, input=told.to_bytes(), env=environment, capture_output=True, check=True)
        assert "Laporan pelanggaran" in done.stdout.decode()


def test_on_the_desk(officers, desk):
    _receipt, case = complain()
    officers.sign_in(desk, "mira")
    desk.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
    page = desk.get(f"/desk/complaints/{case.number}/")
    assert "Pindahkan ke jenis perkara lain" in page.content.decode()
    answer = desk.post(f"/desk/complaints/{case.number}/reroute/", {"to": "whistleblowing/inspectorate", "text": "Dugaan pemerasan."})
    assert answer.status_code == 302
    assert desk.get(f"/desk/complaints/{case.number}/").status_code == 404
    officers.sign_in(desk, "ani")
    desk.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
    shown = desk.get(f"/desk/whistleblowing/{case.number}/").content.decode()
    assert WORDS in shown
    assert "Dipindahkan dari" in desk.get(f"/desk/whistleblowing/{case.number}/conversation/").content.decode()
